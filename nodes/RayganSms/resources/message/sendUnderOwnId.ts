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
	return first.results.map((result, position) => {
		const message = batch[position];
		const later = message === undefined ? undefined : newer.get(message);
		return later === undefined ? result : afterTwoTries(result, later);
	});
}

/**
 * What became of a message that was sent again since it was not found: accepted where the second try
 * was. A second try that was refused says nothing of the first, which may have been accepted late.
 */
function afterTwoTries(first: MessageResult, second: MessageResult): MessageResult {
	if (first.ok || second.ok) return second;
	const { meaning, code, outcome, concernsAccount, userGroupId } = second.fault;
	const became = outcome === 'refused' ? 'was refused' : 'is unknown as well';
	const note = `It was sent once more, under the user group ID ${userGroupId}, and this try ${became}: ${meaning} (code ${code})`;
	const whatToDo = `${first.fault.whatToDo}. ${note}`;
	return { ok: false, fault: { ...first.fault, whatToDo, concernsAccount } };
}
