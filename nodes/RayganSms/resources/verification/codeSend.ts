import type { IDataObject } from 'n8n-workflow';

import type { Checked } from '../../../shared/faults/faults';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import type { Prepared } from '../../../shared/sending/slots';

interface CodeSend<Shared> {
	readonly mobile: string;
	/** The text, or the part of it that is ours. */
	readonly text: string;
	readonly options: {
		readonly invalidNumbers: 'skip' | 'refuse';
		readonly redirectAllTo: string;
	};
	/** What the requests of the item are made with beside it. */
	readonly shared: Shared;
	/** Output fields that are known before sending. */
	readonly output: IDataObject;
}

/** Makes one item that sends a code ready; its text is checked by whoever knows what it is. */
export function prepareCode<Shared>({
	mobile,
	text,
	options,
	shared,
	output,
}: CodeSend<Shared>): Checked<Prepared<Shared>> {
	const recipient = readSendRecipient(mobile, 'iran', options);
	if (!recipient.ok) return recipient;
	const { numbers } = recipient.value;
	return {
		ok: true,
		value: {
			shared,
			messages: numbers.map((number) => ({ recipient: number, text })),
			output: { ...output, ...recipient.value.output },
		},
	};
}
