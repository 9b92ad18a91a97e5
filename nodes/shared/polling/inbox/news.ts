import { createHash } from 'crypto';

import type { Checked, Fault } from '../../faults/faults';
import type { Cursor, Handled, Place } from './cursor';
import { isBefore, order, printOf } from './cursor';
import type { Dated, InboxReader, TimeWindow, UnreadableRow, WholeWindow } from './reader';
import { readInbox } from './window';

/** A message with an id that it has whenever all messages of its second are read together. */
export interface Numbered<Message> {
	/** Hexadecimal digits. */
	readonly id: string;
	readonly message: Message;
}

/** The messages that one line or one box received. */
export interface Inbox<Message extends Dated> {
	readonly reader: InboxReader<Message>;
	/**
	 * Gives ids to all messages of some seconds; those that cannot be told apart are numbered. Oldest
	 * first, and within a second as they came; those without a time at the end.
	 */
	numbered(messages: readonly Message[]): ReadonlyArray<Numbered<Message>>;
}

export interface Reading<Message> {
	readonly window: WholeWindow;
	/** Of news at most; the rest stays open. */
	readonly max: number;
	/** Of rows without a time that are kept in mind. */
	readonly maxOdd: number;
	/** What is not wanted is passed over. */
	wanted(message: Message): boolean;
}

/** What was found, oldest first, and what stopped the reading. */
export interface News<Message> extends Handled {
	readonly news: ReadonlyArray<Numbered<Message>>;
	/** Prints of all rows without a time that are handled, also from before, and may still be listed. */
	readonly odd: readonly string[];
	/** Rows that were met for the first time and are no messages. */
	readonly unreadable: readonly UnreadableRow[];
	readonly fault?: Fault;
}

const OUT_OF_TIME = 'out-of-time';

/** Whether a reading was stopped because it may ask no more, and not by the provider. */
export const isOutOfTime = (fault: Fault | undefined): boolean => fault?.code === OUT_OF_TIME;

/**
 * The same inbox, asked only as long as it may be.
 *
 * @param mayAsk false where no further request may be begun
 */
export function whileAllowed<Message extends Dated>(
	reader: InboxReader<Message>,
	mayAsk: () => boolean,
): InboxReader<Message> {
	const fault: Fault = {
		code: OUT_OF_TIME,
		meaning: `${reader.provider} was still handing out messages when the time and the requests of this poll were used up`,
		whatToDo: 'Shorten the option Overlap if this comes back',
		httpCode: 502,
	};
	return {
		...reader,
		readPage: async (window, page) =>
			mayAsk() ? await reader.readPage(window, page) : { ok: false, fault },
	};
}

/** What is taken of one bite; `cut` is the first place that was one too many. */
interface Taken<Message> extends Pick<News<Message>, 'news' | 'places' | 'odd'> {
	readonly cut?: Place;
}

const isDated = <Message extends Dated>(message: Message): message is Message & { at: number } =>
	message.at !== undefined;

/** What lies before a bite's first place is handled, what lies in it may not be. */
const startOf = ({ from }: TimeWindow): Place => ({ at: from, print: '' });

/**
 * Takes messages in the order of their places, so that a cursor can stand in the middle of a crowded
 * second, and hands them out as the provider lists them. Those without a time come first: nothing says
 * when they would leave the window that is read.
 */
