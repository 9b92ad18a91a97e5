import { z } from 'zod';

import { askForEach } from '../../../shared/operations/askForEach';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import type { RayganSmsClient } from '../../api/client';

const parameters = z.object({
	userGroupId: requiredText('Enter the user group ID that the send had, such as 1403001').transform(
		(id) => id.trim(),
	),
	options: optionsOf({}),
});

export const getGroupId = askForEach<
	RayganSmsClient,
	z.infer<typeof parameters>,
	{ groupMessageId: string }
>({
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
	question: ({ parameters: { userGroupId }, client }) => ({
		ok: true,
		value: {
			key: userGroupId,
			ask: async () => await client.getGroupMessageId(userGroupId),
		},
	}),
	resultOf({ parameters: { userGroupId } }, answer) {
		if (!answer.ok) return { ok: false, fault: { ...answer.fault, userGroupId } };
		return { ok: true, rows: [{ json: { userGroupId, ...answer.value }, raw: answer.raw }] };
	},
});
