import { z } from 'zod';

import { askForEach } from '../../../shared/operations/askForEach';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import type { RayganSmsClient } from '../../api/client';
import type { GroupStatus } from '../../api/deliveryCalls';
import { groupMessages } from '../../delivered';

const parameters = z.object({
	groupMessageId: requiredText('Enter the group message ID that the send returned').transform(
		(id) => id.trim(),
	),
	options: optionsOf({}),
});

export const getGroupStatus = askForEach<RayganSmsClient, z.infer<typeof parameters>, GroupStatus>({
	option: {
		name: 'Get Group Status',
		value: 'getGroupStatus',
		action: 'Get the delivery status of a group of messages',
		description:
			'Get the delivery status of each recipient of a send, one item a recipient, by the group message ID that the send returned',
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
				'The ID that the operation Send returned in its field groupMessageId. Messages that shared a request have the same ID, so hand over each ID once.',
		},
		optionsField([]),
	],
	parameters,
	question: ({ parameters: { groupMessageId }, client }) => ({
		ok: true,
		value: { key: groupMessageId, ask: async () => await client.getGroupStatus(groupMessageId) },
	}),
	resultOf({ parameters: { groupMessageId } }, answer) {
		if (!answer.ok) return answer;
		return { ok: true, rows: groupMessages(groupMessageId, answer.value, answer.raw) };
	},
});
