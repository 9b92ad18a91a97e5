import { passes } from '../node/errors';
import type { Checked, Fault } from '../node/faults';
import type { PollCall } from './event';
import type { Cursor, CursorPart } from './inboxCursor';
import {
	advance,
	cursorAt,
	earlier,
	from,
	fromPart,
	isBefore,
	lastBefore,
	toPart,
} from './inboxCursor';
import type { Inbox, Numbered, Reading } from './inboxNews';
import { isOutOfTime, readNewest, readNews } from './inboxNews';
import type { Dated } from './inboxWindow';
import { MAX_STATE_LENGTH } from './state';

/** How far the clocks of n8n and of the provider may be apart, in seconds. */
const CLOCKS_APART = 10 * 60;

/** A message may bear a time to come: whatever is dated later than this waits. */
const DAY = 24 * 60 * 60;

/** What a part of the state takes besides its prints, its name included, in characters. */
const ROOM_OF_PART = 300;

/** How messages are looked for. */
export interface InboxSettings<Message> {
	/** Unix seconds of the first message that is wanted; undefined begins with what comes from now on. */
	readonly startFrom: number | undefined;
	/** Seconds in which a message can still arrive late. */
	readonly overlap: number;
	readonly maxMessages: number;
	wanted(message: Message): boolean;
}

/** An inbox by the name under which its cursor is kept. */
export interface NamedInbox<Message extends Dated> extends Inbox<Message> {
	readonly subject: string;
}

export interface NewMessage<Message> extends Numbered<Message> {
	readonly subject: string;
}

/** What a poll needs of its call. */
export type InboxCall = Pick<
	PollCall<unknown, unknown, CursorPart>,
	'isActivation' | 'kept' | 'longestPause' | 'note' | 'now' | 'timeLeft'
>;

/** What is begun with in an inbox of which nothing was kept. */
function startOf<Message>(
	{ startFrom, overlap }: InboxSettings<Message>,
	{ isActivation, longestPause }: InboxCall,
	now: number,
): { readonly cursor: Cursor; readonly passesOver: boolean } {
	if (startFrom !== undefined) return { cursor: cursorAt(startFrom), passesOver: false };
	if (isActivation) return { cursor: cursorAt(now - overlap - CLOCKS_APART), passesOver: true };
	// What the poll at the activation learnt was lost with its process.
	return { cursor: cursorAt(now - longestPause - CLOCKS_APART), passesOver: false };
}

/** How much of a poll one inbox gets. */
interface Share {
	readonly maxMessages: number;
	/** Of what is kept, in characters. */
	readonly maxLength: number;
	mayAsk(): boolean;
}

interface PolledInbox<Message> {
	readonly news: ReadonlyArray<Numbered<Message>>;
	readonly part: CursorPart;
	readonly fault?: Fault;
}

/** Polls one inbox. The first poll passes over what is there, so that only what comes later is news. */
async function pollInbox<Message extends Dated>(
	inbox: NamedInbox<Message>,
	call: InboxCall,
	settings: InboxSettings<Message>,
	share: Share,
): Promise<PolledInbox<Message>> {
	const now = Math.floor(call.now / 1000);
	const kept = call.kept(inbox.subject);
	const { cursor, passesOver } =
		kept === undefined
			? startOf(settings, call, now)
			: { cursor: fromPart(kept), passesOver: false };
	const read = await readNews(inbox, cursor, {
		window: { from: cursor.low.at, to: Math.max(cursor.low.at, now + DAY) },
		max: share.maxMessages,
		wanted: (message) => !passesOver && settings.wanted(message),
		mayAsk: share.mayAsk,
	});
	const { news, open, fault } = read;
	if (passesOver && fault !== undefined) {
		// Begins at this moment all the same: what comes while the provider does not answer is news.
		return { news, part: toPart(cursorAt(now - CLOCKS_APART)), fault };
	}
	const moved = advance(cursor, read, {
		overlap: settings.overlap,
		latest: now + CLOCKS_APART,
		maxLength: share.maxLength,
	});
	if (moved.isShortened) {
		call.note(
			`${inbox.subject} gets so many messages that later ones are looked for in less than the overlap`,
		);
	}
	if (!isOutOfTime(fault) || open === undefined) {
		return { news, part: toPart(moved.cursor), fault };
	}
	// The next poll would spend its time on the same messages. What lies behind the last of them may
	// still fill, unless it is too old for that.
	const reached = lastBefore(open, moved.cursor.seen) ?? moved.cursor.low;
	const settled = { at: now - settings.overlap - CLOCKS_APART, print: '' };
	const next = isBefore(reached, settled) ? earlier(settled, open) : reached;
	if (next === moved.cursor.low) return { news, part: toPart(moved.cursor), fault };
	call.note(
		`${inbox.subject} has more messages than one poll can read; the next poll goes on from there`,
	);
	return { news, part: toPart(from(next, moved.cursor.seen)) };
}

