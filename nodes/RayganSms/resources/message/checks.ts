import type { Checked } from '../../../shared/node/faults';
import { invalidInput } from '../../../shared/node/faults';
import { readSchedule } from '../../../shared/sending/schedule';
import { toLatinDigits } from '../../../shared/sms/digits';
import type { SmsMeasure } from '../../../shared/sms/smsText';
import { measureSmsText } from '../../../shared/sms/smsText';

/** Limits of one send, from result codes 2006 and 2005 of the web service's document. */
const MAX_PARTS = 10;
const MAX_RECIPIENTS = 50_000;

function refused<Value>(provider: string, meaning: string, whatToDo: string): Checked<Value> {
	return { ok: false, fault: invalidInput(provider, meaning, whatToDo, 'refused') };
}

/** Reads a line: digits in any script, with the marks that people write between them. */
export function readLine(provider: string, written: string): Checked<string> {
	const line = toLatinDigits(written).replace(/[\s\-+()\u200c\u200e\u200f]/g, '');
	if (/^\d{4,20}$/.test(line)) return { ok: true, value: line };
	return refused(
		provider,
		`The line ${written} is not a number`,
		'Enter the line as your Raygan SMS account shows it, such as 50002910001080',
	);
}

/** Counts the parts of a text and refuses more than the service takes. */
export function readMessageText(provider: string, text: string): Checked<SmsMeasure> {
	const measure = measureSmsText(text);
	if (measure.parts <= MAX_PARTS) return { ok: true, value: measure };
	return refused(
		provider,
		`The message has ${measure.parts} parts and Raygan SMS takes ${MAX_PARTS} at most`,
		'Shorten the text or split it over several messages',
	);
}

export function checkRecipientCount(provider: string, count: number): Checked<number> {
	if (count <= MAX_RECIPIENTS) return { ok: true, value: count };
	return refused(
		provider,
		`The item has ${count} recipients and Raygan SMS takes ${MAX_RECIPIENTS} a request`,
		'Split the recipients over several items',
	);
}

/** Unix milliseconds to send at; undefined sends now. The service would send a past date at once, silently. */
export function readSendAt(
	provider: string,
	written: unknown,
	zone: string,
	whenPast: 'refuse' | 'sendNow',
): Checked<number | undefined> {
	const schedule = readSchedule(provider, written, zone);
	if (!schedule.ok) return schedule;
	const { atMs, isPast } = schedule.value;
	if (!isPast) return { ok: true, value: atMs };
	if (whenPast === 'sendNow') return { ok: true, value: undefined };
	return refused(
		provider,
		'The date to send at is in the past, and Raygan SMS would send the message at once',
		'Choose a future date, or set the option If Send At Is in the Past to Send Now',
	);
}
