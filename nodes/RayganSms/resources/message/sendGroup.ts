import type { ItemCall } from '../../../shared/operations/operation';
import type { Batch, MessageResult } from '../../../shared/sending/message';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { askForGroup } from './askForGroup';
import { groupResult } from './groupIds';
import { bearsProviderCode } from './reconcile';
import { sendUnderOwnId } from './sendUnderOwnId';

/** What all messages of one request have in common. */
export interface GroupSend {
	readonly line: string;
	readonly message: string;
	/** Unix milliseconds */
	readonly atMs?: number;
	readonly userGroupId: string;
	readonly resendIfNotFound: boolean;
}

/** Hands one text to the service for all numbers of a request, under an id that the service can be asked by. */
export async function sendGroup(
	{ client, provider }: Pick<ItemCall<RayganSmsClient, unknown>, 'client' | 'provider'>,
	shared: GroupSend,
	batch: Batch,
	signal: AbortSignal | undefined,
): Promise<readonly MessageResult[]> {
	const { line, message, atMs, userGroupId: givenUserGroupId, resendIfNotFound } = shared;
	const settings = { client, provider, givenUserGroupId, resendIfNotFound, signal };
	const execution = signal ?? client;
	return await sendUnderOwnId(settings, batch, async ({ userGroupId, isOurs }, messages) => {
		const answer = await client.sendMessage({
			line,
			message,
			mobiles: messages.map(({ recipient }) => nationalFormat(recipient)),
			userGroupId,
			sendAtSeconds: atMs === undefined ? undefined : Math.floor(atMs / 1000),
		});
		const result = groupResult(execution, provider, answer, userGroupId);
		const ask = askForGroup(client, {
			userGroupId,
			recipients: messages.map(({ recipient }) => recipient),
			isByNumber: !result.ok && bearsProviderCode(result.fault),
			execution,
		});
		return { results: messages.map(() => result), canAsk: () => isOurs, ask };
	});
}
