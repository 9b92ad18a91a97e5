import type { Checked } from '../../faults/faults';

/** A stretch of time in whole Unix seconds; both ends are inside. */
export interface TimeWindow {
	readonly from: number;
	readonly to: number;
}

/** A window that is read whole; what lies behind `likelyTo` is mostly empty. */
export interface WholeWindow extends TimeWindow {
	readonly likelyTo?: number;
}

/** A received message as far as reading an inbox needs it. */
export interface Dated {
	/** Unix seconds; undefined where the provider gave no time that can be read. */
	readonly at: number | undefined;
}

/** A row that is no message. */
export interface UnreadableRow {
	/** Tells it from other rows. */
	readonly content: string;
	/** What it lacks, and what is known of it. */
	readonly meaning: string;
}

/** One answer of the provider: one snapshot of a part of the list. */
export interface InboxPage<Message> {
	readonly messages: readonly Message[];
	readonly unreadable?: readonly UnreadableRow[];
	/** Of the whole list at that moment; 1 means that this page is all, as 0 does of an empty one. NaN where it is not told. */
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

/** Of one answer, those that are no messages included. */
export const rowCount = <Message>({ messages, unreadable = [] }: InboxPage<Message>): number =>
	messages.length + unreadable.length;
