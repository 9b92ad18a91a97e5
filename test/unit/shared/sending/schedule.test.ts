import { DateTime } from 'luxon';

import { readSchedule } from '../../../../nodes/shared/sending/schedule';

const read = (written: unknown) => readSchedule(written, 'Asia/Tehran', 'Send At');

test.each([undefined, null, ''])('%j is now', (written) => {
	expect(read(written)).toEqual({ ok: true, value: { isPast: false } });
});

test('a time without offset is of the zone', () => {
	const atMs = DateTime.fromISO('2099-01-31T09:30:00+03:30').toMillis();
	expect(read('2099-01-31T09:30')).toEqual({ ok: true, value: { atMs, isPast: false } });
});

test.each([
	['an hour ago', { hours: -1 }, true],
	['in an hour', { hours: 1 }, false],
])('%s', (_, shift, isPast) => {
	const at = DateTime.now().plus(shift);
	expect(read(at)).toEqual({ ok: true, value: { atMs: at.toMillis(), isPast } });
});

test.each(['soon', '1403-05-01', '2030-13-01', 'Invalid DateTime', {}, true])(
	'%j is refused with what to enter',
	(written) => {
		expect(read(written)).toMatchObject({
			ok: false,
			fault: {
				meaning: expect.stringMatching(/^The date to send at (is|has) /),
				whatToDo: expect.stringMatching(/2030-01-31.* in Send At/),
				httpCode: 422,
			},
		});
	},
);
