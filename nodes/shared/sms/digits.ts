/**
 * Persian (`۰`–`۹`), Arabic-Indic (`٠`–`٩`) and fullwidth (`０`–`９`) digits as `0`–`9`; every other
 * character stays. Never throws.
 */
export function toLatinDigits(text: string): string {
	// Each of the three blocks starts at a multiple of 16, so the low four bits are the digit's value.
	return text.replace(/[۰-۹٠-٩０-９]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