/** What a poll of several inboxes found; a fault in one leaves the others alone. */
export interface PolledInboxes<Message> {
	/** Oldest first. */
	readonly news: ReadonlyArray<NewMessage<Message>>;
	readonly kept: ReadonlyMap<string, CursorPart>;
	readonly fault?: Fault;
}

const ROUND_MS = 60_000;

/** Begins with another one at each poll, so that those at the end get their turn where time is short. */
function inTurn<Entry>(entries: readonly Entry[], nowMs: number): Entry[] {
	const first = Math.floor(nowMs / ROUND_MS) % Math.max(1, entries.length);
	return [...entries.slice(first), ...entries.slice(0, first)];
}

/**
 * Polls inboxes one after another, each in its share of the time, of the messages and of the room in
 * the state; what one does not use is left to those behind it. After a fault that concerns the account
 * no further one is asked.
 */
export async function pollInboxes<Message extends Dated>(
	inboxes: ReadonlyArray<NamedInbox<Message>>,
	call: InboxCall,
	settings: InboxSettings<Message>,
): Promise<PolledInboxes<Message>> {
	const news: Array<NewMessage<Message>> = [];
	const kept = new Map<string, CursorPart>();
	let fault: Fault | undefined;
	for (const [index, inbox] of inTurn(inboxes, call.now).entries()) {
		const waiting = inboxes.length - index;
		const timeForOthers = call.timeLeft() * (1 - 1 / waiting);
		let asked = false;
		const polled = await pollInbox(inbox, call, settings, {
			maxMessages: Math.floor((settings.maxMessages - news.length) / waiting),
			maxLength: Math.floor(MAX_STATE_LENGTH / inboxes.length) - ROOM_OF_PART,
			mayAsk() {
				const mayAsk = call.timeLeft() > (asked ? timeForOthers : 0);
				asked = true;
				return mayAsk;
			},
		});
		news.push(...polled.news.map((entry) => ({ ...entry, subject: inbox.subject })));
		kept.set(inbox.subject, polled.part);
		// One that stays is the one to show.
		if (fault === undefined || passes(fault)) fault = polled.fault ?? fault;
		if (polled.fault?.concernsAccount) break;
	}
	return { news: news.sort((a, b) => a.message.at - b.message.at), kept, fault };
}

/** The newest messages of several inboxes together, oldest first. Changes nothing. */
export async function newestOf<Message extends Dated>(
	inboxes: ReadonlyArray<NamedInbox<Message>>,
	{ timeLeft }: Pick<InboxCall, 'timeLeft'>,
	reading: Omit<Reading<Message>, 'mayAsk'>,
): Promise<Checked<ReadonlyArray<NewMessage<Message>>>> {
	const found: Array<NewMessage<Message>> = [];
	for (const inbox of inboxes) {
		const newest = await readNewest(inbox, { ...reading, mayAsk: () => timeLeft() > 0 });
		if (!newest.ok) return newest;
		found.push(...newest.value.map((entry) => ({ ...entry, subject: inbox.subject })));
	}
	return {
		ok: true,
		value: found.sort((a, b) => a.message.at - b.message.at).slice(-reading.max),
	};
}
