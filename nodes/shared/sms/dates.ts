import { DateTime } from 'luxon';

import { isBlank, toLatinDigits, withoutUnseen } from './digits';

/** A moment in Unix milliseconds, or why the value is none. */
export type Instant = { ok: true; epochMs: number } | { ok: false; reason: string };

const EXAMPLE = '2030-01-31 14:30';

const refuse = (reason: string): Instant => ({ ok: false, reason });
const NO_DATE = refuse(`is not a date and time; enter one such as ${EXAMPLE}`);

/** From here on a Unix time is in milliseconds: in seconds it would be the year 5138. */
const MILLISECONDS_FROM = 1e11;

/**
 * A number outside this century is a day of a spreadsheet, a date without its separators or an order
 * number, and a date outside of it was made of one.
 */
const CENTURY_MS = { from: Date.UTC(2000, 0, 1), to: Date.UTC(2100, 0, 1) } as const;

/** `2030013114` could be an hour of the calendar as well as a Unix time, four years apart. */
const CALENDAR_HOUR = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])$/;

const OTHER_CENTURY = refuse(
	`is not within the years 2000 to 2099; enter a date and time such as ${EXAMPLE}`,
);

function inCentury(epochMs: number, otherwise: Instant): Instant {
	if (Number.isNaN(epochMs)) return NO_DATE;
	return epochMs >= CENTURY_MS.from && epochMs < CENTURY_MS.to ? { ok: true, epochMs } : otherwise;
}

function fromUnix(value: number): Instant {
	if (CALENDAR_HOUR.test(String(value))) return NO_DATE;
	return inCentury(Math.round(value >= MILLISECONDS_FROM ? value : value * 1000), NO_DATE);
}

const fromDateTime = (moment: DateTime): Instant => inCentury(moment.toMillis(), OTHER_CENTURY);

function fromText(value: string, zone: string): Instant {
	const text = withoutUnseen(toLatinDigits(value))
		.trim()
		.replace(
			/^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)/,
			(_, year: string, month: string, day: string) =>
				`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
		)
		.replace(
			/^([\d-]{10})(?:\s+|(T))(\d{1,2})(?=:)/i,
			(_, date: string, t: string | undefined, hour: string) =>
				`${date}${t ?? ' '}${hour.padStart(2, '0')}`,
		);
	if (isBlank(text)) return refuse(`is empty; enter a date and time such as ${EXAMPLE}`);
	if (/^1[34]\d\d(?:-|\d{4}$)/.test(text)) {
		return refuse(`is in another calendar; enter the Gregorian date, such as ${EXAMPLE}`);
	}
	if (/^\d+(?:\.\d+)?$/.test(text) && !/^(?:19|20)\d{6}$/.test(text)) return fromUnix(Number(text));
	// Luxon would also take a bare time (as of today) or a bare year.
	if (!/^\d{4}-?\d\d-?\d\d/.test(text)) return NO_DATE;
	const iso = DateTime.fromISO(text, { zone });
	return fromDateTime(iso.isValid ? iso : DateTime.fromSQL(text, { zone }));
}

/** Also of another realm: expressions are evaluated in a sandbox that has its own `Date`. */
const isDate = (value: unknown): value is Date =>
	Object.prototype.toString.call(value) === '[object Date]';

/**
 * Reads a moment in any form that n8n hands over: a luxon DateTime, a Date, ISO 8601 text or
 * `yyyy-MM-dd HH:mm[:ss]` (in Latin, Persian or Arabic digits), or a Unix time as a number or digits, in
 * seconds, and from 1e11 on in milliseconds; all within the years 2000 to 2099. Eight digits as text that
 * read as a date (`20300131`) are one. What only might be a time, such as a spreadsheet's day, is none.
 *
 * @param zone IANA name that a text without offset is read in (the workflow's zone)
 * @returns Unix milliseconds, or a reason to be put behind the value. Never throws
 */
export function parseInstant(value: unknown, zone: string): Instant {
	if (!DateTime.fromMillis(0, { zone }).isValid) {
		return refuse(`cannot be read in the time zone ${zone}, which does not exist`);
	}
	if (value === undefined || value === null) return fromText('', zone);
	if (DateTime.isDateTime(value)) return fromDateTime(value);
	if (isDate(value)) return inCentury(value.getTime(), OTHER_CENTURY);
	if (typeof value === 'number') return fromUnix(value);
	return typeof value === 'string' ? fromText(value, zone) : NO_DATE;
}

/**
 * ISO 8601 with offset, whole seconds: `2030-01-31T14:30:00+03:30`.
 *
 * @param epochMs Unix milliseconds
 * @param zone IANA name of the zone to write it in; n8n hands on any name, so one that does not exist is UTC
 * @throws RangeError where the time does not exist
 */
export function toIso(epochMs: number, zone: string): string {
	const there = DateTime.fromMillis(epochMs, { zone });
	const moment = there.isValid ? there : DateTime.fromMillis(epochMs, { zone: 'utc' });
	if (!moment.isValid) throw new RangeError(`No such time or zone: ${epochMs}, ${zone}`);
	return moment.startOf('second').toISO({ suppressMilliseconds: true });
}

/**
 * What a clock and a calendar in `zone` show, to the minute: `{ date: '2030-01-31', time: '14:30' }`.
 * Same parameters and exception as `toIso`.
 */
export function localDateAndTime(epochMs: number, zone: string): { date: string; time: string } {
	const iso = toIso(epochMs, zone);
	return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
}
