import { DateTime } from 'luxon';

import { readWindow } from '../../../../../nodes/RayganSms/resources/inbox/window';

const ZONE = 'Asia/Tehran';
const NOW = Date.parse('2030-01-31T12:00:00.900Z');
const DAY = 24 * 60 * 60;
const seconds = (iso: string) => Date.parse(iso) / 1000;
const read = (from?: unknown, to?: unknown) => readWindow({ from, to }, ZONE, NOW);

test.each([undefined, null, ''])('%p stands for the last 24 hours', (empty) => {
	const to = seconds('2030-01-31T12:00:00Z');
	expect(read(empty, empty)).toEqual({ ok: true, value: { from: to - DAY, to } });
});

test('an empty From is a day before To', () => {
	const to = seconds('2030-01-10T08:30:00Z');
	expect(read('', '2030-01-10T12:00:00')).toEqual({ ok: true, value: { from: to - DAY, to } });
});

test.each([
	['a text of the zone', '2030-01-01 03:30', 'Asia/Tehran'],
	['a text with offset', '2030-01-01T00:00:00Z', 'Asia/Tehran'],
	['Persian digits', '۲۰۳۰-۰۱-۰۱ ۰۳:۳۰', 'Asia/Tehran'],
	['Unix seconds', seconds('2030-01-01T00:00:00Z'), 'Asia/Tehran'],
	['Unix seconds as text', String(seconds('2030-01-01T00:00:00Z')), 'Asia/Tehran'],
	['Unix milliseconds', Date.parse('2030-01-01T00:00:00Z'), 'Asia/Tehran'],
	['a Date', new Date('2030-01-01T00:00:00Z'), 'Asia/Tehran'],
	['a DateTime', DateTime.fromISO('2030-01-01T00:00:00Z'), 'Asia/Tehran'],
	['a text of another zone', '2030-01-01 03:00', 'Europe/Istanbul'],
])('%s is understood', (_, from, zone) => {
	const result = readWindow({ from, to: '' }, zone, NOW);
	expect(result).toMatchObject({ ok: true, value: { from: seconds('2030-01-01T00:00:00Z') } });
});

test('a window of one second is one', () => {
	const at = seconds('2030-01-01T00:00:00Z');
	expect(read(at, at)).toEqual({ ok: true, value: { from: at, to: at } });
});

test.each([
	['yesterday', '', /^The date in From /],
	['', '1403/11/02', /^The date in To is in another calendar/],
	[
		'2030-01-02T00:00:00Z',
		'2030-01-01T00:00:00Z',
		/^From \(2030-01-02T.* is later than To \(2030-01-01T/,
	],
])('from %j to %j is refused by name', (from, to, meaning) => {
	expect(read(from, to)).toMatchObject({
		ok: false,
		fault: { httpCode: 422, meaning: expect.stringMatching(meaning) },
	});
});
