import { z } from 'zod';

import { numberOr } from '../form/parameters';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds between two polls at most, by n8n's modes. A cron expression can say anything: a day is assumed. */
const LONGEST_PAUSE: Readonly<Record<string, number>> = {
	everyMinute: MINUTE,
	everyHour: HOUR,
	everyDay: DAY,
	everyWeek: 7 * DAY,
	everyMonth: 31 * DAY,
};

const pollTimes = z.object({
	item: z.array(
		z.object({
			mode: z.string(),
			value: numberOr(1, { min: Number.MIN_VALUE }, 'Enter the interval as a number, such as 5'),
			unit: z.string().optional(),
		}),
	),
});

/**
 * The longest time between two polls, in seconds. Of several rules the most frequent one bounds it.
 *
 * @param value of the parameter `pollTimes` that n8n adds to every polling trigger
 */
export function longestPause(value: unknown): number {
	const read = pollTimes.safeParse(value);
	const pauses = (read.success ? read.data.item : []).map((rule) => {
		if (rule.mode !== 'everyX') return LONGEST_PAUSE[rule.mode] ?? DAY;
		return rule.value * (rule.unit === 'minutes' ? MINUTE : HOUR);
	});
	return pauses.length === 0 ? DAY : Math.min(...pauses);
}
