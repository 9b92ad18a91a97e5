import max from 'lodash/max';

import type { Checked } from '../../faults/faults';
import { withinBounds } from './bounds';
import { contradiction, readByPages } from './pages';
import type {
	Dated,
	InboxPage,
	InboxReader,
	TimeWindow,
	UnreadableRow,
	WholeWindow,
} from './reader';
import { rowCount } from './reader';

export type ReadingDirection = 'oldestFirst' | 'newestFirst';

/** A window that was read whole, and all messages in it, in no order; those without a time may stand in several. */
export interface Bite<Message> {
	readonly window: TimeWindow;
	readonly messages: readonly Message[];
	readonly unreadable: readonly UnreadableRow[];
}

/** How full a page is meant to be: messages do not come evenly, and one too many costs a request. */
const WANTED_FILL = 0.75;

/** How much longer than the one before a window may be; after a quiet night there comes a busy day. */
const MOST_GROWTH = 4;

/** A provider that counts dates by day hands out rows from less than a day around. */
const DAY = 24 * 60 * 60;

/** How much longer than the rows around it a window has to be, for them to cost little. */
const LEAST_FACTOR = 16;

const secondsOf = ({ from, to }: TimeWindow) => to - from + 1;

function isInside({ from, to }: TimeWindow, { at }: Dated): boolean {
	return at === undefined || (at >= from && at <= to);
}

/** How far outside a window the rows of an answer lie, in seconds, at most a day. */
function strayOf(messages: readonly Dated[], { from, to }: TimeWindow): number {
	const seconds = messages.map(({ at }) => (at === undefined ? 0 : Math.max(from - at, at - to)));
	return Math.min(DAY, Math.max(0, max(seconds) ?? 0));
}

/** Whether a first page is all that there is in a window, and does not deny itself. */
export function isWhole<Message extends Dated>(
	page: InboxPage<Message>,
	asked: TimeWindow,
): boolean {
	const isAll = page.totalPages === 1 || (page.totalPages === 0 && rowCount(page) === 0);
	return isAll && page.messages.every((message) => isInside(asked, message));
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
 *
 * An answer that contradicts itself is not believed: an empty page of several is a fault that passes;
 * what has more pages than its rows allow, or no number of pages, is read by its pages, until two
 * readings agree. Where pages are told that do not exist, that holds for all the rest. Rows of other
 * times prove that the provider takes a window for a longer one, say for whole days: then none is cut
 * shorter than what comes with it, or each cut would hand out the same rows again. What all this takes
 * is bounded by `MAX_REQUESTS`.
 */
export async function* readInbox<Message extends Dated>(
	unbounded: InboxReader<Message>,
	whole: WholeWindow,
	direction: ReadingDirection,
): AsyncGenerator<Checked<Bite<Message>>> {
	const reader = withinBounds(unbounded);
	const { likelyTo = whole.to } = whole;
	let rest: TimeWindow = whole;
	let seconds = secondsOf(whole);
	let pageSize = 0;
	let inventsPages = false;
	/** How far around a window the provider hands out rows. */
	let stray = 0;
	/** What a window is not cut shorter than. */
	const least = () => 1 + Math.min(LEAST_FACTOR * stray, 4 * DAY);
	/** Of the last window that began here, had rows and was cut. */
	let cutSeconds: number | undefined;
	/** True where the last bite was empty though the window that it was cut from was not. */
	let isUneven = false;
	let cutEnd = 0;
	while (rest.from <= rest.to) {
		const isLastTaken = direction === 'oldestFirst' && stray > 0 && rest.from + seconds > likelyTo;
		let { window, left } = take(rest, isLastTaken ? secondsOf(rest) : seconds, direction);
		const askedFor = ({ from, to }: TimeWindow) => ({ from: from - 1, to: to + 1 });
		const page = await reader.readPage(askedFor(window), 1);
		if (!page.ok) {
			yield page;
			return;
		}
		const { totalPages } = page.value;
		const count = rowCount(page.value);
		stray = Math.max(stray, strayOf(page.value.messages, askedFor(window)));
		let byPages = false;
		if (totalPages > 1 && count === 0 && !inventsPages) {
			if (cutSeconds === undefined) {
				yield { ok: false, fault: contradiction(reader.provider) };
				return;
			}
			({ window, left } = take(rest, cutSeconds, direction));
			byPages = true;
		} else if (totalPages > 1) {
			const isStrange = inventsPages || count < pageSize;
			pageSize = Math.max(pageSize, count);
			if (secondsOf(window) < least() && left.from <= left.to) {
				seconds = least();
				continue;
			}
			byPages = isStrange || isLastTaken || secondsOf(window) <= least();
			if (!byPages) {
				cutSeconds = secondsOf(window);
				const isFilled = direction === 'newestFirst' || likelyTo < window.from;
				const filled = isFilled ? cutSeconds : Math.min(window.to, likelyTo) - window.from + 1;
				seconds = Math.max(
					least(),
					Math.floor(filled * (isUneven ? 0.5 : WANTED_FILL / totalPages)),
				);
				cutEnd = direction === 'oldestFirst' ? window.to : window.from;
				continue;
			}
		} else {
			byPages = count > 0 && !(totalPages >= 1);
		}
		let found: Pick<Bite<Message>, 'messages' | 'unreadable'> = {
			messages: page.value.messages,
			unreadable: page.value.unreadable ?? [],
		};
		if (byPages) {
			const read = await readByPages(reader, askedFor(window), inventsPages);
			if (!read.ok) {
				yield read;
				return;
			}
			found = read.value;
			if (read.value.inventsPages) inventsPages = true;
			stray = Math.max(stray, strayOf(read.value.messages, askedFor(window)));
		}
		const messages = found.messages.filter((message) => isInside(window, message));
		yield { ok: true, value: { window, messages, unreadable: found.unreadable } };
		rest = left;
		isUneven = messages.length === 0 && (isUneven || cutSeconds !== undefined);
		const cutLeft = direction === 'oldestFirst' ? cutEnd - rest.from : rest.to - cutEnd;
		cutSeconds = undefined;
		const growth =
			messages.length === 0 || stray >= DAY
				? MOST_GROWTH
				: Math.min(MOST_GROWTH, (WANTED_FILL * pageSize) / messages.length);
		const next = Math.floor(secondsOf(window) * growth);
		if (inventsPages) seconds = secondsOf(rest);
		else seconds = Math.max(least(), isUneven && cutLeft > 1 ? Math.ceil(cutLeft / 2) : next);
	}
}
