import fc from 'fast-check';

/** How people write the digits of a number: one script throughout. */
const DIGIT_SCRIPTS = ['0123456789', '۰۱۲۳۴۵۶۷۸۹', '٠١٢٣٤٥٦٧٨٩', '０１２３４５６７８９'];

const SEPARATORS = ['', '', '', ' ', '-', '.', '/', '\u2011', '\u2013', '\u2212', '_', '\u00a0'];
const INVISIBLE = ['', '', '\u200c', '\u200e', '\u200f', '\u2066', '\u2069', '\u202b', '\ufeff'];

/** Ten digits that begin with a mobile prefix: `9…` for Iran, `5…` for Turkey. */
export const nationalMobile = (first: '9' | '5') =>
	fc.stringMatching(/^\d{9}$/).map((rest) => `${first}${rest}`);

/** `9.121704848` and `91121708.0` are what a machine makes of a number, not how anyone writes one. */
function isDecimal(written: string): boolean {
	const text = written.replace(/\p{Cf}/gu, '').trim();
	if (/(?<!\S)\p{Nd}+\.\p{Nd}{2}(?!\S)/u.test(text)) return true;
	return /^\p{Nd}{0,2}\.\p{Nd}{5,}$/u.test(text) || /\p{Nd}{7,}\.\p{Nd}{1,2}$/u.test(text);
}

/**
 * A number as someone might have written it: one of the prefixes, then the digits with separators and
 * invisible marks between, in some digit script.
 */
export function writtenForm(
	national: string,
	prefixes: readonly string[],
	separators: readonly string[] = SEPARATORS,
): fc.Arbitrary<string> {
	return fc
		.record({
			prefix: fc.constantFrom(...prefixes),
			script: fc.constantFrom(...DIGIT_SCRIPTS),
			separators: fc.array(fc.constantFrom(...separators), { minLength: 10, maxLength: 10 }),
			marks: fc.array(fc.constantFrom(...INVISIBLE), { minLength: 10, maxLength: 10 }),
		})
		.map((form) => {
			const body = Array.from(national, (digit, index) => {
				const separator = index === 0 && form.prefix === '' ? '' : form.separators[index];
				return `${separator ?? ''}${form.marks[index] ?? ''}${digit}`;
			});
			return `${form.prefix}${body.join('')}`.replace(
				/\d/g,
				(digit) => form.script[Number(digit)] ?? digit,
			);
		})
		.filter((written) => !isDecimal(written));
}

export const IRAN_PREFIXES = [
	'',
	'0',
	'98',
	'980',
	'+98',
	'+98 ',
	'+980',
	'0098',
	'(0)',
	'+98 (0)',
];
export const IRAN_PREFIXES_ABROAD = [
	'98',
	'980',
	'+98',
	'+98 ',
	'+980',
	'0098',
	'+98 (0)',
	'tel:+98',
];
export const TURKEY_PREFIXES = [
	'',
	'0',
	'90',
	'900',
	'+90',
	'+90 ',
	'0090',
	'(0)',
	'+90 (0)',
	'＋90',
];
