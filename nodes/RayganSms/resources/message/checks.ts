import type { Checked, Refusal } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { pastRefusal, readSchedule } from '../../../shared/sending/schedule';
import type { SmsMeasure } from '../../../shared/sms/smsText';
import { measureSmsText } from '../../../shared/sms/smsText';
import { readOwnLine } from '../../line';
import { shownZone } from '../../zone';

/** Limits of one send, from result codes 2006 and 2005 of the web service's document. */
const MAX_PARTS = 10;
export const MAX_RECIPIENTS = 50_000;

/** Reads the line to send from; `defaultLine` is the credential's. */
export function readLine(
	written: string,
	client: { readonly defaultLine: string },
): Checked<string> {
	return readOwnLine(written, client, 'From (Line)');
}

/** Counts the parts of a text and refuses more than the service takes. */
export function readMessageText(text: string): Checked<SmsMeasure> {
	const measure = measureSmsText(text);
	if (measure.parts <= MAX_PARTS) return { ok: true, value: measure };
	return refusal(
		`The message has ${measure.parts} parts and Raygan SMS takes ${MAX_PARTS} at most`,
		'Shorten the text or split it over several messages',
	);
}

/** When a message is to go. */
export interface SendTime {
	/** Unix milliseconds; undefined sends now. */
	readonly atMs?: number;
	/** Why it may not go any more. */
	readonly tooLate?: Refusal;
}

/** Reads the time to send at. The service would send a past one at once, silently. */
export function readSendAt(
	written: unknown,
	zone: string,
	whenPast: 'refuse' | 'sendNow',
): Checked<SendTime> {
	const schedule = readSchedule(written, zone, 'Send At');
	if (!schedule.ok) return schedule;
	const { atMs, isPast } = schedule.value;
	if (!isPast || atMs === undefined) return { ok: true, value: { atMs } };
	if (whenPast === 'sendNow') return { ok: true, value: {} };
	const tooLate = pastRefusal(atMs, shownZone(zone), {
		meaning: ', and Raygan SMS would send the message at once',
		whatToDo: 'Choose a future date, or set the option If Send At Is in the Past to Send Now',
	});
	return { ok: true, value: { atMs, tooLate } };
}
