import type { Batch, MessageResult } from '../../../shared/sending/message';
import type { RayganSmsClient } from '../../api/client';
import { newUserGroupId } from './ownIds';
import type { Attempt } from './reconcile';
import { reconcile } from './reconcile';
import type { ClaimedId } from './userGroupId';
import { claimUserGroupId } from './userGroupId';

interface Settings {
	readonly client: RayganSmsClient;
	readonly provider: string;
	/** The user's own id of the request, or an empty text. */
	readonly givenUserGroupId: string;
	/** True where the user wants a message that is not found to be sent again. */
	readonly resendIfNotFound: boolean;
	readonly signal?: AbortSignal;
}

/**
 * Sends one request under an own id. Where its answer is lost, or leaves the outcome of messages open,
 * the service is asked for them by our own ids.
 */
export async function sendUnderOwnId(
	{ client, provider, givenUserGroupId, resendIfNotFound, signal }: Settings,
	batch: Batch,
	attempt: (id: ClaimedId, messages: Batch) => Promise<Attempt>,
): Promise<readonly MessageResult[]> {
	async function once(id: ClaimedId, messages: Batch) {
		const { results, notFound } = await reconcile(await attempt(id, messages), signal);
		const { userGroupId } = id;
		return {
			notFound,
			results: results.map((result): MessageResult => {
				return result.ok ? result : { ok: false, fault: { ...result.fault, userGroupId } };
			}),
		};
	}

	const claimed = await claimUserGroupId(provider, client, givenUserGroupId);
	if (!claimed.ok) return batch.map(() => claimed);
	const first = await once(claimed.value, batch);
	if (!resendIfNotFound || first.notFound.size === 0 || signal?.aborted) return first.results;

	const again = batch.filter((_, position) => first.notFound.has(position));
	const second = await once({ userGroupId: newUserGroupId(), isOurs: true }, again);
	const newer = new Map(again.map((message, position) => [message, second.results[position]]));
	return batch.flatMap((message, position) => newer.get(message) ?? first.results[position] ?? []);
}
