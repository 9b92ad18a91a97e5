import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import type { TimeWindow } from '../../../shared/polling/inbox/reader';
import { parseInstant, toIso } from '../../../shared/sms/dates';

import { shownZone } from '../../zone';

const DAY_SECONDS = 24 * 60 * 60;

/** Whole Unix seconds of a date, or the given ones where none is entered. */
function readDate(
	name: string,
	written: unknown,
	zone: string,
	otherwise: number,
): Checked<number> {
	if (written === undefined || written === null || written === '') {
		return { ok: true, value: otherwise };
	}
	const instant = parseInstant(written, shownZone(zone));
	if (instant.ok) return { ok: true, value: Math.floor(instant.epochMs / 1000) };
	return refusal(
		`The date in ${name} ${instant.reason}`,
		`Correct the date in ${name}, or leave it empty`,
	);
}

/**
 * The window that the fields From and To stand for: up to now, and from a day before its end, where they
 * are empty.
 *
 * @param zone IANA name of the workflow's zone, that a date without offset is read in; Iran's stands in for the one that nobody chose
 * @param nowMs Unix milliseconds
 */
export function readWindow(
	{ from, to }: { readonly from?: unknown; readonly to?: unknown },
	zone: string,
	nowMs: number,
): Checked<TimeWindow> {
	const end = readDate('To', to, zone, Math.floor(nowMs / 1000));
	if (!end.ok) return end;
	const start = readDate('From', from, zone, Math.max(0, end.value - DAY_SECONDS));
	if (!start.ok) return start;
	if (start.value <= end.value) return { ok: true, value: { from: start.value, to: end.value } };
	const iso = (seconds: number) => toIso(seconds * 1000, shownZone(zone));
	return refusal(
		`From (${iso(start.value)}) is later than To (${iso(end.value)})`,
		'Enter a From that lies before To',
	);
}
