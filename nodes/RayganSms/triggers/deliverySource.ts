import chunk from 'lodash/chunk';
import type { IDataObject } from 'n8n-workflow';

import type { Answer, Checked } from '../../shared/node/faults';
import type {
	DeliverySource,
	IdList,
	StatusMessage,
	TargetQuestion,
} from '../../shared/polling/deliverySource';
import type { Reading } from '../../shared/polling/deliveryWatch';
import type { Target, Watched } from '../../shared/polling/watchState';
import { nameOf } from '../../shared/polling/watchState';
import { splitList } from '../../shared/sms/phoneNumberList';
import type { RayganSmsClient } from '../api/client';
import { groupMessages, IDS_PER_REQUEST, ownMessage } from '../delivered';
import { canonicalId, readMessageIds } from '../resources/delivery/messageIds';

type Client = Pick<
	RayganSmsClient,
	'account' | 'getGroupStatus' | 'getMessageStatuses' | 'getGroupMessageId'
>;

type Readings = Answer<ReadonlyMap<string, Reading<StatusMessage>>>;

const readIds: IdList['read'] = (_, listed) => ({ ok: true, value: splitList(listed) });

const lists: readonly IdList[] = [
	{
		kind: 'group',
		name: 'groupMessageIds',
		displayName: 'Group Message IDs',
		placeholder: 'e.g. 973c22de-292d-4403-8baa-2f32cc762086',
		description:
			'The IDs that Send returned in groupMessageId, with commas, spaces or lines between them, or an array from an expression. Each takes a request a poll.',
		called: 'group message ID',
		outputName: 'groupMessageId',
		read: readIds,
	},
	{
		kind: 'message',
		name: 'messageIds',
		displayName: 'Message IDs',
		placeholder: 'e.g. 1, 2',
		description:
			'The IDs that Send Personalized or Send to Port returned in messageId (not in providerMessageId). Many share a request.',
		called: 'message ID',
		outputName: 'messageId',
		read(provider, listed): Checked<readonly string[]> {
			if (splitList(listed).length === 0) return { ok: true, value: [] };
			const ids = readMessageIds(provider, listed);
			return ids.ok ? { ok: true, value: ids.value.map(canonicalId) } : ids;
		},
	},
	{
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
	},
];

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function targetOf({ messageId, groupMessageId, userGroupId }: IDataObject): Target | undefined {
	const message = text(messageId);
	if (message !== undefined) return { kind: 'message', id: canonicalId(message) };
	const group = text(groupMessageId);
	if (group !== undefined) return { kind: 'group', id: group };
	const userGroup = text(userGroupId);
	return userGroup === undefined ? undefined : { kind: 'userGroup', id: userGroup };
}

async function askForGroup(
	client: Client,
	target: Watched,
	groupMessageId: string,
	more: IDataObject,
): Promise<Readings> {
	const answer = await client.getGroupStatus(groupMessageId);
	if (!answer.ok) return answer;
	const { group } = answer.value;
	const messages = groupMessages(groupMessageId, answer.value, answer.raw).map((message) => ({
		...message,
		json: { ...message.json, ...more },
	}));
	// More messages can come while the group is still in the queue.
	const isComplete = group.status !== 'queued' && group.status !== 'pending';
	const reading = { messages, isComplete, resolvedId: target.resolvedId };
	return { ...answer, value: new Map([[nameOf(target), reading]]) };
}

/** Takes two requests the first time; the second one waits for the next poll where the time is over. */
async function askForUserGroup(
	client: Client,
	target: Watched,
	timeLeft: () => number,
): Promise<Readings> {
	const userGroupId = target.id;
	if (target.resolvedId !== undefined) {
		return await askForGroup(client, target, target.resolvedId, { userGroupId });
	}
	const answer = await client.getGroupMessageId(userGroupId);
	if (!answer.ok) return answer;
	const { groupMessageId } = answer.value;
	const resolved = { ...target, resolvedId: groupMessageId };
	if (timeLeft() <= 0) {
		const reading = { messages: [], isComplete: false, resolvedId: groupMessageId };
		return { ...answer, value: new Map([[nameOf(target), reading]]) };
	}
	return await askForGroup(client, resolved, groupMessageId, { userGroupId });
}

async function askForMessages(client: Client, targets: readonly Watched[]): Promise<Readings> {
	const answer = await client.getMessageStatuses(targets.map(({ id }) => id));
	if (!answer.ok) return answer;
	const found = new Map(answer.value.map((row) => [canonicalId(row.messageId), row]));
	const readings = targets.flatMap((target): Array<[string, Reading<StatusMessage>]> => {
		const row = found.get(target.id);
		if (row === undefined) return [];
		return [[nameOf(target), { messages: [ownMessage(target.id, row)], isComplete: true }]];
	});
	return { ...answer, value: new Map(readings) };
}

/** Asks for groups one by one, and for messages by own ids many at a time. */
export const deliverySource: DeliverySource<Client> = {
	lists,
	targetOf,
	questionsFor(client, targets, timeLeft): TargetQuestion[] {
		const questions = new Map<Watched, TargetQuestion>();
		const messages = targets.filter(({ kind }) => kind === 'message');
		for (const asked of chunk(messages, IDS_PER_REQUEST)) {
			const [first] = asked;
			if (first === undefined) continue;
			questions.set(first, {
				targets: asked,
				ask: async () => await askForMessages(client, asked),
			});
		}
		return targets.flatMap((target) => {
			if (target.kind === 'message') return questions.get(target) ?? [];
			const ask =
				target.kind === 'userGroup'
					? async () => await askForUserGroup(client, target, timeLeft)
					: async () => await askForGroup(client, target, target.id, {});
			return { targets: [target], ask };
		});
	},
};
