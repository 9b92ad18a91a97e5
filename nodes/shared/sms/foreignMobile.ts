// Loaded when the first foreign number is read: the build sees to it (gulpfile.js).
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

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
