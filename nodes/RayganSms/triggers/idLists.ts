import type { Checked } from '../../shared/faults/faults';
import type { IdList } from '../../shared/polling/delivery/source';
import { splitList } from '../../shared/sms/phoneNumberList';
import { canonicalId, readMessageIds } from '../resources/delivery/messageIds';

const readIds: IdList['read'] = (listed) => ({ ok: true, value: splitList(listed) });

export const groupMessageIds: IdList = {
	kind: 'group',
	name: 'groupMessageIds',
	displayName: 'Group Message IDs',
	placeholder: 'e.g. 973c22de-292d-4403-8baa-2f32cc762086',
	description:
		'The IDs that Send returned in groupMessageId, with commas, spaces or lines between them, or an array from an expression. Each takes a request a poll.',
	called: 'group message ID',
	outputName: 'groupMessageId',
	read: readIds,
};

export const messageIds: IdList = {
	kind: 'message',
	name: 'messageIds',
	displayName: 'Message IDs',
	placeholder: 'e.g. 1, 2',
	description:
		'The IDs that Send Personalized or Send to Port returned in messageId (not in providerMessageId). Many share a request.',
	called: 'message ID',
	outputName: 'messageId',
	read(listed): Checked<readonly string[]> {
		if (splitList(listed).length === 0) return { ok: true, value: [] };
		const ids = readMessageIds(listed);
		return ids.ok ? { ok: true, value: ids.value.map(canonicalId) } : ids;
	},
};

export const userGroupIds: IdList = {
	kind: 'userGroup',
	name: 'userGroupIds',
	displayName: 'User Group IDs',
	placeholder: 'e.g. 1403001',
	description:
		'Your own IDs of sends, as their option User Group ID had them. One that Raygan SMS does not know yet is asked for again until the age limit.',
	called: 'user group ID',
	outputName: 'userGroupId',
	mayComeLater: true,
	read: readIds,
};
