import { passes } from '../../faults/errors';
import type { Checked, Fault } from '../../faults/faults';
import type { PollCall } from '../event';
import type { Cursor, CursorPart, Place } from './cursor';
import {
	advance,
	cursorAt,
	earlier,
	from,
	fromPart,
	isBefore,
	lastBefore,
	maxOddIn,
	order,
	toPart,
} from './cursor';
import type { Inbox, News, Numbered, Reading } from './news';
import { isOutOfTime, readNewest, readNews, whileAllowed } from './news';
import { anchored, atOnce, CLOCKS_APART, windowFrom } from './start';
import { afterTurn, inTurn, shareOf } from './turns';
import type { Dated } from './reader';
import { MAX_STATE_LENGTH } from '../state';

/** What a part of the state takes besides its prints, its name included, in characters. */
const ROOM_OF_PART = 300;

/** Of one poll of all its inboxes; what it leaves comes with the next one. */
const MAX_REQUESTS_A_POLL = 8_000;

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
	{ isActivation, longestPause }: Pick<InboxCall, 'isActivation' | 'longestPause'>,
	now: number,
): Cursor {
	if (startFrom !== undefined) return cursorAt(startFrom);
	if (isActivation) return { ...cursorAt(Math.max(0, now - overlap - CLOCKS_APART)), since: now };
	// What the poll at the activation learnt was lost with its process.
	const since = Math.max(0, now - longestPause - CLOCKS_APART);
	return { ...cursorAt(since), since };
}

/**
 * The cursor of an inbox. One that n8n's clock alone has set, and that it denies by now, is pulled back:
 * the clock was put right.
 */
function cursorOf<Message>(
	subject: string,
	call: InboxCall,
	settings: InboxSettings<Message>,
	now: number,
): { readonly cursor: Cursor; readonly isFirst: boolean } {
	const part = call.kept(subject);
	if (part === undefined) return { cursor: startOf(settings, call, now), isFirst: true };
	const kept = fromPart(part);
	const isGuess = kept.seen.length === 0 && settings.startFrom === undefined;
	const isAhead = kept.low.at > now + CLOCKS_APART || (kept.since ?? 0) > now + CLOCKS_APART;
	if (!isGuess || !isAhead) return { cursor: kept, isFirst: false };
	call.note(`The clock of n8n was put back, so ${subject} is watched from a moment ago on`);
	const { longestPause } = call;
	const begun = startOf(settings, { isActivation: false, longestPause }, now);
	const { odd, served } = kept;
	return { cursor: { ...begun, odd, served }, isFirst: false };
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
	readonly cursor: Cursor;
	/** True where it has nothing more to hand out now. */
	readonly gotAll: boolean;
	readonly fault?: Fault;
}

/**
 * Polls one inbox. The first poll passes over what is there, so that only what comes later is news;
 * where it meets a fault, the next one passes over what is dated before it.
 */
async function pollInbox<Message extends Dated>(
	asked: NamedInbox<Message>,
	call: InboxCall,
	settings: InboxSettings<Message>,
	share: Share,
): Promise<PolledInbox<Message>> {
	const { note } = call;
	const { overlap } = settings;
	const { maxLength } = share;
	const maxOdd = maxOddIn(maxLength);
	const now = Math.floor(call.now / 1000);
	const { cursor, isFirst } = cursorOf(asked.subject, call, settings, now);
	const { since } = cursor;
	const allowed = whileAllowed(asked.reader, share.mayAsk);
	const reader = since === undefined ? allowed : await atOnce(allowed, cursor, now);
	const inbox = { ...asked, reader };
	const passesOver = isFirst && call.isActivation && settings.startFrom === undefined;
	const isOld = ({ at }: Message) => since !== undefined && at !== undefined && at < since;
	const read = await readNews(inbox, cursor, {
		window: windowFrom(cursor, now),
		maxOdd,
		max: share.maxMessages,
		wanted: (message) => !passesOver && !isOld(message) && settings.wanted(message),
	});
	const { news, open, fault } = read;
	const name = ({ unreadable }: Pick<News<Message>, 'unreadable'>) => {
		for (const { meaning } of unreadable) {
			note(`${inbox.subject} has a message that cannot be read and is left out: ${meaning}`);
		}
	};
	name(read);
	if (read.odd.length >= maxOdd) {
		note(
			`${inbox.subject} has more than ${maxOdd} messages without a time: no more of them are handed on until they have left the list`,
		);
	}
	const latest = now + CLOCKS_APART;
	const isRead = fault === undefined && open === undefined;
	const isNoneNew = cursor.seen.length === 0 && !read.places.some(({ at }) => at <= latest);
	if (since !== undefined && isRead && isNoneNew) {
		const begun = { ...cursor, odd: read.odd };
		const anchor = await anchored(inbox, begun, {
			now,
			overlap,
			maxLength,
			places: read.places,
		});
		if (anchor.found !== undefined) name(anchor.found);
		const { served } = cursor;
		const next = { ...anchor.cursor, served };
		return { news, cursor: next, gotAll: true, fault: anchor.fault };
	}
	const settled = isRead ? undefined : since;
	const moved = advance({ ...cursor, odd: read.odd, since: settled }, read, {
		overlap,
		latest,
		maxLength,
	});
	if (moved.isShortened) {
		note(
			`${inbox.subject} gets so many messages that later ones are looked for in less than the overlap`,
		);
	}
	const isOut = isOutOfTime(fault);
	const polled = { news, gotAll: open === undefined || (fault !== undefined && !isOut), fault };
	if (!isOut || open === undefined) return { ...polled, cursor: moved.cursor };
	const next = behind(moved.cursor, open, { now, overlap }, inbox.subject, note);
	// Where it got on, the time being over is nothing that anybody could mend.
	return { ...polled, cursor: next, fault: order(next.low, cursor.low) > 0 ? undefined : fault };
}

