import type { Checked, Refusal } from '../faults/faults';
import { refusal } from '../faults/faults';
import { CHOOSE_ZONE, parseOwnInstant, toIso } from '../sms/dates';

/** What stands below a field for a date that lies ahead. */
export const ZONE_HINT = `In the workflow's time zone (Workflow settings → Timezone). ${CHOOSE_ZONE}.`;

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
	const instant = parseOwnInstant(written, zone);
	if (instant.ok) {
		return {
			ok: true,
			value: { atMs: instant.epochMs, isPast: instant.epochMs <= Date.now() },
		};
	}
	return refusal(
		`The date to send at ${instant.reason}`,
		`Enter a date such as 2030-01-31T09:30+03:30 in ${name}, or remove the option to send now`,
	);
}

/**
 * Why a message may not go any more, with the date as it was read.
 *
 * @param otherwise what the provider would do, and what the user can do
 */
export function pastRefusal(
	atMs: number,
	zone: string,
	otherwise: { readonly meaning: string; readonly whatToDo: string },
): Refusal {
	return refusal(
		`The date to send at is in the past (it was read as ${toIso(atMs, zone)} in the time zone ${zone})${otherwise.meaning}`,
		otherwise.whatToDo,
	);
}
