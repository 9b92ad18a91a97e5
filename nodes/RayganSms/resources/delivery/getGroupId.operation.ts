import { z } from 'zod';

import { oneByOne } from '../../../shared/node/operation';
import { optionsField, optionsOf, requiredText } from '../../../shared/node/parameters';
import type { RayganSmsClient } from '../../api/client';

const parameters = z.object({
	userGroupId: requiredText('Enter the user group ID that the send had, such as 1403001'),
	options: optionsOf({}),
});

export const getGroupId = oneByOne<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Get Group ID',
		value: 'getGroupId',
		action: 'Get the group ID of a send',
		description:
			'Find the group message ID of an earlier send by your own user group ID. A group that is not found is no proof that the send was refused.',
	},
	fields: [
		{
			displayName: 'User Group ID',
			name: 'userGroupId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1403001',
			description:
				'Your own number of the send, from its option User Group ID or its output field userGroupId',
		},
		optionsField([]),
	],
	parameters,
	async run({ parameters: { userGroupId: given }, client }) {
		const userGroupId = given.trim();
		const answer = await client.getGroupMessageId(userGroupId);
		if (!answer.ok) return { ok: false, fault: { ...answer.fault, userGroupId } };
		const { groupMessageId } = answer.value;
		return { ok: true, rows: [{ json: { userGroupId, groupMessageId }, raw: answer.raw }] };
	},
});
