import fc from 'fast-check';

import { safePattern } from '../../../../../nodes/shared/polling/inbox/safePattern';
import type { TextMatch } from '../../../../../nodes/shared/polling/inbox/textFilter';
import { textFilter } from '../../../../../nodes/shared/polling/inbox/textFilter';

function matches(match: TextMatch, wanted: string, text: string): boolean {
	const filter = textFilter(match, wanted);
	if (!filter.ok) throw new Error(filter.fault.meaning);
	return filter.value(text);
}

describe('Persian and Arabic forms match each other', () => {
	const FORMS = [
		['علی', 'علي'],
		['علی', 'على'],
		['کتاب', 'كتاب'],
		['کد ۱۲۳', 'كد 123'],
		['کد ۱۲۳', 'کد ١٢٣'],
		['می‌خواهم', 'میخواهم'],
		['سلام', 'ســلام'],
		['سلام', 'ﺳﻼﻡ'],
		['STOP', 'stop'],
	] as const;

	test.each(FORMS)('%s and %s', (one, other) => {
		for (const match of ['contains', 'equals', 'pattern'] as const) {
			expect(matches(match, one, other)).toBe(true);
			expect(matches(match, other, one)).toBe(true);
		}
	});

	test.each([
		['[۰-۹]{3}', 'کد 123', true],
		['\\d{3}', 'کد ۱۲۳', true],
		['^[ا-ي]+$', 'علی', true],
		['^[ك-ي]+$', 'کی', true],
		['^[آ-ی]+$', 'كي', true],
		['[^۰-۹]', '٣', false],
		['^(بلي|yes)$', 'بلی', true],
		['[يك]', 'ی', true],
	])('the pattern %s on %s: %j', (pattern, text, expected) => {
		expect(matches('pattern', pattern, text)).toBe(expected);
	});

	test('other letters stay apart', () => {
		expect(matches('equals', 'سلام', 'سلامت')).toBe(false);
		expect(matches('contains', 'گل', 'کل')).toBe(false);
	});
});

test('equals takes no heed of spaces around, contains of what stands beside', () => {
	expect(matches('equals', 'yes', ' Yes\n')).toBe(true);
	expect(matches('equals', 'yes', 'yes please')).toBe(false);
	expect(matches('contains', 'yes', 'oh yes please')).toBe(true);
});

test('contains and equals take signs of a pattern as they stand', () => {
	expect(matches('contains', '1+1', '1+1=2')).toBe(true);
	expect(matches('contains', '.', 'no dot')).toBe(false);
});

test('every text contains and equals itself', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(matches('contains', text, text)).toBe(true);
			expect(matches('equals', text, text)).toBe(true);
		}),
	);
});

describe('patterns that could keep n8n busy', () => {
	test.each([
		'(a+)+$',
		'(a*)*',
		'(a|a)*$',
		'(a|aa)+$',
		'((a|b)c?)+d',
		'(?:x+x+)+y',
		'(.*a){12}',
		'(a?){30}a{30}',
		'(\\w+\\s?)*$',
		'^(([a-z])+.)+[A-Z]([a-z])+$',
		'(a)\\1',
		'(?<x>a)\\k<x>',
		'.*.*.*.*x',
		'a{0,400}a{0,400}a{0,400}b',
		'(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)',
		'\\p{L}+',
	])('%s is refused', (pattern) => {
		expect(safePattern(pattern).ok).toBe(false);
	});

	test.each([
		'^\\d{4,6}$',
		'کد\\s*:?\\s*\\d{4}',
		'^(yes|no|بله|خیر)$',
		'order\\s+(\\d+)',
		'^.*order.*now.*$',
		'[(+*)]+',
		'a\\+\\+\\+\\+\\+b',
		'#[^#]+#',
		'(?:ab){2}',
		'\\(\\d{1,3}\\) ?\\d{1,4}-\\d{1,4}',
		'x{',
		'a{,3}',
	])('%s is taken', (pattern) => {
		expect(safePattern(pattern)).toMatchObject({ ok: true });
	});

	test.each(['(', '[a', '*a', 'a**', '(?<n>a)(?<n>b)', 'a{2,1}', '\\'])(
		'%s, which is no pattern, is refused',
		(pattern) => {
			expect(safePattern(pattern)).toMatchObject({
				ok: false,
				reason: 'is not a regular expression',
			});
		},
	);

	const atom = fc.constantFrom(
		'a',
		'.',
		'[ab]',
		'\\w',
		'b',
		'(a)',
		'(?:ab)',
		'(a|b)',
		'^',
		'$',
		'|',
	);
	const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,9}', '{3,}', '*?');
	const written = fc
		.array(fc.tuple(atom, quantifier), { maxLength: 9 })
		.map((pieces) => pieces.map(([one, many]) => one + many).join(''));

	test('whatever is taken answers within seconds on the worst of texts', () => {
		const worst = ['a'.repeat(2_000), 'ab'.repeat(1_000), `${'a'.repeat(499)}!`];
		fc.assert(
			fc.property(
				fc.oneof(
					written,
					written.map((inner) => `(${inner})+c`),
				),
				(pattern) => {
					const filter = textFilter('pattern', `${pattern}c`);
					if (!filter.ok) return;
					const begun = performance.now();
					for (const text of worst) filter.value(text);
					expect(performance.now() - begun).toBeLessThan(8_000);
				},
			),
			{ numRuns: 400 },
		);
	}, 60_000);
});
