/** Marks that nobody sees: format characters, variation selectors, fillers, the blank braille cell, the keycap. */
const UNSEEN = /\p{Cf}|\p{Default_Ignorable_Code_Point}|\u2800|\u20e3/gu;

/** The text without the marks that nobody sees, which copying brings along. Spaces stay. */
export function withoutUnseen(text: string): string {
	return text.replace(UNSEEN, '');
}

/** Whether there is nothing in a text that anyone sees. */
export function isBlank(text: string): boolean {
	return withoutUnseen(text).trim() === '';
}

const DECIMAL_DIGIT = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of a script together in ascending order, and sets of them side by side. */
function valueOf(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	let first = code;
	while (DECIMAL_DIGIT.test(String.fromCodePoint(first - 1))) first--;
	return (code - first) % 10;
}

/**
 * The decimal digits of every script (Persian `۰`–`۹`, Arabic-Indic `٠`–`٩`, fullwidth `０`–`９`,
 * Devanagari, mathematical, …) as `0`–`9`; every other character stays. Never throws.
 */
export function toLatinDigits(text: string): string {
	return (
		text
			// Each of the three blocks starts at a multiple of 16, so the low four bits are the digit's value.
			.replace(/[۰-۹٠-٩０-９]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
			.replace(/(?![0-9])\p{Nd}/gu, (digit) => String(valueOf(digit)))
	);
}
