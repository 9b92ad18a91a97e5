import fc from 'fast-check';
import { DateTime } from 'luxon';
import { runInNewContext } from 'node:vm';

import { localDateAndTime, parseInstant, toIso } from '../../../../nodes/shared/sms/dates';

const TEHRAN = 'Asia/Tehran';
const ISTANBUL = 'Europe/Istanbul';

/** 2030-01-31 14:30:00 in Tehran */
const MOMENT = Date.UTC(2030, 0, 31, 11, 0, 0);

/** A second within the century on either side is in another one elsewhere. */
const anyMoment = fc.integer({ min: Date.UTC(2000, 0, 2), max: Date.UTC(2099, 11, 30) });
const anyZone = fc.constantFrom(TEHRAN, ISTANBUL, 'UTC', 'America/New_York', 'Asia/Kathmandu');

describe('parseInstant', () => {
	it.each<[string, unknown]>([
		['ISO text with offset', '2030-01-31T14:30:00+03:30'],
		['ISO text in UTC', '2030-01-31T11:00:00.000Z'],
		['ISO text without offset', '2030-01-31T14:30:00'],
		['date and time', '2030-01-31 14:30'],
		['date and time with seconds', ' 2030-01-31 14:30:00 '],
		['date and time with offset', '2030-01-31 14:00:00 +03:00'],
		['slashes', '2030/1/31 14:30'],
		['hours of one digit and a T', '2030-1-31T14:30'],
		['Persian digits', '۲۰۳۰-۰۱-۳۱ ۱۴:۳۰'],
		['Arabic digits and marks', '\u200f٢٠٣٠/٠١/٣١ ١٤:٣٠'],
		['a luxon DateTime', DateTime.fromISO('2030-01-31T14:30', { zone: TEHRAN })],
		['a Date', new Date(MOMENT)],
		['a Date of another realm', runInNewContext('new Date(moment)', { moment: MOMENT })],
		['Unix seconds', MOMENT / 1000],
		['Unix milliseconds', MOMENT],
		['digits of Unix seconds', String(MOMENT / 1000)],
		['digits of Unix milliseconds', String(MOMENT)],
		['Persian digits of Unix seconds', '۱۸۹۶۰۸۷۶۰۰'],
	])('reads %s', (_, value) => {
		expect(parseInstant(value, TEHRAN)).toEqual({ ok: true, epochMs: MOMENT });
	});

	it('reads a time without offset in the given zone, a date as its midnight there', () => {
		expect(parseInstant('2030-01-31 14:30', ISTANBUL)).toEqual({
			ok: true,
			epochMs: Date.UTC(2030, 0, 31, 11, 30),
		});
		for (const date of ['2030-01-31', '20300131']) {
			expect(parseInstant(date, ISTANBUL)).toEqual({
				ok: true,
				epochMs: Date.UTC(2030, 0, 30, 21, 0),
			});
		}
	});

	it.each<[string, unknown, RegExp]>([
		['nothing', undefined, /is empty/],
		['null', null, /is empty/],
		['an empty text', '', /is empty/],
		['spaces', ' \u200f ', /is empty/],
		['words', 'tomorrow', /is not a date and time; enter one such as/],
		['a time alone', '14:30', /is not a date and time/],
		['a day that does not exist', '2030-02-30 10:00', /is not a date and time/],
		['an hour that does not exist', '2030-01-31 25:00', /is not a date and time/],
		['a Persian date', '۱۴۰۸/۱۱/۱۱ ۱۴:۳۰', /another calendar; enter the Gregorian date/],
		['a Persian date without separators', '14081111', /another calendar/],
		['an invalid DateTime', DateTime.invalid('test'), /is not a date and time/],
		['an invalid Date', new Date(NaN), /is not a date and time/],
		['no number', NaN, /is not a date and time/],
		['a time before 1970', -1, /is not a date and time/],
		['microseconds', MOMENT * 1000, /is not a date and time/],
		['an object', {}, /is not a date and time/],
		['a day of a spreadsheet', 47514.395833, /enter one such as 2030-01-31 14:30/],
		['a whole day of a spreadsheet', 47514, /is not a date and time/],
		['a day of a spreadsheet as text', '47514.395833', /is not a date and time/],
		['a date as a number', 20300131, /is not a date and time/],
		['an hour as a number', 2030013114, /is not a date and time/],
		['an hour as digits', '2030013114', /is not a date and time/],
		['a minute as digits', '203001311430', /is not a date and time/],
		['a second as digits', '20300131143000', /is not a date and time/],
		['a Date made of such a number', new Date(47514), /is not within the years 2000 to 2099/],
		['a DateTime made of such a number', DateTime.fromMillis(47514), /years 2000 to 2099/],
		['a text made of such a number', '1970-01-01T00:00:47.514Z', /years 2000 to 2099/],
		['a date of the last century', '1999-12-30', /years 2000 to 2099/],
		['a date of the next century', '2101-01-01 10:00', /years 2000 to 2099/],
		['a year with a digit too many', '+012030-01-31', /is not a date and time/],
		['a serial with a Persian point', '۴۷۵۱۴٫۴', /is not a date and time/],
		['a short serial as text', '47514.4', /is not a date and time/],
		['a whole serial as text', '47514', /is not a date and time/],
		['a list', ['2030-01-31'], /is not a date and time/],
		['day before month', '31/01/2030 09:30', /is not a date and time/],
	])('refuses %s', (_, value, reason) => {
		expect(parseInstant(value, TEHRAN)).toEqual({
			ok: false,
			reason: expect.stringMatching(reason),
		});
	});

	it.each([
		'2030-01-31 9:30',
		'2030-1-31T9:30',
		'2030-1-31T9:30:00',
		'۲۰۳۰/۱/۳۱ ۰۹:۳۰',
		'2030-01-31 9:30:00.000',
		'2030/01/31  09:30',
		'۲۰۳۰-۱-۳۱ ۹:۳۰',
		'2030-01-31\ufe0f 9:30:00',
	])('reads %s as half past nine', (written) => {
		expect(parseInstant(written, 'UTC')).toEqual({
			ok: true,
			epochMs: Date.UTC(2030, 0, 31, 9, 30),
		});
	});

	it('refuses any date in a zone that does not exist', () => {
		for (const value of ['2030-01-31 14:30', MOMENT, new Date(MOMENT)]) {
			expect(parseInstant(value, 'Mars/Olympus')).toEqual({
				ok: false,
				reason: expect.stringMatching(/time zone Mars\/Olympus/),
			});
		}
	});

	it('reads its own ISO text back to the second, in any zone', () => {
		fc.assert(
			fc.property(anyMoment, anyZone, anyZone, (moment, zone, other) => {
				expect(parseInstant(toIso(moment, zone), other)).toEqual({
					ok: true,
					epochMs: Math.floor(moment / 1000) * 1000,
				});
			}),
		);
	});

	it('answers anything without an exception', () => {
		const text = fc.string({ unit: fc.constantFrom(...'0123456789-/: TZ+۱٣.') });
		fc.assert(
			fc.property(fc.oneof(fc.anything(), text), (value) => {
				const instant = parseInstant(value, TEHRAN);
				expect(instant.ok ? Number.isSafeInteger(instant.epochMs) : instant.reason).toBeTruthy();
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('what is written out', () => {
	it.each([
		[MOMENT, TEHRAN, '2030-01-31T14:30:00+03:30', '2030-01-31', '14:30'],
		[MOMENT + 59_999, ISTANBUL, '2030-01-31T14:00:59+03:00', '2030-01-31', '14:00'],
		[Date.UTC(2030, 11, 31, 22, 0), ISTANBUL, '2031-01-01T01:00:00+03:00', '2031-01-01', '01:00'],
		[MOMENT, 'UTC', '2030-01-31T11:00:00Z', '2030-01-31', '11:00'],
	])('%d in %s is %s', (moment, zone, iso, date, time) => {
		expect(toIso(moment, zone)).toBe(iso);
		expect(localDateAndTime(moment, zone)).toEqual({ date, time });
	});

	it('the date and the time read in their zone are the moment to the minute', () => {
		fc.assert(
			fc.property(anyMoment, (moment) => {
				// Tehran had summer time until 2022, Istanbul until 2016; an hour that comes twice is not told.
				fc.pre(moment > Date.UTC(2023, 0));
				for (const zone of [TEHRAN, ISTANBUL]) {
					const { date, time } = localDateAndTime(moment, zone);
					expect(parseInstant(`${date} ${time}`, zone)).toEqual({
						ok: true,
						epochMs: Math.floor(moment / 60_000) * 60_000,
					});
				}
			}),
		);
	});

	it('a zone that does not exist is UTC', () => {
		expect(toIso(MOMENT, 'Mars/Olympus')).toBe(toIso(MOMENT, 'utc'));
	});

	it('a time that does not exist is refused', () => {
		expect(() => toIso(NaN, TEHRAN)).toThrow(RangeError);
	});
});
