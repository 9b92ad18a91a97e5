import { z } from 'zod';

import type { Checked } from '../../../shared/node/faults';
import { oneByOne } from '../../../shared/node/operation';
import {
	emptyIsUnset,
	moment,
	optionsField,
	optionsOf,
	requiredText,
	yesNo,
} from '../../../shared/node/parameters';
import type { Dated, InboxReader, TimeWindow } from '../../../shared/polling/inboxWindow';
import { readInbox } from '../../../shared/polling/inboxWindow';
import type { RayganSmsClient } from '../../api/client';
import { readLineNumber } from '../../line';
import { lineReader, receivedRows } from '../../received';
import { fromField, limitField, lineField, returnAllField, toField } from './fields';
import { readWindow } from './window';

const LIMIT_SENTENCE = 'Enter how many messages to return as a whole number, such as 50';

const parameters = z.object({
	phoneNumber: requiredText('Enter the line that received the messages, such as 50002910001080'),
	from: moment,
	to: moment,
	returnAll: yesNo,
	limit: z.preprocess(
		emptyIsUnset,
		z.coerce.number().int(LIMIT_SENTENCE).positive(LIMIT_SENTENCE).default(50),
	),
	options: optionsOf({}),
});

/** The newest `wanted` messages of a window and more of those near them, read no further back than needed. */
async function newestMessages<Message extends Dated>(
	reader: InboxReader<Message>,
	window: TimeWindow,
	wanted: number,
): Promise<Checked<readonly Message[]>> {
	const messages: Message[] = [];
	for await (const bite of readInbox(reader, window, 'newestFirst')) {
		if (!bite.ok) return bite;
		messages.push(...bite.value.messages);
		if (messages.length >= wanted) break;
	}
	return { ok: true, value: messages };
}

export const getMany = oneByOne<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many received messages',
		description:
			'Get the messages that a line received between two times, the oldest first, one item a message',
	},
	fields: [lineField, fromField, toField, returnAllField, limitField, optionsField([])],
	parameters,
	async run({ parameters: { phoneNumber, returnAll, limit, ...dates }, client, provider, zone }) {
		const line = readLineNumber(provider, phoneNumber);
		if (!line.ok) return line;
		const window = readWindow(provider, dates, zone, Date.now());
		if (!window.ok) return window;
		const wanted = returnAll ? Infinity : limit;
		const reader = lineReader(provider, client, line.value);
		const read = await newestMessages(reader, window.value, wanted);
		if (!read.ok) return read;
		const rows = receivedRows(line.value, read.value, zone);
		return { ok: true, rows: rows.slice(Math.max(0, rows.length - wanted)) };
	},
});
