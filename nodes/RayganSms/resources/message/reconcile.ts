import type { Fault } from '../../../shared/node/faults';
import { pause } from '../../../shared/sending/pause';
import type { RayganSmsClient } from '../../api/client';

/** Waits before each question, 15 s in all: the server may still be at work on the request. */
const ASK_AFTER_MS = [1_000, 4_000, 10_000];

/** What the service says of a send whose answer was lost. */
export interface Found {
	/** The group's id, where the service knows our id of the request. */
	readonly groupMessageId?: string;
	/** Our ids of the messages that it knows. */
	readonly messageIds: ReadonlySet<string>;
}

/**
 * Asks for a send by our own ids of it, several times. What is found proves that it was accepted; what
 * is not found proves nothing. Ends early when all is found or the execution is cancelled.
 */
export async function reconcile(
	client: RayganSmsClient,
	{ userGroupId, messageIds }: { userGroupId?: string; messageIds: readonly string[] },
	signal: AbortSignal | undefined,
): Promise<Found> {
	const found = new Set<string>();
	for (const waitMs of ASK_AFTER_MS) {
		await pause(waitMs, signal);
		if (userGroupId !== undefined) {
			const group = await client.getGroupMessageId(userGroupId);
			if (group.ok) return { groupMessageId: group.value.groupMessageId, messageIds: found };
		}
		const missing = messageIds.filter((id) => !found.has(id));
		if (missing.length > 0) {
			const statuses = await client.getMessageStatuses(missing);
			for (const { messageId } of statuses.ok ? statuses.value : []) found.add(messageId);
			if (messageIds.every((id) => found.has(id))) break;
		}
		if (signal?.aborted) break;
	}
	return { messageIds: found };
}

/** A fault of which the service was asked in vain. */
export function notFound(fault: Fault): Fault {
	return {
		...fault,
		whatToDo: `${fault.whatToDo}. Raygan SMS did not know the message at ${new Date().toISOString()}, which does not prove that it was not sent`,
	};
}
