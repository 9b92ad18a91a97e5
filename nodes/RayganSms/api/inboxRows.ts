import type { UnreadableRow } from '../../shared/polling/inbox/reader';
import { parseInstant } from '../../shared/sms/dates';
import { toLatinDigits } from '../../shared/sms/digits';
import { plainText, readNumber } from './schemas';

/** A message that a line received. */
export interface ReceivedMessage {
	/** As the service writes it: `989…` for a mobile, or another line. */
	readonly mobile: string;
	/** Unix seconds; undefined where the service gave no time that can be read. */
	readonly at: number | undefined;
	readonly text: string;
	readonly raw: unknown;
}

/** From here on a number is one of milliseconds: in seconds it would be the year 5138. */
const MILLISECONDS = 1e11;

/** The greatest that JavaScript can show, in seconds. */
const LAST_SECOND = 8.64e12;

/**
 * A time in whole Unix seconds: of a number of seconds or milliseconds, in digits too, of ISO 8601, or
 * of .NET's `/Date(…)/`. A text without an offset is read in UTC, as Unix times are: read earlier than
 * it is, a message would be lost.
 */
export function readTime(value: unknown): number | undefined {
	const written = typeof value === 'string' ? toLatinDigits(value).trim() : value;
	const [, wrapped = written] =
		typeof written === 'string' ? (/^\/Date\((-?\d+)[^)]*\)\/$/.exec(written) ?? []) : [];
	const number = readNumber(wrapped);
	if (number !== undefined) {
		const seconds = Math.floor(Math.abs(number) >= MILLISECONDS ? number / 1000 : number);
		return seconds > 0 && seconds <= LAST_SECOND ? seconds : undefined;
	}
	if (typeof wrapped !== 'string' || wrapped === '') return undefined;
	const instant = parseInstant(wrapped, 'UTC');
	if (!instant.ok) return undefined;
	const seconds = Math.floor(instant.epochMs / 1000);
	return seconds > 0 ? seconds : undefined;
}

/** What stands under a name in any case; of several, the last that can be read. */
function readField<Value>(
	source: object,
	name: string,
	read: (value: unknown) => Value | undefined,
): Value | undefined {
	const values = Object.entries(source).flatMap(([key, value]: [string, unknown]) =>
		key.toLowerCase() === name ? (read(value) ?? []) : [],
	);
	return values.at(-1);
}

const readSender = (value: unknown): string | undefined => plainText(value)?.trim() || undefined;

function readRow(source: object, raw: unknown): ReceivedMessage | string {
	const mobile = readField(source, 'mobile', readSender);
	const at = readField(source, 'date', readTime);
	const text = readField(source, 'msgbody', plainText);
	if (mobile !== undefined && text !== undefined) return { mobile, at, text, raw };
	const lacks = [mobile === undefined && 'a sender', text === undefined && 'a text'];
	const from = mobile === undefined ? '' : `, from ${mobile}`;
	const on = at === undefined ? '' : `, of the Unix time ${at}`;
	return `it is without ${lacks.filter(Boolean).join(' and ')}${from}${on}`;
}

/**
 * The rows of an inbox, each by itself: what is odd about one leaves the others alone.
 *
 * @param wash takes secrets out of the service's own objects
 */
export function readRows(rows: readonly unknown[], wash: (value: unknown) => unknown) {
	const messages: ReceivedMessage[] = [];
	const unreadable: UnreadableRow[] = [];
	for (const source of rows) {
		const isObject = typeof source === 'object' && source !== null && !Array.isArray(source);
		const row = isObject ? readRow(source, wash(source)) : 'it is no object';
		if (typeof row === 'string') {
			unreadable.push({ content: String(JSON.stringify(source)), meaning: row });
		} else messages.push(row);
	}
	return { messages, unreadable };
}
