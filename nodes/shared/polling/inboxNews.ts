import type { Checked, Fault } from '../node/faults';
import type { Cursor, Handled, Place } from './inboxCursor';
import { isBefore, order, printOf } from './inboxCursor';
import type { Dated, InboxReader, TimeWindow } from './inboxWindow';
import { readInbox } from './inboxWindow';

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
	 * first, and within a second as they came.
	 */
	numbered(messages: readonly Message[]): ReadonlyArray<Numbered<Message>>;
}

export interface Reading<Message> {
	readonly window: TimeWindow;
	/** Of news at most; the rest stays open. */
	readonly max: number;
	/** What is not wanted is passed over. */
	wanted(message: Message): boolean;
	/** False where no further request may be begun. */
	mayAsk(): boolean;
}

/** What was found, oldest first, and what stopped the reading. */
export interface News<Message> extends Handled {
	readonly news: ReadonlyArray<Numbered<Message>>;
	readonly fault?: Fault;
}

const OUT_OF_TIME = 'out-of-time';

/** Whether a reading was stopped because it may ask no more, and not by the provider. */
export const isOutOfTime = (fault: Fault | undefined): boolean => fault?.code === OUT_OF_TIME;

/** The same inbox, asked only as long as it may be. */
export function whileAllowed<Message extends Dated>(
	reader: InboxReader<Message>,
	mayAsk: () => boolean,
): InboxReader<Message> {
	const fault: Fault = {
		provider: reader.provider,
		code: OUT_OF_TIME,
		meaning: `${reader.provider} was still handing out messages when the time of this poll was over`,
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
interface Taken<Message> extends Pick<News<Message>, 'news' | 'places'> {
	readonly cut?: Place;
}

/**
 * Takes messages in the order of their places, so that a cursor can stand in the middle of a crowded
 * second, and hands them out as the provider lists them.
 */
function take<Message extends Dated>(
	all: ReadonlyArray<Numbered<Message>>,
	isNew: (place: Place) => boolean,
	{ max, wanted }: Pick<Reading<Message>, 'max' | 'wanted'>,
): Taken<Message> {
	const candidates = all
		.map((numbered) => ({
			numbered,
			place: { at: numbered.message.at, print: printOf(numbered.id) },
		}))
		.filter(({ place }) => isNew(place))
		.sort((one, other) => order(one.place, other.place));
	const places: Place[] = [];
	const chosen = new Set<Numbered<Message>>();
	const news = () => all.filter((numbered) => chosen.has(numbered));
	for (const { numbered, place } of candidates) {
		const isWanted = wanted(numbered.message);
		if (isWanted && chosen.size >= max) return { news: news(), places, cut: place };
		if (isWanted) chosen.add(numbered);
		places.push(place);
	}
	return { news: news(), places };
}

/** Reads what an inbox has beyond a cursor. */
export async function readNews<Message extends Dated>(
	inbox: Inbox<Message>,
	{ low, seen }: Cursor,
	{ window, max, wanted, mayAsk }: Reading<Message>,
): Promise<News<Message>> {
	const prints = new Set(seen.map(({ print }) => print));
	const isNew = (place: Place) => !prints.has(place.print) && !isBefore(place, low);
	const news: Array<Numbered<Message>> = [];
	const places: Place[] = [];
	let open = low;
	for await (const bite of readInbox(whileAllowed(inbox.reader, mayAsk), window, 'oldestFirst')) {
		if (!bite.ok) return { news, places, open, fault: bite.fault };
		const all = inbox.numbered(bite.value.messages);
		const taken = take(all, isNew, { max: max - news.length, wanted });
		news.push(...taken.news);
		places.push(...taken.places);
		open = taken.cut ?? { at: bite.value.window.to + 1, print: '' };
		if (taken.cut !== undefined || news.length >= max) return { news, places, open };
	}
	return { news, places };
}

/** The newest messages of a window that are wanted, oldest first; no further back than needed. */
export async function readNewest<Message extends Dated>(
	inbox: Inbox<Message>,
	{ window, max, wanted, mayAsk }: Reading<Message>,
): Promise<Checked<ReadonlyArray<Numbered<Message>>>> {
	const bites: Array<ReadonlyArray<Numbered<Message>>> = [];
	let found = 0;
	for await (const bite of readInbox(whileAllowed(inbox.reader, mayAsk), window, 'newestFirst')) {
		if (!bite.ok && !isOutOfTime(bite.fault)) return bite;
		if (!bite.ok) break;
		const all = inbox.numbered(bite.value.messages);
		const chosen = all.filter(({ message }) => wanted(message));
		bites.push(chosen);
		found += chosen.length;
		if (found >= max) break;
	}
	return { ok: true, value: bites.reverse().flat().slice(-max) };
}
