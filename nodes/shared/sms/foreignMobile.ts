// Loaded when the first foreign number is read: the build sees to it (gulpfile.js).
import {
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
} from 'libphonenumber-js/mobile';

/** A mobile number of any country but the two homes, or why the digits are none. */
export type ForeignMobile =
	{ ok: true; e164: string; callingCode: string } | { ok: false; reason: string };

function countryName(country: string): string {
	return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
}

/**
 * Judges a number by libphonenumber's mobile metadata, which holds what each country's plan allots.
 * A 0 that is dialled only inside the country is taken off (`+966 05…` → `+9665…`).
 *
 * @param digits country code and number, without prefix
 * @returns E.164, or a reason to be put behind the number. Never throws
 */
export function readForeignMobile(digits: string): ForeignMobile {
	const parsed = parsePhoneNumberFromString(`+${digits}`);
	if (parsed === undefined) {
		return {
			ok: false,
			reason: 'begins with no country code; enter a number such as +989112170848',
		};
	}
	const { country, countryCallingCode: callingCode } = parsed;
	if (parsed.isValid()) return { ok: true, e164: parsed.number, callingCode };
	const where =
		country === undefined
			? `with the country code +${callingCode}`
			: `of ${countryName(country)} (+${callingCode})`;
	return {
		ok: false,
		reason: `is not a valid mobile number ${where}; check its digits, a landline cannot be used`,
	};
}

/** The languages in which people of these services name a country. */
const NAMED_IN = ['en', 'fa', 'tr', 'ar'];

/** Names that the tables of languages have given up, or write with letters that a keyboard lacks. */
const OTHER_NAMES: Readonly<Record<string, string>> = { turkey: 'TR', turkiye: 'TR' };

/** A region by its two letters or its name in English, Persian, Turkish or Arabic. Undefined where it is none. */
function regionNamed(text: string): string | undefined {
	const wanted = text.toLowerCase();
	return (
		OTHER_NAMES[wanted] ??
		getCountries().find(
			(country) =>
				country.toLowerCase() === wanted ||
				NAMED_IN.some((language) => {
					const name = new Intl.DisplayNames(language, { type: 'region' }).of(country) ?? '';
					return name.toLowerCase() === wanted || name.toLocaleLowerCase('tr') === wanted;
				}),
		)
	);
}

/**
 * What tells whether a number (E.164) is of a country, which is given by its two letters (`TR`), its name or
 * its calling code (`+90`, `90`). Undefined where the text is no country.
 */
export function countryMatcher(text: string): ((e164: string) => boolean) | undefined {
	const [, callingCode] = /^(?:\+|00)?([1-9]\d{0,2})$/.exec(text) ?? [];
	if (callingCode !== undefined) {
		const isKnown = getCountries().some(
			(country) => getCountryCallingCode(country) === callingCode,
		);
		return isKnown ? (e164) => e164.startsWith(`+${callingCode}`) : undefined;
	}
	const region = regionNamed(text);
	if (region === undefined) return undefined;
	return (e164) => parsePhoneNumberFromString(e164)?.country === region;
}
