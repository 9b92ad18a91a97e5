import type { Fault } from '../../../../../nodes/shared/faults/faults';
import type { InboxCalls } from '../../../../../nodes/RayganSms/api/inboxCalls';
import type { InboxStyle } from './fakeInbox';
import { widened } from './fakeInbox';

/** The time of the tests: n8n's clock shows it, the provider's is off by so much. */
export class Time {
	constructor(
		/** Unix milliseconds */
		public now: number,
		public providerAheadMs: number,
	) {}

	/** Puts n8n's clock another way; the provider's goes on. @returns by how many ms it jumped */
	setProviderAhead(ms: number): number {
		const jump = this.providerAheadMs - ms;
		this.now += jump;
		this.providerAheadMs = ms;
		return jump;
	}

	/** Unix seconds at the provider */
	get atProvider(): number {
		return Math.floor((this.now + this.providerAheadMs) / 1000);
	}
}

export interface StoredMessage {
	readonly line: string;
	readonly mobile: string;
	readonly text: string;
	/** Unix seconds at the provider */
	readonly at: number;
	/** True where the provider finds it by its time, but does not say it. */
	readonly isUndated?: boolean;
	/** Unix milliseconds by n8n's clock from which on the provider lists it */
	listedAt: number;
}

export const PASSING_FAULT: Fault = {
	code: '5001',
	meaning: 'Raygan SMS could not answer because of an internal fault',
	whatToDo: 'Try again later',
	httpCode: 502,
};

export interface MailboxStyle extends InboxStyle {
	readonly latencyMs: number;
	/** Told of beyond those that there are, wherever there is a message. */
	readonly pagesInvented: number;
	/** Whether each page that has a row has one more that is no message. */
	readonly hasBrokenRows: boolean;
}

/** What a provider holds of several lines, and the call that asks for it. */
export class Mailbox {
	readonly account = 'account';
	readonly list: StoredMessage[] = [];
	/** How many requests came since `failOn`. */
	requests = 0;
	private failing: ReadonlySet<number> = new Set();

	constructor(
		private readonly style: MailboxStyle,
		private readonly time: Time,
	) {}

	/** The numbers of the requests, from 1 on and from now on, that meet a passing fault. */
	failOn(requests: readonly number[]): void {
		this.requests = 0;
		this.failing = new Set(requests);
	}

	receiveMessages: InboxCalls['receiveMessages'] = async ({
		line,
		startSeconds,
		endSeconds,
		page: asked,
	}) => {
		const window = widened({ from: startSeconds, to: endSeconds }, this.style.roundsTo);
		const page = this.style.repeatsFirst ? 1 : asked;
		this.requests += 1;
		this.time.now += this.style.latencyMs;
		if (this.failing.has(this.requests)) return { ok: false, fault: PASSING_FAULT };
		const { pageSize, inclusiveStart, inclusiveEnd, pagesOfNone } = this.style;
		const found = this.sorted(
			this.list.filter(
				(message) =>
					message.line === line &&
					message.listedAt <= this.time.now &&
					(inclusiveStart ? message.at >= window.from : message.at > window.from) &&
					(inclusiveEnd ? message.at <= window.to : message.at < window.to),
			),
		);
		const told =
			found.length === 0
				? pagesOfNone
				: Math.ceil(found.length / pageSize) + this.style.pagesInvented;
		const totalPages = this.style.tells ?? told;
		const messages = found
			.slice((page - 1) * pageSize, page * pageSize)
			.map(({ mobile, at, isUndated, text }) => ({
				mobile,
				at: isUndated === true ? undefined : at,
				text,
				raw: undefined,
			}));
		const unreadable =
			this.style.hasBrokenRows && messages.length > 0
				? [{ content: 'null', meaning: 'it is no object' }]
				: [];
		return { ok: true, value: { totalPages, messages, unreadable }, raw: undefined };
	};

	private sorted(messages: StoredMessage[]): StoredMessage[] {
		if (this.style.order === 'byText') return messages.sort((a, b) => (a.text < b.text ? -1 : 1));
		const direction = this.style.order === 'newestFirst' ? -1 : 1;
		return messages.sort((a, b) => direction * (a.at - b.at));
	}
}
