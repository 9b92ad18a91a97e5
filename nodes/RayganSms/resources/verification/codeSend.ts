import type { Answer, Checked } from '../../../shared/node/faults';
import { readSendRecipient } from '../../../shared/sending/guards';
import type { MessageResult } from '../../../shared/sending/message';
import type { Prepared } from '../../../shared/sending/slots';
import type { AcceptedMessage } from '../../api/sendNumber';
import { readMessageText } from '../message/checks';

/** A code call takes one recipient a request; so many requests run at the same time. */
export const CODE_REQUESTS = { recipientsPerRequest: 1, concurrency: 5 } as const;

interface CodeSend {
	readonly provider: string;
	readonly mobile: string;
	/** The text, or the part of it that is ours. */
	readonly text: string;
	readonly options: {
		readonly invalidNumbers: 'skip' | 'refuse';
		readonly redirectAllTo: string;
	};
}

/** Checks one item that sends a code; `encoding` and `parts` are those of `text`. */
export function prepareCode({ provider, mobile, text, options }: CodeSend): Checked<
	Prepared<null> & {
		readonly parts: number;
		readonly encoding: string;
	}
> {
	const measure = readMessageText(provider, text);
	if (!measure.ok) return measure;
	const recipient = readSendRecipient(provider, mobile, 'iran', options);
	if (!recipient.ok) return recipient;
	const { numbers, output } = recipient.value;
	const { parts, encoding } = measure.value;
	const messages = numbers.map((number) => ({ recipient: number, text }));
	// The service sends codes from a line of its own.
	return { ok: true, value: { sender: '', shared: null, messages, output, parts, encoding } };
}

const NOT_STORED = 'Raygan SMS sent the message but kept no record of it. Do not send it again.';

/** The output fields of a code that was sent. */
export function codeResult(answer: Answer<AcceptedMessage>): MessageResult {
	if (!answer.ok) return answer;
	const { providerMessageId } = answer.value;
	const ids = providerMessageId === undefined ? { note: NOT_STORED } : { providerMessageId };
	return { ok: true, ids, raw: answer.raw };
}
