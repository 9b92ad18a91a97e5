import type { Batch } from '../../../shared/sending/batches';
import type { MessageResult } from '../../../shared/sending/message';
import type { RayganSmsClient } from '../../api/client';
import { newUserGroupId } from './ownIds';
import { notFound, reconcile } from './reconcile';
import { claimUserGroupId } from './userGroupId';

/** What one request answered: a result a message, and the own ids of the messages where they have one of ours. */
export interface Attempt {
	readonly results: readonly MessageResult[];
	readonly messageIds: ReadonlyArray<string | undefined>;
}

interface Settings {
	readonly client: RayganSmsClient;
	readonly provider: string;
	/** The user's own id of the request, or an empty text. */
	readonly givenUserGroupId: string;
	/** True where the user wants a message that is not found to be sent again. */
	readonly resendIfNotFound: boolean;
	readonly signal?: AbortSignal;
}

function isUnknown(result: MessageResult): boolean {
	return !result.ok && result.fault.outcome === 'unknown';
}

/** Asks for the messages of an attempt whose outcome is unknown, and answers with what is known then. */
async function settle(
	{ client, signal }: Settings,
	userGroupId: string,
	isOurs: boolean,
	{ results, messageIds }: Attempt,
): Promise<readonly MessageResult[]> {
	const lost = results.flatMap((result, index) => (isUnknown(result) ? [index] : []));
	if (lost.length === 0) return results;
	// A known id of the request proves nothing for one message where others have an outcome of their own.
	const wholeRequest = isOurs && lost.length === results.length ? userGroupId : undefined;
	const lostIds = lost.flatMap((index) => messageIds[index] ?? []);
	if (wholeRequest === undefined && lostIds.length === 0) return results;
	const asked = { userGroupId: wholeRequest, messageIds: lostIds };
	const found = await reconcile(client, asked, signal);
	return results.map((result, index) => {
		if (result.ok || !isUnknown(result)) return result;
		const messageId = messageIds[index];
		const { groupMessageId } = found;
		if (groupMessageId !== undefined) {
			return { ok: true, ids: { groupMessageId, userGroupId, ...(messageId && { messageId }) } };
		}
		if (messageId !== undefined && found.messageIds.has(messageId)) {
			return { ok: true, ids: { userGroupId, messageId } };
		}
		return { ok: false, fault: notFound(result.fault) };
	});
}

/**
 * Sends one request under an own id. Where its answer is lost, or leaves the outcome of messages open,
 * the service is asked for them by that id and by the messages' own ids.
 */
export async function sendUnderOwnId(
	settings: Settings,
	batch: Batch,
	attempt: (userGroupId: string, batch: Batch) => Promise<Attempt>,
): Promise<readonly MessageResult[]> {
	const { client, provider, givenUserGroupId, resendIfNotFound, signal } = settings;
	const claimed = await claimUserGroupId(provider, client, givenUserGroupId);
	if (!claimed.ok) return batch.map(() => claimed);

	async function once(
		userGroupId: string,
		isOurs: boolean,
		messages: Batch,
	): Promise<readonly MessageResult[]> {
		const tried = await attempt(userGroupId, messages);
		const results = await settle(settings, userGroupId, isOurs, tried);
		return results.map((result) =>
			result.ok ? result : { ok: false, fault: { ...result.fault, userGroupId } },
		);
	}

	const { userGroupId, isOurs } = claimed.value;
	const results = await once(userGroupId, isOurs, batch);
	const again = batch.filter((_, index) => {
		const result = results[index];
		return result !== undefined && isUnknown(result);
	});
	if (!resendIfNotFound || again.length === 0 || signal?.aborted) return results;
	const second = (await once(newUserGroupId(), true, again)).values();
	return results.map((result) => (isUnknown(result) ? (second.next().value ?? result) : result));
}
