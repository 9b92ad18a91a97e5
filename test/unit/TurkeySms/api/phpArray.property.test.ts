import fc from 'fast-check';

import { parsePhpArray, type PhpArray } from '../../../../nodes/TurkeySms/api/phpArray';

/** As `print_r` prints it, with the depths of PHP. */
function printR(value: string | PhpArray, depth = 0): string {
	if (typeof value === 'string') return value;
	const pad = ' '.repeat(depth);
	const entries = Object.entries(value).map(
		([key, entry]) => `${pad}    [${key}] => ${printR(entry, depth + 8)}\n`,
	);
	return `Array\n${pad}(\n${entries.join('')}${pad})\n`;
}

/** As the TurkeySMS document prints its answers: like the source of an array. */
function printSource(value: string | PhpArray): string {
	if (typeof value === 'string') return `"${value}"`;
	const entries = Object.entries(value).map(([key, entry]) => `"${key}" => ${printSource(entry)}`);
	return `array(\n${entries.join(',\n')}\n)`;
}

const key = fc.stringMatching(/^[a-z][a-z_]{0,11}$/);

/** One line that does not look like the syntax around it, without the space at its ends that `print_r` does not mark. */
const line = fc
	.string({ unit: 'grapheme' })
	.map((value) => value.replace(/[\p{Cc}\p{Z}]+/gu, ' ').trim())
	.filter((value) => !/^(array\b|[()])/i.test(value));

/** In array source quotes are marks, which the document does not show escaped. */
const unquotedLine = line.map((value) => value.replace(/["']/g, ''));

const objectOf = (text: fc.Arbitrary<string>) =>
	fc.letrec<{ object: PhpArray; value: string | PhpArray }>((tie) => ({
		object: fc.dictionary(key, tie('value'), { minKeys: 1, noNullPrototype: true }),
		value: fc.oneof({ maxDepth: 3, depthIdentifier: 'php' }, text, tie('object')),
	})).object;

const sourceOf = (value: PhpArray) => printSource(value).replace('array(', 'Array\n(');

test.each([
	['print_r', printR, line],
	['the source of an array', sourceOf, unquotedLine],
] as const)('what was printed as %s is read back', (_, print, text) => {
	fc.assert(
		fc.property(objectOf(text), fc.constantFrom('\n', '\r\n'), (value, lineEnd) => {
			expect(parsePhpArray(print(value).replaceAll('\n', lineEnd))).toEqual(value);
		}),
	);
});

test('a text of any kind is read, or is none: never an exception', () => {
	fc.assert(
		fc.property(fc.string(), fc.constantFrom('', 'Array\n(\n'), (tail, head) => {
			const found = parsePhpArray(`${head}${tail}`);
			expect(found === undefined || typeof found === 'object').toBe(true);
		}),
	);
});
