import type {
	Dated,
	InboxPage,
	InboxReader,
	TimeWindow,
} from '../../../../../nodes/shared/polling/inbox/reader';

export interface FakeMessage extends Dated {
	readonly at: number;
	readonly text: string;
}

/** What no document settles, and what a reader has to be right for. */
export interface InboxStyle {
	readonly pageSize: number;
	readonly order: 'newestFirst' | 'oldestFirst' | 'byText';
	readonly inclusiveStart: boolean;
	readonly inclusiveEnd: boolean;
	/** The number of pages of an empty list. */
	readonly pagesOfNone: 0 | 1;
	/** Seconds that a window is widened to whole ones of, as where dates are counted by day. */
	readonly roundsTo?: number;
	/** The number of pages that is told of whatever there is. */
	readonly tells?: number;
	/** Whether the first page is handed out whatever page is asked for. */
	readonly repeatsFirst?: boolean;
}

/** The window that a provider looks in for the one that it was asked for. */
export function widened({ from, to }: TimeWindow, roundsTo = 1): TimeWindow {
	return {
		from: Math.floor(from / roundsTo) * roundsTo,
		to: Math.floor(to / roundsTo) * roundsTo + roundsTo - 1,
	};
}

/** An inbox in memory. `between` runs before each answer, with the number of the request from 1 on. */
export function fakeInbox(
	style: InboxStyle,
	initial: readonly FakeMessage[],
	between: (request: number, list: FakeMessage[]) => void = () => undefined,
) {
	const list = [...initial];
	let requests = 0;

	function sorted(asked: TimeWindow): FakeMessage[] {
		const { from, to } = widened(asked, style.roundsTo);
		const inside = list.filter(
			({ at }) =>
				(style.inclusiveStart ? at >= from : at > from) &&
				(style.inclusiveEnd ? at <= to : at < to),
		);
		if (style.order === 'byText') return inside.sort((a, b) => (a.text < b.text ? -1 : 1));
		const direction = style.order === 'newestFirst' ? -1 : 1;
		return inside.sort((a, b) => direction * (a.at - b.at));
	}

	const reader: InboxReader<FakeMessage> = {
		provider: 'Provider',
		identityOf: ({ at, text }) => JSON.stringify([at, text]),
		async readPage(window, asked) {
			requests += 1;
			const page = style.repeatsFirst ? 1 : asked;
			between(requests, list);
			const all = sorted(window);
			const pages = all.length === 0 ? style.pagesOfNone : Math.ceil(all.length / style.pageSize);
			const answer: InboxPage<FakeMessage> = {
				messages: all.slice((page - 1) * style.pageSize, page * style.pageSize),
				totalPages: style.tells ?? pages,
			};
			return { ok: true, value: answer };
		},
	};
	return { reader, list, requests: () => requests };
}
