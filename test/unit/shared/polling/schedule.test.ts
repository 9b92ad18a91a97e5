import { longestPause } from '../../../../nodes/shared/polling/schedule';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;

test.each([
	[[{ mode: 'everyMinute' }], MINUTE],
	[[{ mode: 'everyX', value: 5, unit: 'minutes' }], 5 * MINUTE],
	[[{ mode: 'everyX', value: 2, unit: 'hours' }], 2 * HOUR],
	[[{ mode: 'everyHour', minute: 0 }], HOUR],
	[[{ mode: 'everyDay', hour: 14, minute: 0 }], DAY],
	[[{ mode: 'everyWeek', hour: 14, minute: 0, weekday: '1' }], 7 * DAY],
	[[{ mode: 'everyMonth', hour: 14, minute: 0, dayOfMonth: 1 }], 31 * DAY],
	[[{ mode: 'custom', cronExpression: '0 9 * * 1-5' }], DAY],
	[
		[
			{ mode: 'everyDay', hour: 14, minute: 0 },
			{ mode: 'everyHour', minute: 0 },
		],
		HOUR,
	],
	[[], DAY],
])('%j pauses for %i seconds at most', (item, seconds) => {
	expect(longestPause({ item })).toBe(seconds);
});

test.each([undefined, null, '', { item: 'x' }])('%j counts as a day', (value) => {
	expect(longestPause(value)).toBe(DAY);
});
