import { z } from 'zod';
import { Refusal } from '../core/answer';
import type { Clock } from '../core/clock';
import { lastTen } from '../core/delivery';
import { requireLine } from './account';
import type { RayganCall, RayganReply } from './call';
import { receiveBody } from './schemas';

/** Body of `POST /_simulator/inbox`, argument of `Inbox.receive`. */
export const receivedMessageSchema = z
	.object({
		/** The sender, a mobile in any form or a line */
		from: z.string(),
		/** The line */
		to: z.string(),
		text: z.string(),
		/** Unix seconds, now when left out */
		at: z.number().int().optional(),
	})
	.strict();

export type ReceivedMessage = z.infer<typeof receivedMessageSchema>;

interface StoredMessage {
	line: string;
	mobile: string;
	text: string;
	/** Unix seconds */
	date: number;
	/** ms since the epoch */
	visibleAt: number;
}

export interface InboxSettings {
	pageSize: number;
	order: 'newestFirst' | 'oldestFirst';
	/** Whether a message at StartDate, or at EndDate, is inside the window */
	inclusiveStart: boolean;
	inclusiveEnd: boolean;
	/** ms from the arrival of a message until the service lists it, under its old date */
	lateMs: number;
	/** Stand in each list beside the messages, as they are: null, without a date, with a body that is no text */
	oddRows: readonly unknown[];
	/** How many of the next answers tell of pages and hand out none of them */
	emptyAnswers: number;
}

const defaultSettings = (): InboxSettings => ({
	pageSize: 100,
	order: 'newestFirst',
	inclusiveStart: true,
	inclusiveEnd: true,
	lateMs: 0,
	oddRows: [],
	emptyAnswers: 0,
});

/** The received messages of all lines. The document leaves page size, order and bounds open. */
export class Inbox {
	readonly settings: InboxSettings = defaultSettings();
	private messages: StoredMessage[] = [];

	constructor(private readonly clock: Clock) {}

	receive({ from, to, text, at }: ReceivedMessage): void {
		const now = this.clock.now();
		this.messages.push({
			line: to,
			mobile: /^(\+|00)?(98|0)?9\d{9}$/.test(from) ? `98${lastTen(from)}` : from,
			text,
			date: at ?? Math.floor(now / 1_000),
			visibleAt: now + this.settings.lateMs,
		});
	}

	/** @param start, end Unix seconds */
	between(line: string, start: number, end: number): StoredMessage[] {
		const { inclusiveStart, inclusiveEnd, order } = this.settings;
		const now = this.clock.now();
		const inside = this.messages.filter(
			({ line: to, date, visibleAt }) =>
				to === line &&
				visibleAt <= now &&
				(inclusiveStart ? date >= start : date > start) &&
				(inclusiveEnd ? date <= end : date < end),
		);
		const direction = order === 'newestFirst' ? -1 : 1;
		return inside.sort((a, b) => direction * (a.date - b.date));
	}

	reset(): void {
		this.messages = [];
		Object.assign(this.settings, defaultSettings());
	}
}

export function receiveMessages({ state, body }: RayganCall): RayganReply {
	const { phonenumber, startdate, enddate, page } = receiveBody.parse(body);
	requireLine(state.account.lines, phonenumber);
	const found = state.inbox.between(phonenumber, seconds(startdate), seconds(enddate));
	const { pageSize } = state.inbox.settings;
	const totalPage = Math.max(1, Math.ceil(found.length / pageSize));
	const number = Number(page);
	if (!Number.isInteger(number) || number < 1 || number > totalPage) throw new Refusal(2008);
	const { settings } = state.inbox;
	if (settings.emptyAnswers > 0) {
		settings.emptyAnswers -= 1;
		return { code: 0, result: { Page: 1, TotalPage: totalPage + 1, ReceivedMsgs: [] } };
	}
	const rows: unknown[] = found
		.slice((number - 1) * pageSize, number * pageSize)
		.map(({ mobile, date, text }) => ({ Mobile: mobile, Date: date, MsgBody: text }));
	return {
		code: 0,
		result: {
			Page: number,
			TotalPage: totalPage,
			ReceivedMsgs: [...rows, ...settings.oddRows],
		},
	};
}

function seconds(date: string | number): number {
	if (!/^-?\d+$/.test(String(date))) throw new Refusal(1003);
	return Number(date);
}
