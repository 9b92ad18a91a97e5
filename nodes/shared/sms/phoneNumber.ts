import { isBlank, toLatinDigits, withoutUnseen } from './digits';
import { readForeignMobile } from './foreignMobile';

/** The numbering plan that a number without country code is read in: the provider's home. */
export type NumberPlan = 'iran' | 'turkey';

/** A mobile number in E.164 form (`+989112170848`), or why the input is none. */
export type PhoneNumber =
	| { ok: true; e164: string; country: 'IR' | 'TR' | 'other' }
	| { ok: false; input: string; reason: string };

/**
 * What a plain form turned out to be. `complete` tells a number that we know and refuse (a landline)
 * from one that is none (too short): in a list, the first ends where it is complete.
 */
export type Reading =
	| { ok: true; e164: string; country: 'IR' | 'TR' | 'other' }
	| { ok: false; reason: string; complete: boolean };

/** What people put between and around the digits; quotes and square brackets come with JSON text. */
const DECORATION = /[\s\p{Pd}\u2212\u0640().（）/／⁄\\_＿[\]'"‘’“”·]/gu;

/** A column of numbers that a spreadsheet or a data frame wrote as decimals. */
export const WRITTEN_DECIMAL = /(?<![\d.,])(\+?\d{7,})[.,٫]0{1,2}(?=$|[\s;،؛|\]"'])/g;

/** A fraction, a coordinate or a short price; `+49.151…`, as registries write numbers, is none. */
const FRACTION = /^[^\d+.٫]*\d{0,2}[.٫]\d{5,}[^\d.]*$/;

/** `5000.00 100` and `500.00 100.00` are two amounts, not the digits of one number. */
const PRICE = /(?<!\S)[1-9](?:\d{3,}\.\d{2}|\d*\.\d{2}\s+\d+\.\d{2})(?!\S)/;

/**
 * The written form without its decoration: digits with or without a leading `+`; an empty text where
 * there was only decoration, and undefined where something else is in it.
 */
export function plainForm(written: string): string | undefined {
	// What machines write, which is most of what comes by the thousand.
	if (/^\+?\d+$/.test(written)) return written;
	const seen = withoutUnseen(toLatinDigits(written)).replace(WRITTEN_DECIMAL, '$1');
	if (FRACTION.test(seen) || PRICE.test(seen)) return undefined;
	const plain = seen
		.replace(/[＋﹢]/g, '+')
		// So spreadsheets write a text of digits: `="0532…"`.
		.replace(/^\s*=(?=")/, '')
		.replace(/^\s*tel:/i, '')
		// `+49 (0) 151 …`: the bracket says that the 0 is dialled only inside the country.
		.replace(/(\d[^\d(]*)\(\s*0\s*\)/, '$1')
		.replace(DECORATION, '')
		// Right-to-left text shows `+98912…` as `98912…+` or `98+ 912…`, and people type what they see.
		.replace(/^(\d+)\+$/, '+$1')
		.replace(/^(9[08])\+(?=\d)/, '+$1');
	return /^\+?\d*$/.test(plain) ? plain : undefined;
}

const mobile = (e164: string, country: 'IR' | 'TR' | 'other'): Reading => ({
	ok: true,
	e164,
	country,
});
const known = (reason: string) => ({ ok: false, reason, complete: true }) as const;
const unknown = (reason: string): Reading => ({ ok: false, reason, complete: false });

const LANDLINE = known('is a landline; enter a mobile number');
const SENDER_LINE = known('is a sender line, not a mobile; enter a mobile number');
const SPECIAL = known('is a special number (444, 0800, 0850, 0900); enter a mobile number');
const NOT_IRANIAN = known('is not an Iranian mobile number; enter one such as 09112170848');
const NOT_TURKISH = known(
	'is not a Turkish mobile number; write a number of another country with its country code, ' +
		'such as +989112170848',
);
const NO_COUNTRY_CODE = known(
	'has no country code; write it with its country code, such as +989112170848',
);

interface LengthFaults {
	short: Reading;
	long: Reading;
}

const lengthFaults = (kind: string, example: string): LengthFaults => ({
	short: unknown(`is too short for ${kind}; enter one such as ${example}`),
	long: unknown(`is too long for ${kind}; enter one such as ${example}`),
});

const IRANIAN_LENGTH = lengthFaults('an Iranian mobile number', '09112170848');
const TURKISH_LENGTH = lengthFaults('a Turkish mobile number', '905000000001');
const FOREIGN_LENGTH = lengthFaults('a number with its country code', '905000000001');

/** People write the national 0 after the country code as well: `+98 0912 …`. */
const withoutTrunkZero = (national: string) => national.replace(/^0/, '');

/** @param national the digits after +98 or after the leading 0 */
function readIranian(national: string): Reading {
	// Any 9xx is taken: new prefixes are allotted, and to refuse a customer costs more than one SMS.
	if (/^9\d{9}$/.test(national)) return mobile(`+98${national}`, 'IR');
	if (/^[1-9]000\d{4,10}$/.test(national)) return SENDER_LINE;
	if (/^[1-8]\d{9}$/.test(national)) return LANDLINE;
	return national.length < 10 ? IRANIAN_LENGTH.short : IRANIAN_LENGTH.long;
}

/** @param national the digits after +90 or after the leading 0 */
function readTurkish(national: string): Reading {
	if (/^5\d{9}$/.test(national)) return mobile(`+90${national}`, 'TR');
	if (/^(?:444\d{4}|8\d{9}|900\d{7})$/.test(national)) return SPECIAL;
	if (/^[2-4]\d{9}$/.test(national)) return LANDLINE;
	if (national.length === 10) return NOT_TURKISH;
	return national.length < 10 ? TURKISH_LENGTH.short : TURKISH_LENGTH.long;
}

/** By its length alone, as lists are split; `parsePhoneNumber` judges it. */
function readForeign(digits: string): Reading {
	if (/^[1-9]\d{7,14}$/.test(digits)) return mobile(`+${digits}`, 'other');
	return digits.length < 8 ? FOREIGN_LENGTH.short : FOREIGN_LENGTH.long;
}

function readInIran(digits: string, hasCountryCode: boolean): Reading {
	if (hasCountryCode && !digits.startsWith('98')) return NOT_IRANIAN;
	if (hasCountryCode || /^98\d{9}/.test(digits)) {
		return readIranian(withoutTrunkZero(digits.slice(2)));
	}
	const reading = readIranian(withoutTrunkZero(digits));
	const foreign = /^(?:[1-8]\d{10}|[1-9]\d{11,14})$/.test(digits);
	return foreign && reading !== SENDER_LINE ? NOT_IRANIAN : reading;
}

/**
 * Ten digits that begin like a Turkish area code (2xx, 3xx, 4xx, all of them even) or service number.
 * They would also read as a country code (212 is Morocco), but hardly anyone means that.
 */
const TURKISH_FIXED = /^(?:2[1-8][2468]|3[1-8][02468]|392|4[1-8][2468]|8(?:00|11|22|50|88))\d{7}$/;

const TURKISH_OR_FOREIGN = known(
	'is a Turkish landline or special number; enter a mobile number, or write + before the country ' +
		'code of another country',
);

/** People read these digits as a Turkish mobile number with a digit too many or too few, or a list's counter. */
const NEAR_TURKISH = /^(?:5\d{7,8}|5\d{10}|\d{1,2}5\d{9}|\d05\d{9}|\d905\d{9}|9\d05\d{9})$/;

const NEARLY_TURKISH = known(
	'is not a Turkish mobile number, which has ten digits from 5 on; correct it, or write + before the ' +
		'country code of another country',
);

/** The last two of the eleven digits of a Turkish identity number are made of the others. */
function isIdentityNumber(digits: string): boolean {
	if (!/^[1-9]\d{10}$/.test(digits)) return false;
	const each = Array.from(digits, Number);
	const sum = (from: number, to: number, step: number) => {
		let total = 0;
		for (let at = from; at <= to; at += step) total += each[at] ?? 0;
		return total;
	};
	const tenth = (sum(0, 8, 2) * 7 + 10 * 10 - sum(1, 7, 2)) % 10;
	return each[9] === tenth && each[10] === sum(0, 9, 1) % 10;
}

const IDENTITY_NUMBER = known(
	'looks like a Turkish identity number; enter a mobile number, or write + before the country code ' +
		'of another country',
);

/** A bare number of another country needs as many, or it is as likely to be something else. */
const BARE_FOREIGN_MIN = 11;

function readInTurkey(digits: string, hasCountryCode: boolean): Reading {
	// Ten digits that begin with 90 or 98 have no room for that country code and a mobile number.
	const canHaveCode = hasCountryCode || digits.length !== 10;
	if (canHaveCode && digits.startsWith('90')) return readTurkish(withoutTrunkZero(digits.slice(2)));
	if (canHaveCode && digits.startsWith('98')) return readIranian(withoutTrunkZero(digits.slice(2)));
	if (hasCountryCode) return readForeign(digits);
	if (digits.startsWith('0')) return readTurkish(digits.slice(1));
	// A bare Iranian 911… would otherwise go to India (+91).
	if (/^9[0-489]\d{8}$/.test(digits)) return NO_COUNTRY_CODE;
	if (TURKISH_FIXED.test(digits)) return TURKISH_OR_FOREIGN;
	if (/^(?:5\d{7,9}|444\d{4})$/.test(digits)) return readTurkish(digits);
	if (NEAR_TURKISH.test(digits)) return NEARLY_TURKISH;
	if (isIdentityNumber(digits)) return IDENTITY_NUMBER;
	if (digits.length < BARE_FOREIGN_MIN) {
		return digits.length < 8 ? FOREIGN_LENGTH.short : NO_COUNTRY_CODE;
	}
	return readForeign(digits);
}

/** Reads what `plainForm` gave. */
export function readPlainForm(plain: string, plan: NumberPlan): Reading {
	const afterPrefix = plain.replace(/^(?:\+(?:00)?|00)/, '');
	// No country code begins with 0: `+0912 …` and `00 0912 …` are national numbers.
	const hasCountryCode = afterPrefix !== plain && !afterPrefix.startsWith('0');
	// `0 98 912 …` and `0 90 5xx …` lack one 0 of the prefix; no national number is so long.
	const shortPrefix = !hasCountryCode && /^0(?:989|905)\d{9}$/.test(afterPrefix);
	const digits = shortPrefix ? afterPrefix.slice(1) : afterPrefix;
	const read = plan === 'iran' ? readInIran : readInTurkey;
	return read(digits, hasCountryCode || shortPrefix);
}

const EXAMPLE = { iran: '09112170848', turkey: '905000000001' } as const;

function whyNoNumber(input: string, plan: NumberPlan): string {
	const text = withoutUnseen(toLatinDigits(input)).replace(/\s/g, '');
	const enter = `enter a mobile number such as ${EXAMPLE[plan]}`;
	if (isBlank(text)) return `is empty; ${enter}`;
	if (/^\d+(?:[.,٫]\d+)?e\+?\d+$/i.test(text)) {
		return 'was shortened by a spreadsheet; format its column as text and enter all digits';
	}
	return `is not a phone number; ${enter}`;
}

/** `… 70/74` and `… 70 - 74` are two numbers with one stem; joined, they could be a third one. */
const SHARED_STEM = /(?:[/／⁄\\]\s*|\s[\p{Pd}\u2212]+\s+)\d{1,4}\D*$/u;

/** A price or a measure: its digits before the point are not half of a number. */
const DECIMAL = /^[^\d.]*\d+\.\d{1,2}[^\d.]*$|^[^\d+.]*\d+\.\d+[^\d.]*$/;

/**
 * Before a bare number these are as likely a list's counter (`44. 7400…`), or part of a date, as a
 * country code: `7 9121234567` is the seventh Iranian number of a list, or a Russian one.
 */
const COUNTED = /^[^\d(]*\d{1,3}[.):]\s|^\D*[17]\D+9(?:\D*\d){9}\D*$|[/／⁄\\]/;

const TWO_NUMBERS = 'looks like two numbers; write each of them in full';

/** What separates the digits of a bare number has to leave its country code alone. */
function isSetApart(written: string, callingCode: string): boolean {
	const [first = '', second] = toLatinDigits(withoutUnseen(written)).match(/\d+/g) ?? [];
	return second === undefined || first === callingCode;
}

/** Judges a number that is neither Iranian nor Turkish. */
function judgeForeign(input: string, plain: string, digits: string): PhoneNumber {
	const read = readForeignMobile(digits);
	if (!read.ok) return { ok: false, input, reason: read.reason };
	const text = toLatinDigits(withoutUnseen(input)).replace(WRITTEN_DECIMAL, '$1');
	if (DECIMAL.test(text)) {
		return { ok: false, input, reason: whyNoNumber(input, 'turkey') };
	}
	if (SHARED_STEM.test(text)) return { ok: false, input, reason: TWO_NUMBERS };
	const isBare = !/^(?:\+|00)/.test(plain);
	if (isBare && (COUNTED.test(text) || !isSetApart(text, read.callingCode))) {
		return { ok: false, input, reason: NOT_TURKISH.reason };
	}
	return { ok: true, e164: read.e164, country: 'other' };
}

/**
 * Reads one number in any form that people write: with or without country code, with `+`, `00`, `0` or
 * nothing before it, in Latin, Persian, Arabic or fullwidth digits, with spaces, dashes, dots, slashes,
 * brackets and invisible marks between.
 *
 * Plan `iran` takes Iranian mobiles alone. Plan `turkey` takes Turkish and Iranian mobiles and what
 * libphonenumber holds for a valid mobile number of another country. Without `+` or `00` such a number
 * must have 11 digits or more, must not be a Turkish mobile number with one digit too many, too few or
 * a counter before it, nor a Turkish identity number, and spaces in it must leave its country code
 * alone (`966 50 …`): all else may be a slip, and would go to a stranger. The reason of a refusal is a clause
 * to be put behind the input ("is a landline; enter a mobile number"). Never throws.
 */
export function parsePhoneNumber(input: string, plan: NumberPlan): PhoneNumber {
	const plain = plainForm(input);
	if (plain === undefined || plain === '' || plain === '+') {
		return { ok: false, input, reason: whyNoNumber(input, plan) };
	}
	const reading = readPlainForm(plain, plan);
	if (!reading.ok) return { ok: false, input, reason: reading.reason };
	return reading.country === 'other'
		? judgeForeign(input, plain, internationalDigits(reading.e164))
		: reading;
}

/**
 * The form that is dialled inside the country: `+989112170848` → `09112170848`, `+905000000001` →
 * `05000000001`. A number of another country keeps its E.164 form.
 */
export function nationalFormat(e164: string): string {
	return e164.replace(/^\+9[08]/, '0');
}

/** `+989112170848` → `989112170848`: country code and number, digits alone. */
export function internationalDigits(e164: string): string {
	return e164.replace(/^\+/, '');
}

/**
 * The last ten digits of a number in whatever form (all of them where there are fewer), to join a
 * provider's reply with what was sent: replies come as `09…`, `989…`, `9…` and `5…`.
 */
export function lastTenDigits(text: string): string {
	return toLatinDigits(text).replace(/\D/g, '').slice(-10);
}
