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

/** A window that was read whole, and all messages in it, in no order. */
export interface Bite<Message> {
	readonly window: TimeWindow;
	readonly messages: readonly Message[];
}

/** How much finer than its pages a window is cut: messages do not come evenly. */
const PARTS_PER_PAGE = 2;

const inside =
	({ from, to }: TimeWindow) =>
	({ at }: Dated) =>
		at >= from && at <= to;

function split({ from, to }: TimeWindow, wanted: number): TimeWindow[] {
	const seconds = to - from + 1;
	const parts = Math.min(seconds, wanted);
	const edge = (part: number) => from + Math.floor((seconds * part) / parts);
	return Array.from({ length: parts }, (_, part) => ({
		from: edge(part),
		to: edge(part + 1) - 1,
	}));
}

/**
 * Reads all messages of a window in bites, one after another in time, each of them right as it stands:
 * pages shift while they are read, and neither counts nor first pages show it, so a bite is one answer,
 * and a window that takes more pages is cut into smaller ones. Only a single second with more than a
 * page is read by its pages. A second more is asked for on both sides, so that it does not matter whether
 * the provider counts the ends in. Lazy: what is not asked for is not read. Ends after a fault.
 */
export async function* readInbox<Message extends Dated>(
	reader: InboxReader<Message>,
	window: TimeWindow,
	direction: 'oldestFirst' | 'newestFirst',
): AsyncGenerator<Checked<Bite<Message>>> {
	const asked = { from: window.from - 1, to: window.to + 1 };
	const page = await reader.readPage(asked, 1);
	if (!page.ok) {
		yield page;
		return;
	}
	const { messages, totalPages } = page.value;
	if (totalPages <= 1 || messages.length === 0) {
		yield { ok: true, value: { window, messages: messages.filter(inside(window)) } };
	} else if (window.from === window.to) {
		const read = await readSecond(reader, asked, inside(window));
		yield read.ok ? { ok: true, value: { window, messages: read.value } } : read;
	} else {
		const parts = split(window, totalPages * PARTS_PER_PAGE);
		if (direction === 'newestFirst') parts.reverse();
		for (const part of parts) {
			for await (const bite of readInbox(reader, part, direction)) {
				yield bite;
				if (!bite.ok) return;
			}
		}
	}
}
