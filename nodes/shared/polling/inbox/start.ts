import max from 'lodash/max';

import type { Fault } from '../../faults/faults';
import type { Cursor } from './cursor';
import { advance, cursorAt, maxOddIn } from './cursor';
import type { Inbox, News } from './news';
import { readNewest, readNews } from './news';
import type { Dated, InboxReader, WholeWindow } from './reader';
import { isWhole } from './window';

/** How far the clocks of n8n and of the provider may be apart without a reading more, in seconds. */
export const CLOCKS_APART = 10 * 60;

const DAY = 24 * 60 * 60;

/** Further apart no clocks are thought to be. */
const YEARS = 2 * 365 * DAY;

/** The greatest time that a server with 32 bits for it can read. */
const LAST_SECOND = 2 ** 31 - 1;

/**
 * From a second on to beyond what either clock shows: a message may bear a time to come, and n8n's clock
 * may be slow. What is read in one answer costs no more for it.
 *
 * @param now Unix seconds, by n8n's clock
 */
export function windowFrom({ low: { at } }: Cursor, now: number): WholeWindow {
	const likelyTo = Math.max(at, now + DAY);
	return { from: at, to: Math.max(likelyTo, Math.min(now + YEARS, LAST_SECOND)), likelyTo };
}

/**
 * A reader that answers from a single request where all messages of the two years around now fit one
 * page, as those of most lines that are begun with do; else the same one. A fault is its answer too.
 *
 * @param now Unix seconds, by n8n's clock
 */
export async function atOnce<Message extends Dated>(
	reader: InboxReader<Message>,
	cursor: Cursor,
	now: number,
): Promise<InboxReader<Message>> {
	const from = Math.max(0, Math.min(cursor.low.at, now - YEARS) - 1);
	const asked = { from, to: windowFrom(cursor, now).to + 1 };
	const page = await reader.readPage(asked, 1);
	if (page.ok && !isWhole(page.value, asked)) return reader;
	const readPage: InboxReader<Message>['readPage'] = async ({ from, to }) => {
		if (!page.ok) return page;
		const { messages, unreadable } = page.value;
		const isIn = ({ at }: Message) => at === undefined || (at >= from && at <= to);
		return { ok: true, value: { messages: messages.filter(isIn), unreadable, totalPages: 1 } };
	};
	return { ...reader, readPage };
}

/** Where the times of the messages tell since when an inbox is watched, or what kept from finding out. */
export interface Anchor {
	readonly cursor: Cursor;
	/** What was passed over on the way. */
	readonly found?: Pick<News<Dated>, 'unreadable'>;
	readonly fault?: Fault;
}

interface AnchorSettings {
	/** Unix seconds, by n8n's clock. */
	readonly now: number;
	readonly overlap: number;
	readonly maxLength: number;
	/** What was handled behind the place that n8n's clock says: of a time to come, by that clock. */
	readonly places: Cursor['seen'];
}

/**
 * Begins an inbox in which nothing is as new as n8n's clock says it should be: at its newest message,
 * whatever the clocks say, less the overlap; where there is none at all, long ago. All that is there is
 * passed over.
 *
 * @param cursor of the place that n8n's clock says
 */
export async function anchored<Message extends Dated>(
	inbox: Inbox<Message>,
	cursor: Cursor,
	{ now, overlap, maxLength, places }: AnchorSettings,
): Promise<Anchor> {
	const first = Math.max(0, now - YEARS);
	const reading = { max: 1, maxOdd: maxOddIn(maxLength), wanted: () => true };
	const newest = await readNewest(inbox, {
		...reading,
		window: { from: first, to: Math.max(first, cursor.low.at - 1) },
	});
	if (!newest.ok) return { cursor, fault: newest.fault };
	if (newest.value.length === 0) {
		const empty = { ...cursorAt(first), odd: cursor.odd };
		const latest = now + CLOCKS_APART;
		return { cursor: advance(empty, { places }, { overlap, latest, maxLength }).cursor };
	}
	const at = max(newest.value.map(({ message }) => message.at)) ?? first + overlap;
	const begun = { ...cursorAt(Math.max(first, at - overlap)), odd: cursor.odd };
	const found = await readNews(inbox, begun, {
		...reading,
		window: windowFrom(begun, now),
		wanted: () => false,
	});
	if (found.fault !== undefined) return { cursor, fault: found.fault };
	const latest = Math.max(at, now + CLOCKS_APART);
	const passed = advance({ ...begun, odd: found.odd }, found, { overlap, latest, maxLength });
	return { cursor: passed.cursor, found };
}
