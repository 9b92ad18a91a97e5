import type { Checked } from '../../../shared/node/faults';
import { invalidInput } from '../../../shared/node/faults';
import { readSchedule } from '../../../shared/sending/schedule';
import { localDateAndTime } from '../../../shared/sms/dates';
import type { ScheduledTime } from '../../api/sendCalls';

const PROVIDER_ZONE = 'Europe/Istanbul';
const MINUTE_MS = 60_000;

export interface ScheduledSend extends ScheduledTime {
	readonly atMs: number;
}

/** Reads the time to send at, rounded up to the minute that the service takes; undefined sends now. A past time is refused. */
export function readScheduleAt(
	provider: string,
	written: unknown,
	zone: string,
	requestMethod: 'GET' | 'POST',
): Checked<ScheduledSend | undefined> {
	const schedule = readSchedule(provider, written, zone);
	if (!schedule.ok) return schedule;
	const { atMs, isPast } = schedule.value;
	if (atMs === undefined) return { ok: true, value: undefined };
	const refused = (meaning: string, whatToDo: string): Checked<undefined> => ({
		ok: false,
		fault: invalidInput(provider, meaning, whatToDo, 'refused'),
	});
	if (isPast) {
		return refused(
			'The date to send at is in the past, which TurkeySMS refuses',
			'Choose a future date and time, or leave Schedule At empty to send now',
		);
	}
	if (requestMethod === 'GET') {
		return refused(
			'A message cannot be scheduled by GET',
			'Set the option Request Method to POST, or leave Schedule At empty',
		);
	}
	const minute = Math.ceil(atMs / MINUTE_MS) * MINUTE_MS;
	return { ok: true, value: { atMs: minute, ...localDateAndTime(minute, PROVIDER_ZONE) } };
}