/**
 * Where a poll had no time for all, the next one would spend its time on the same messages. What lies
 * behind the last of them may still fill, unless it is too old for that.
 */
function behind(
	cursor: Cursor,
	open: Place,
	{ now, overlap }: { readonly now: number; readonly overlap: number },
	subject: string,
	note: (sentence: string) => void,
): Cursor {
	const reached = lastBefore(open, cursor.seen) ?? cursor.low;
	const settled = { at: now - overlap - CLOCKS_APART, print: '' };
	const next = isBefore(reached, settled) ? earlier(settled, open) : reached;
	if (order(next, cursor.low) <= 0) return cursor;
	note(`${subject} has more messages than one poll can read; the next poll goes on from there`);
	return from(cursor, next);
}

/** What a poll of several inboxes found; a fault in one leaves the others alone. */
export interface PolledInboxes<Message> {
	/** Oldest first, those without a time at the end. */
	readonly news: ReadonlyArray<NewMessage<Message>>;
	readonly kept: ReadonlyMap<string, CursorPart>;
	readonly fault?: Fault;
}

const byTime = (one: NewMessage<Dated>, other: NewMessage<Dated>) =>
	(one.message.at ?? Number.MAX_SAFE_INTEGER) - (other.message.at ?? Number.MAX_SAFE_INTEGER);

/**
 * Polls inboxes one after another, each in its share of the time, of the messages and of the room in
 * the state; what one does not use is left to those behind it. Those that have waited the longest come
 * first, and one that is left without a share is not asked, unless it is new. After a fault that
 * concerns the account no further one is asked.
 */
export async function pollInboxes<Message extends Dated>(
	inboxes: ReadonlyArray<NamedInbox<Message>>,
	call: InboxCall,
	settings: InboxSettings<Message>,
): Promise<PolledInboxes<Message>> {
	const news: Array<NewMessage<Message>> = [];
	let fault: Fault | undefined;
	let isAccountRefused = false;
	const waitingOnes = inTurn(
		inboxes.map((inbox) => {
			const part = call.kept(inbox.subject);
			return { inbox, isNew: part === undefined, served: part?.served ?? 0 };
		}),
	);
	const turns = [];
	let requestsLeft = MAX_REQUESTS_A_POLL;
	for (const [index, { inbox, isNew, served }] of waitingOnes.entries()) {
		const waiting = waitingOnes.length - index;
		const timeForOthers = call.timeLeft() * (1 - 1 / waiting);
		const requestsForOthers = requestsLeft * (1 - 1 / waiting);
		const maxMessages = shareOf(settings.maxMessages - news.length, waiting);
		if (isAccountRefused || (maxMessages <= 0 && !isNew)) {
			turns.push({ inbox, served, cursor: undefined, gotAll: false, gotSome: false });
			continue;
		}
		let asked = false;
		const polled = await pollInbox(inbox, call, settings, {
			maxMessages,
			maxLength: Math.floor(MAX_STATE_LENGTH / inboxes.length) - ROOM_OF_PART,
			mayAsk() {
				const mayAsk =
					call.timeLeft() > (asked ? timeForOthers : 0) && requestsLeft > requestsForOthers;
				asked = true;
				if (mayAsk) requestsLeft -= 1;
				return mayAsk;
			},
		});
		news.push(...polled.news.map((entry) => ({ ...entry, subject: inbox.subject })));
		const gotSome = polled.news.length > 0;
		turns.push({ inbox, served, cursor: polled.cursor, gotAll: polled.gotAll, gotSome });
		// One that stays is the one to show.
		if (fault === undefined || passes(fault)) fault = polled.fault ?? fault;
		if (polled.fault?.concernsAccount) isAccountRefused = true;
	}
	const kept = afterTurn(turns).flatMap(({ entry: { inbox, cursor }, served }) =>
		cursor === undefined ? [] : [[inbox.subject, toPart({ ...cursor, served })] as const],
	);
	return { news: news.sort(byTime), kept: new Map(kept), fault };
}

/** The newest messages of several inboxes together, oldest first. Changes nothing. */
export async function newestOf<Message extends Dated>(
	inboxes: ReadonlyArray<NamedInbox<Message>>,
	{ timeLeft }: Pick<InboxCall, 'timeLeft'>,
	reading: Omit<Reading<Message>, 'maxOdd'>,
): Promise<Checked<ReadonlyArray<NewMessage<Message>>>> {
	const found: Array<NewMessage<Message>> = [];
	for (const inbox of inboxes) {
		const reader = whileAllowed(inbox.reader, () => timeLeft() > 0);
		const newest = await readNewest({ ...inbox, reader }, reading);
		if (!newest.ok) return newest;
		found.push(...newest.value.map((entry) => ({ ...entry, subject: inbox.subject })));
	}
	return {
		ok: true,
		value: found.sort(byTime).slice(-reading.max),
	};
}
