import type { IDataObject } from 'n8n-workflow';

import type { Answer, Checked } from '../../../shared/faults/faults';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import type { MessageResult } from '../../../shared/sending/message';
import type { Prepared } from '../../../shared/sending/slots';
import type { AcceptedMessage } from '../../api/sendNumber';

interface CodeSend {
	readonly mobile: string;
	/** The text, or the part of it that is ours. */
	readonly text: string;
	readonly options: {
		readonly invalidNumbers: 'skip' | 'refuse';
		readonly redirectAllTo: string;
	};
	/** Output fields that are known before sending. */
	readonly output: IDataObject;
}

/** Makes one item that sends a code ready; its text is checked by whoever knows what it is. */
export function prepareCode({ mobile, text, options, output }: CodeSend): Checked<Prepared<null>> {
	const recipient = readSendRecipient(mobile, 'iran', options);
	if (!recipient.ok) return recipient;
	const { numbers } = recipient.value;
	return {
		ok: true,
		value: {
			// The service sends codes from a line of its own.
			shared: null,
			messages: numbers.map((number) => ({ recipient: number, text })),
			output: { ...output, ...recipient.value.output },
		},
	};
}

const NOT_STORED = 'Raygan SMS sent the message but kept no record of it. Do not send it again.';

/** The output fields of a code that was sent. */
export function codeResult(answer: Answer<AcceptedMessage>): MessageResult {
	if (!answer.ok) return answer;
	const { providerMessageId } = answer.value;
	const ids = providerMessageId === undefined ? { note: NOT_STORED } : { providerMessageId };
	return { ok: true, ids, raw: answer.raw };
}
