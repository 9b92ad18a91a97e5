import type { Checked, Refusal } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { pastRefusal, readSchedule } from '../../../shared/sending/schedule';
import { localDateAndTime } from '../../../shared/sms/dates';
import type { ScheduledTime } from '../../api/sendCalls';
import { PROVIDER_ZONE, shownZone } from '../../api/times';

const MINUTE_MS = 60_000;

export interface ScheduledSend extends ScheduledTime {
	readonly atMs: number;
}

/** When a message is to go. */
export interface SendTime {
	/** Undefined sends now. */
	readonly scheduled?: ScheduledSend;
	/** Why it may not go any more. */
	readonly tooLate?: Refusal;
}

/** Reads the time to send at, rounded up to the minute that the service takes. */
export function readScheduleAt(
	written: unknown,
	zone: string,
	requestMethod: 'GET' | 'POST',
): Checked<SendTime> {
	const schedule = readSchedule(written, zone, 'Schedule At');
	if (!schedule.ok) return schedule;
	const { atMs, isPast } = schedule.value;
	if (atMs === undefined) return { ok: true, value: {} };
	if (requestMethod === 'GET') {
		return refusal(
			'A message cannot be scheduled by GET',
			'Set the option Request Method to POST, or leave Schedule At empty',
		);
	}
	const minute = Math.ceil(atMs / MINUTE_MS) * MINUTE_MS;
	const scheduled = { atMs: minute, ...localDateAndTime(minute, PROVIDER_ZONE) };
	if (!isPast) return { ok: true, value: { scheduled } };
	const tooLate = pastRefusal(atMs, shownZone(zone), {
		meaning: ', which TurkeySMS refuses',
		whatToDo: 'Choose a future date and time, or leave Schedule At empty to send now',
	});
	return { ok: true, value: { scheduled, tooLate } };
}
