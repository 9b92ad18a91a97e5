import type { Answer } from '../../shared/faults/faults';
import { oneStep } from '../../shared/form/oneStep';
import type { InboxPage } from '../../shared/polling/inbox/reader';
import { anyCase } from './anyCase';
import type { Call } from './call';
import type { ReceivedMessage } from './inboxRows';
import { readRows } from './inboxRows';
import { readNumber } from './schemas';

export type { ReceivedMessage };

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

/** NaN where it is no number of pages: then there is no other end than an empty page. */
function readPageCount(value: unknown): number | undefined {
	if (value === undefined) return undefined;
	const count = Math.ceil(readNumber(value) ?? NaN);
	return count >= 0 && Number.isFinite(count) ? count : NaN;
}

/** Null counts as no rows. */
function readList(value: unknown): readonly unknown[] | undefined {
	if (value === null || value === undefined) return [];
	return Array.isArray(value) ? value : undefined;
}

const reply = anyCase({
	totalpage: oneStep(readPageCount, () => 'no number of pages'),
	receivedmsgs: oneStep(readList, () => 'no rows'),
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
				...readRows(receivedmsgs, wash),
			}));
			const answer = await call('ReceiveMessages', body, result);
			if (answer.ok || answer.fault.code !== NO_SUCH_PAGE || page === 1) return answer;
			return { ok: true, value: { totalPages: page - 1, messages: [] }, raw: undefined };
		},
	};
}
