import type { Answer } from '../../../shared/faults/faults';
import type { ItemCall } from '../../../shared/operations/operation';
import type { Batch, MessageResult } from '../../../shared/sending/message';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { askForGroup } from './askForGroup';
import { groupResult } from './groupIds';
import { bearsProviderCode } from './reconcile';
import { sendUnderOwnId } from './sendUnderOwnId';

type Sender = Pick<ItemCall<RayganSmsClient, unknown>, 'client' | 'provider'>;

/** What all messages of one request have in common. */
export interface GroupSend {
	readonly line: string;
	readonly message: string;
	/** Unix milliseconds */
	readonly atMs?: number;
	readonly userGroupId: string;
	readonly resendIfNotFound: boolean;
}

/** What sends under a group id share: an own id to be asked by, and what a question about it proves. */
interface GroupRequest<Group> {
	readonly givenUserGroupId: string;
	readonly resendIfNotFound: boolean;
	/** Hands the messages over, for these numbers in national form. */
	post(userGroupId: string, mobiles: readonly string[]): Promise<Answer<Group>>;
	resultOf(execution: object, answer: Answer<Group>, userGroupId: string): MessageResult;
}

/** Hands one request to the service under an id that the service can be asked by. */
export async function sendAsGroup<Group>(
	{ client, provider }: Sender,
	{ givenUserGroupId, resendIfNotFound, post, resultOf }: GroupRequest<Group>,
	batch: Batch,
	signal: AbortSignal | undefined,
): Promise<readonly MessageResult[]> {
	const settings = { client, provider, givenUserGroupId, resendIfNotFound, signal };
	const execution = signal ?? client;
	return await sendUnderOwnId(settings, batch, async ({ userGroupId, isOurs }, messages) => {
		const recipients = messages.map(({ recipient }) => recipient);
		const answer = await post(userGroupId, recipients.map(nationalFormat));
		const result = resultOf(execution, answer, userGroupId);
		const ask = askForGroup(client, {
			userGroupId,
			recipients,
			isByNumber: !result.ok && bearsProviderCode(result.fault),
			execution,
		});
		return { results: messages.map(() => result), canAsk: () => isOurs, ask };
	});
}

/** Hands one text to the service for all numbers of a request. */
export async function sendGroup(
	sender: Sender,
	{ line, message, atMs, userGroupId: givenUserGroupId, resendIfNotFound }: GroupSend,
	batch: Batch,
	signal: AbortSignal | undefined,
): Promise<readonly MessageResult[]> {
	const { client, provider } = sender;
	const request = {
		givenUserGroupId,
		resendIfNotFound,
		post: async (userGroupId: string, mobiles: readonly string[]) =>
			await client.sendMessage({
				line,
				message,
				mobiles,
				userGroupId,
				sendAtSeconds: atMs === undefined ? undefined : Math.floor(atMs / 1000),
			}),
		resultOf: (execution: object, answer: Answer<{ groupMessageId: string }>, id: string) =>
			groupResult(execution, provider, answer, id),
	};
	return await sendAsGroup(sender, request, batch, signal);
}
