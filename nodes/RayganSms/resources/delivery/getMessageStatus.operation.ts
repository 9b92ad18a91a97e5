import { z } from 'zod';

import { askTogether } from '../../../shared/operations/askTogether';
import { askItemsPerRequestField, batchOptions } from '../../../shared/form/itemsPerRequest';
import type { ItemResult, Row } from '../../../shared/operations/operation';
import { allAtOnce } from '../../../shared/operations/operation';
import { eachRowOnce } from '../../../shared/operations/sharedRows';
import { many, optionsField, optionsOf } from '../../../shared/form/parameters';
import type { RayganSmsClient } from '../../api/client';
import type { OwnMessageStatus } from '../../api/deliveryCalls';
import { IDS_PER_REQUEST, ownMessage } from '../../delivered';
import { canonicalId, readMessageIds } from './messageIds';

const parameters = z.object({ messageIds: many, options: optionsOf(batchOptions) });

function rowOf(messageId: string, found: OwnMessageStatus | undefined): Row {
	if (found === undefined) {
		const json = {
			messageId,
			status: 'pending',
			isFinal: false,
			statusCode: null,
			statusText: 'Raygan SMS gave no status for this message ID',
		};
		return { json };
	}
	return ownMessage(messageId, found);
}

export const getMessageStatus = allAtOnce<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Get Message Status',
		value: 'getMessageStatus',
		action: 'Get the delivery status of personalized messages',
		description:
			'Get the delivery status by the messageId of Send Personalized or Send to Port, one item an ID',
	},
	fields: [
		{
			displayName: 'Message IDs',
			name: 'messageIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1, 2',
			description:
				'The IDs that Send Personalized or Send to Port returned in messageId (not in providerMessageId), with commas, spaces or lines between them, or an array from an expression. The IDs of all items share few requests.',
		},
		optionsField([askItemsPerRequestField]),
	],
	parameters,
	async run(items): Promise<ItemResult[]> {
		const [first] = items;
		if (first === undefined) return [];
		const read = items.map(({ parameters: { messageIds } }) => readMessageIds(messageIds));
		const found = await askTogether({
			valuesOfItems: read.map((ids) => (ids.ok ? ids.value.map(canonicalId) : [])),
			itemsPerRequest: items.map(({ parameters }) => parameters.options.itemsPerRequest),
			perRequest: IDS_PER_REQUEST,
			async ask(ids) {
				const answer = await first.client.getMessageStatuses(ids);
				if (!answer.ok) return answer;
				const rows = answer.value.map((row) => [canonicalId(row.messageId), row] as const);
				return { ...answer, value: new Map(rows) };
			},
		});
		const results = read.map((ids, index): ItemResult => {
			if (!ids.ok) return ids;
			const statuses = found[index];
			if (statuses?.ok === false) return statuses;
			return { ok: true, rows: ids.value.map((id, at) => rowOf(id, statuses?.value[at])) };
		});
		return eachRowOnce(
			results,
			({ json: { messageId } }) => canonicalId(String(messageId)),
			(index) => canonicalId(String(items[index]?.json.messageId ?? '')),
		);
	},
});
