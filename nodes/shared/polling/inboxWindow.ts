import type { Checked } from '../node/faults';
import { readSecond } from './inboxSecond';

/** A stretch of time in whole Unix seconds; both ends are inside. */
export interface TimeWindow {
	readonly from: number;
	readonly to: number;
}

/** A received message as far as reading an inbox needs it. */
export interface Dated {
	/** Unix seconds */
	readonly at: number;
}

/** One answer of the provider: one snapshot of a part of the list. */
export interface InboxPage<Message> {
	readonly messages: readonly Message[];
	/** Of the whole list at that moment; 0 and 1 both mean that this page is all. */
	readonly totalPages: number;
}

/** How one window of one inbox is read. */
export interface InboxReader<Message extends Dated> {
	readonly provider: string;
	/**
	 * Asks for a page (from 1 on) of a window, in any order, with its two ends inside or outside. A page
	 * behind the last one is an empty page with the number of pages that there are.
	 */
	readPage(window: TimeWindow, page: number): Promise<Checked<InboxPage<Message>>>;
	/** Equal for messages that cannot be told apart. */
	identityOf(message: Message): string;
}

export type ReadingDirection = 'oldestFirst' | 'newestFirst';

/** A window that was read whole, and all messages in it, in no order. */
export interface Bite<Message> {
	readonly window: TimeWindow;
	readonly messages: readonly Message[];
}

/** How full a page is meant to be: messages do not come evenly, and one too many costs a request. */
const WANTED_FILL = 0.75;

/** How much longer than the one before a window may be; after a quiet night there comes a busy day. */
const MOST_GROWTH = 4;

const secondsOf = ({ from, to }: TimeWindow) => to - from + 1;

function isInside({ from, to }: TimeWindow, { at }: Dated): boolean {
	return at >= from && at <= to;
}

/** The next `seconds` of what is left to read, and what is left then. */
function take(
	left: TimeWindow,
	seconds: number,
	direction: ReadingDirection,
): { readonly window: TimeWindow; readonly left: TimeWindow } {
	if (direction === 'oldestFirst') {
		const to = Math.min(left.to, left.from + seconds - 1);
		return { window: { from: left.from, to }, left: { from: to + 1, to: left.to } };
	}
	const from = Math.max(left.from, left.to - seconds + 1);
	return { window: { from, to: left.to }, left: { from: left.from, to: from - 1 } };
}

/**
 * Reads all messages of a window in bites, one after another in time, each of them right as it stands:
 * pages shift while they are read, and neither counts nor first pages show it, so a bite is one answer,
 * and a window that takes more pages is asked for again in a shorter form. Only a single second with
 * more than a page is read by its pages. A second more is asked for on both sides, so that it does not
 * matter whether the provider counts the ends in. Lazy: what is not asked for is not read. Ends after a
 * fault.
 */
export async function* readInbox<Message extends Dated>(
	reader: InboxReader<Message>,
	whole: TimeWindow,
	direction: ReadingDirection,
): AsyncGenerator<Checked<Bite<Message>>> {
	let rest = whole;
	let seconds = secondsOf(whole);
	let pageSize = 0;
	while (rest.from <= rest.to) {
		const { window, left } = take(rest, seconds, direction);
		const wanted = (message: Message) => isInside(window, message);
		const asked = { from: window.from - 1, to: window.to + 1 };
		const page = await reader.readPage(asked, 1);
		if (!page.ok) {
			yield page;
			return;
		}
		const { totalPages } = page.value;
		let messages: readonly Message[] = page.value.messages.filter(wanted);
		if (totalPages > 1 && page.value.messages.length > 0) {
			pageSize = Math.max(pageSize, page.value.messages.length);
			seconds = Math.max(1, Math.floor((secondsOf(window) * WANTED_FILL) / totalPages));
			if (secondsOf(window) > 1) continue;
			const read = await readSecond(reader, asked, wanted);
			if (!read.ok) {
				yield read;
				return;
			}
			messages = read.value;
		}
		yield { ok: true, value: { window, messages } };
		rest = left;
		const growth =
			messages.length === 0
				? MOST_GROWTH
				: Math.min(MOST_GROWTH, (WANTED_FILL * pageSize) / messages.length);
		seconds = Math.max(1, Math.floor(secondsOf(window) * growth));
	}
}
