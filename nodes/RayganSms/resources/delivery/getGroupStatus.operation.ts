import { z } from 'zod';

import { askForRows, byRecipient } from '../../../shared/operations/askForRows';
import {
	onlyThisRecipient,
	onlyThisRecipientField,
} from '../../../shared/operations/onlyThisRecipient';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import type { RayganSmsClient } from '../../api/client';
import type { GroupStatus } from '../../api/deliveryCalls';
import { groupMessages } from '../../delivered';

const parameters = z.object({
	groupMessageId: requiredText('Enter the group message ID that the send returned').transform(
		(id) => id.trim(),
	),
	options: optionsOf({ onlyThisRecipient }),
});

export const getGroupStatus = askForRows<RayganSmsClient, z.infer<typeof parameters>, GroupStatus>({
	option: {
		name: 'Get Group Status',
		value: 'getGroupStatus',
		action: 'Get the delivery status of each recipient of a send',
		description:
			'Get the delivery status of each recipient, one item each, by the groupMessageId of Send',
	},
	fields: [
		{
			displayName: 'Group Message ID',
			name: 'groupMessageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 973c22de-292d-4403-8baa-2f32cc762086',
			description:
				'The ID that the operation Send returned in its field groupMessageId. Items with the same ID share its recipients: each comes out once, with the item of its number.',
		},
		optionsField([onlyThisRecipientField]),
	],
	parameters,
	listed: { called: 'group message ID', parts: 'recipients' },
	join: byRecipient('iran', (groupMessageId, recipient) => ({
		recipient,
		status: 'pending',
		isFinal: false,
		statusCode: null,
		statusText: 'Raygan SMS lists no message to this recipient in the group',
		groupMessageId,
	})),
	idsOf: ({ parameters: { groupMessageId } }) => ({ ok: true, value: [groupMessageId] }),
	ask: async (client, groupMessageId) => await client.getGroupStatus(groupMessageId),
	rowsOf: groupMessages,
});