function take<Message extends Dated>(
	all: ReadonlyArray<Numbered<Message>>,
	window: TimeWindow,
	known: { isNew(place: Place): boolean; readonly odd: ReadonlySet<string> },
	{ max, maxOdd, wanted }: Pick<Reading<Message>, 'max' | 'maxOdd' | 'wanted'>,
): Taken<Message> {
	const candidates: Array<{ readonly numbered: Numbered<Message>; readonly place: Place }> = [];
	const places: Place[] = [];
	const odd: string[] = [];
	const chosen = new Set<Numbered<Message>>();
	const taken = () => ({ news: all.filter((numbered) => chosen.has(numbered)), places, odd });
	for (const numbered of all) {
		const { message } = numbered;
		const print = printOf(numbered.id);
		if (isDated(message)) {
			const place = { at: message.at, print };
			if (known.isNew(place)) candidates.push({ numbered, place });
			continue;
		}
		if (known.odd.has(print) || known.odd.size + odd.length >= maxOdd) continue;
		const isWanted = wanted(message);
		if (isWanted && chosen.size >= max) return { ...taken(), cut: startOf(window) };
		if (isWanted) chosen.add(numbered);
		odd.push(print);
	}
	candidates.sort((one, other) => order(one.place, other.place));
	for (const { numbered, place } of candidates) {
		const isWanted = wanted(numbered.message);
		if (isWanted && chosen.size >= max) return { ...taken(), cut: place };
		if (isWanted) chosen.add(numbered);
		places.push(place);
	}
	return taken();
}

/** Prints of rows that are no messages; the same row twice is one. */
function printsOf(rows: readonly UnreadableRow[]): Map<string, UnreadableRow> {
	return new Map(
		rows.map((row) => [printOf(createHash('sha256').update(row.content).digest('hex')), row]),
	);
}

/** Reads what an inbox has beyond a cursor. */
export async function readNews<Message extends Dated>(
	inbox: Inbox<Message>,
	{ low, seen, odd: before }: Cursor,
	{ window, max, maxOdd, wanted }: Reading<Message>,
): Promise<News<Message>> {
	const prints = new Set(seen.map(({ print }) => print));
	const isNew = (place: Place) => !prints.has(place.print) && !isBefore(place, low);
	const odd = new Set(before);
	const listed = new Set<string>();
	const news: Array<Numbered<Message>> = [];
	const places: Place[] = [];
	const unreadable: UnreadableRow[] = [];
	const found = () => ({ news, places, odd: [...odd], unreadable });
	let open = low;
	for await (const bite of readInbox(inbox.reader, window, 'oldestFirst')) {
		if (!bite.ok) return { ...found(), open, fault: bite.fault };
		for (const [print, row] of printsOf(bite.value.unreadable)) {
			listed.add(print);
			if (odd.has(print) || odd.size >= maxOdd) continue;
			odd.add(print);
			unreadable.push(row);
		}
		const all = inbox.numbered(bite.value.messages);
		for (const { id, message } of all) if (!isDated(message)) listed.add(printOf(id));
		const taken = take(
			all,
			bite.value.window,
			{ isNew, odd },
			{ max: max - news.length, maxOdd, wanted },
		);
		news.push(...taken.news);
		places.push(...taken.places);
		for (const print of taken.odd) odd.add(print);
		open = taken.cut ?? { at: bite.value.window.to + 1, print: '' };
		if (isBefore(open, low)) open = low;
		if (taken.cut !== undefined || news.length >= max) return { ...found(), open };
	}
	// All was read: what is listed no more has left the window for good.
	return { ...found(), odd: [...odd].filter((print) => listed.has(print)) };
}

/** The newest messages of a window that are wanted, oldest first; no further back than needed. */
export async function readNewest<Message extends Dated>(
	inbox: Inbox<Message>,
	{ window, max, wanted }: Omit<Reading<Message>, 'maxOdd'>,
): Promise<Checked<ReadonlyArray<Numbered<Message>>>> {
	const bites: Array<ReadonlyArray<Numbered<Message>>> = [];
	const ids = new Set<string>();
	for await (const bite of readInbox(inbox.reader, window, 'newestFirst')) {
		if (!bite.ok) return bite;
		const chosen = inbox
			.numbered(bite.value.messages)
			.filter(({ id, message }) => !ids.has(id) && wanted(message));
		for (const { id } of chosen) ids.add(id);
		bites.push(chosen);
		if (ids.size >= max) break;
	}
	return { ok: true, value: bites.reverse().flat().slice(-max) };
}
