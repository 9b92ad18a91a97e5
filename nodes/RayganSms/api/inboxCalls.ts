import type { Answer } from '../../shared/node/faults';
import type { InboxPage } from '../../shared/polling/inboxWindow';
import { anyCase } from './anyCase';
import type { Call } from './call';
import { numeric, readNumber, readText, rowsOf } from './schemas';

/** A message that a line received. */
export interface ReceivedMessage {
	/** As the service writes it: `989…` for a mobile, or another line. */
	readonly mobile: string;
	/** Unix seconds */
	readonly at: number;
	readonly text: string;
	readonly raw: unknown;
}

export interface ReceiveMessagesRequest {
	readonly line: string;
	/** Unix seconds. The document does not say whether a message at this second is inside. */
	readonly startSeconds: number;
	readonly endSeconds: number;
	/** From 1 on. */
	readonly page: number;
}

export interface InboxCalls {
	/** ReceiveMessages: one page of what a line received. A page behind the last one is empty. */
	receiveMessages(request: ReceiveMessagesRequest): Promise<Answer<InboxPage<ReceivedMessage>>>;
}

/** The code for a page number that is not allowed: the list became shorter while it was read. */
const NO_SUCH_PAGE = '2008';

const reply = anyCase({
	totalpage: numeric,
	receivedmsgs: rowsOf((field) => {
		const mobile = readText(field('mobile'));
		const at = readNumber(field('date'));
		const text = readText(field('msgbody'));
		if (mobile === undefined || at === undefined || text === undefined) return undefined;
		return { mobile, at, text };
	}),
});

/** @param wash takes secrets out of the service's own objects */
export function inboxCalls(call: Call, wash: (value: unknown) => unknown): InboxCalls {
	return {
		async receiveMessages({ line, startSeconds, endSeconds, page }) {
			const body = {
				PhoneNumber: line,
				StartDate: startSeconds,
				EndDate: endSeconds,
				Page: page,
			};
			const result = reply.transform(({ totalpage, receivedmsgs }) => ({
				totalPages: totalpage,
				messages: receivedmsgs.map(({ row, source }) => ({ ...row, raw: wash(source) })),
			}));
			const answer = await call('ReceiveMessages', body, result);
			if (answer.ok || answer.fault.code !== NO_SUCH_PAGE || page === 1) return answer;
			return { ok: true, value: { totalPages: page - 1, messages: [] }, raw: undefined };
		},
	};
}
