import chunk from 'lodash/chunk';
import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/faults/faults';
import { deliveryEvent } from '../../shared/polling/delivery/event';
import type { StatusMessage, TargetQuestion } from '../../shared/polling/delivery/source';
import type { Reading } from '../../shared/polling/delivery/watch';
import type { Target, Watched } from '../../shared/polling/delivery/watchState';
import { nameOf } from '../../shared/polling/delivery/watchState';
import type { RayganSmsClient } from '../api/client';
import { groupMessages, IDS_PER_REQUEST, ownMessage } from '../delivered';
import { canonicalId } from '../resources/delivery/messageIds';
import { groupMessageIds, messageIds, userGroupIds } from './idLists';

type Client = Pick<
	RayganSmsClient,
	'account' | 'getGroupStatus' | 'getMessageStatuses' | 'getGroupMessageId'
>;

type Readings = Answer<ReadonlyMap<string, Reading<StatusMessage>>>;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

function targetOf({ messageId, groupMessageId, userGroupId }: IDataObject): Target | undefined {
	const message = text(messageId);
	if (message !== undefined) return { kind: messageIds.kind, id: canonicalId(message) };
	const group = text(groupMessageId);
	if (group !== undefined) return { kind: groupMessageIds.kind, id: group };
	const userGroup = text(userGroupId);
	return userGroup === undefined ? undefined : { kind: userGroupIds.kind, id: userGroup };
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
	const reading = { messages, isComplete, mayGrow: true, resolvedId: target.resolvedId };
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
export const deliveryStatusChanged = deliveryEvent<Client>({
	lists: [groupMessageIds, messageIds, userGroupIds],
	targetOf,
	questionsFor(client, targets, timeLeft): TargetQuestion[] {
		const questions = new Map<Watched, TargetQuestion>();
		const messages = targets.filter(({ kind }) => kind === messageIds.kind);
		for (const asked of chunk(messages, IDS_PER_REQUEST)) {
			const [first] = asked;
			if (first === undefined) continue;
			questions.set(first, {
				targets: asked,
				ask: async () => await askForMessages(client, asked),
			});
		}
		return targets.flatMap((target) => {
			if (target.kind === messageIds.kind) return questions.get(target) ?? [];
			const ask =
				target.kind === userGroupIds.kind
					? async () => await askForUserGroup(client, target, timeLeft)
					: async () => await askForGroup(client, target, target.id, {});
			return { targets: [target], ask };
		});
	},
});
