import fc from 'fast-check';

import type { NumberPlan } from '../../../../nodes/shared/sms/phoneNumber';
import { parsePhoneNumber } from '../../../../nodes/shared/sms/phoneNumber';
import { splitPhoneNumbers } from '../../../../nodes/shared/sms/phoneNumberList';

function reached(written: string, plan: NumberPlan): string[] {
	return splitPhoneNumbers(written, plan)
		.map((entry) => parsePhoneNumber(entry, plan))
		.flatMap((parsed) => (parsed.ok ? [parsed.e164] : []));
}

const PAIRS: ReadonlyArray<readonly [NumberPlan, string, string]> = [
	['iran', '98904 782 48 12', '9134126087'],
	['iran', '98 904 782 48 12', '0913 412 60 87'],
	['iran', '904 782 48 12', '913 4126087'],
	['iran', '0904 782 48 12', '98 913 412 60 87'],
	['turkey', '90532 123 45 67', '5359876543'],
	['turkey', '532 123 45 67', '535 987 65 43'],
	['turkey', '+98 904 782 48 12', '0535 987 65 43'],
	['turkey', '+49 151 234 567 89', '0535 987 65 43'],
];

const pair = fc.constantFrom(...PAIRS);
const around = fc.constantFrom('', ' ');

/** Signs that have a category for being spaces or lines, and those that stand between entries somewhere. */
const SEPARATORS = [
	...Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((sign) =>
		/[\p{Zs}\p{Zl}\p{Zp}]/u.test(sign),
	),
	...'\t\n\v\f\r\u0085,،;؛，；、､﹐﹔|｜¦‖∣∥︱│•●▪‣◦⁃∙⋅・･·⁄/\\',
];

test.each(SEPARATORS.map((sign) => [sign.codePointAt(0)?.toString(16), sign]))(
	'U+%s ends a number',
	(_, sign) => {
		for (const [plan, one, other] of PAIRS) {
			const both = [...reached(one, plan), ...reached(other, plan)];
			expect(both).toHaveLength(2);
			for (const between of [sign, ` ${sign} `]) {
				// A country code of which the end is not known is refused rather than guessed.
				const isGuess = one.startsWith('+49') && /^\s+$/.test(between);
				expect(reached(one + between + other, plan)).toEqual(isGuess ? expect.anything() : both);
			}
		}
	},
);

test('whatever stands between two numbers, nobody else is reached', () => {
	const sign = fc.oneof(
		fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }),
		fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 3 }),
	);
	fc.assert(
		fc.property(pair, sign, around, around, ([plan, one, other], between, before, behind) => {
			// A digit or a plus is part of a number, whoever meant what by it.
			fc.pre(!/[\p{Nd}+＋﹢]/u.test(between));
			const both = new Set([...reached(one, plan), ...reached(other, plan)]);
			const got = reached(one + before + between + behind + other, plan);
			expect(got.filter((number) => !both.has(number))).toEqual([]);
		}),
		{ numRuns: 1_000 },
	);
});

test('junk with digits in it, anywhere among the groups, reaches nobody else', () => {
	const junk = fc.constantFrom('12x', 'x1', 'No5', '4a8', '1e5', '#', '٣x');
	fc.assert(
		fc.property(pair, junk, fc.nat({ max: 9 }), ([plan, one, other], word, where) => {
			const groups = [...one.split(' '), ...other.split(' ')];
			groups.splice(Math.min(where, groups.length), 0, word);
			const both = new Set([...reached(one, plan), ...reached(other, plan)]);
			const got = reached(groups.join(' '), plan);
			expect(got.filter((number) => !both.has(number))).toEqual([]);
		}),
		{ numRuns: 1_000 },
	);
});

test('what junk has taken digits from is refused by name', () => {
	expect(splitPhoneNumbers('98904 782 48 12x, 0913 412 60 87', 'iran')).toEqual([
		'98904 782 48 12x',
		'0913 412 60 87',
	]);
});

test('half a megabyte of spaces between two numbers is read at once', () => {
	const begun = performance.now();
	expect(reached(`09047824812${' '.repeat(500_000)}09134126087`, 'iran')).toHaveLength(2);
	expect(performance.now() - begun).toBeLessThan(10_000);
});
