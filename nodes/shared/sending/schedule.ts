import type { Checked } from '../faults/faults';
import { refusal } from '../faults/faults';
import { parseInstant } from '../sms/dates';

/** When a message is to go out, in Unix milliseconds; undefined is now. */
export interface Schedule {
	readonly atMs?: number;
	readonly isPast: boolean;
}

/**
 * Reads a date in any form that n8n gives; one without an offset is read in `zone`, the workflow's.
 *
 * @param name of the option that it stands in
 */
export function readSchedule(written: unknown, zone: string, name: string): Checked<Schedule> {
	if (written === undefined || written === null || written === '') {
		return { ok: true, value: { isPast: false } };
	}
	const instant = parseInstant(written, zone);
	if (instant.ok) {
		return {
			ok: true,
			value: { atMs: instant.epochMs, isPast: instant.epochMs <= Date.now() },
		};
	}
	return refusal(
		`The date to send at ${instant.reason}`,
		`Enter a date such as 2030-01-31T09:30 in ${name}, or remove the option to send now`,
	);
}
