import { DateTime } from 'luxon';

import { toLatinDigits } from './digits';

/** A moment in Unix milliseconds, or why the value is none. */
export type Instant = { ok: true; epochMs: number } | { ok: false; reason: string };

const EXAMPLE = '2030-01-31 14:30';

const refuse = (reason: string): Instant => ({ ok: false, reason });
const NO_DATE = refuse(`is not a date and time; enter one such as ${EXAMPLE}`);

/** From here on a Unix time is in milliseconds: in seconds it would be the year 5138. */
const MILLISECONDS_FROM = 1e11;
const LAST_EPOCH_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function fromMilliseconds(epochMs: number): Instant {
	return epochMs >= 0 && epochMs <= LAST_EPOCH_MS ? { ok: true, epochMs } : NO_DATE;
}

function fromUnix(value: number): Instant {
	return fromMilliseconds(Math.round(value >= MILLISECONDS_FROM ? value : value * 1000));
}

const fromDateTime = (moment: DateTime): Instant => fromMilliseconds(moment.toMillis());

function fromText(value: string, zone: string): Instant {
	const text = toLatinDigits(value)
		.replace(/\p{Cf}/gu, '')
		.trim()
		.replace(
			/^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)/,
			(_, year: string, month: string, day: string) =>
				`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
		);
	if (text === '') return refuse(`is empty; enter a date and time such as ${EXAMPLE}`);
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
 * seconds, and from 1e11 on in milliseconds. Eight digits that read as a date (`20300131`) are one.
 *
 * @param zone IANA name that a text without offset is read in (the workflow's zone)
 * @returns Unix milliseconds, or a reason to be put behind the value. Never throws
 */
export function parseInstant(value: unknown, zone: string): Instant {
	if (value === undefined || value === null) return fromText('', zone);
	if (DateTime.isDateTime(value)) return fromDateTime(value);
	if (isDate(value)) return fromMilliseconds(value.getTime());
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
