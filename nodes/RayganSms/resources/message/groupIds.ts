import type { Answer, Fault } from '../../../shared/faults/faults';
import type { MessageResult } from '../../../shared/sending/message';
import { canonicalGroupId } from '../../api/groupMessageId';
import { CHECK_FIRST } from '../../api/resultCodes';

/** For each execution, whose each group message ID is: the own id of the request, by the service's id. */
const ownersOf = new WeakMap<object, Map<string, string>>();

/**
 * Takes a group message ID that the service answered for a request. False where it is another request's
 * of the same execution, or the request's own id come back: then it proves nothing of this one.
 *
 * @param execution what is one and the same through all tries of an execution, such as its cancel signal
 */
export function takeGroupId(
	execution: object,
	groupMessageId: string,
	userGroupId: string,
): boolean {
	const owners = ownersOf.get(execution) ?? new Map<string, string>();
	ownersOf.set(execution, owners);
	const name = canonicalGroupId(groupMessageId);
	if (name === canonicalGroupId(userGroupId)) return false;
	const owner = owners.get(name) ?? userGroupId;
	owners.set(name, owner);
	return owner === userGroupId;
}

/** What became of each message of a group send that was answered with a group message ID, or with a fault. */
export function groupResult(
	execution: object,
	provider: string,
	answer: Answer<{ readonly groupMessageId: string }>,
	userGroupId: string,
): MessageResult {
	if (!answer.ok) return answer;
	const { value, raw } = answer;
	const owner = { id: value.groupMessageId, userGroupId };
	return ownResult(execution, provider, owner, { ok: true, ids: { ...value }, raw });
}

/** What became of each message of a request that was answered with an id, which has to be its own. */
export function ownResult(
	execution: object,
	provider: string,
	{ id, userGroupId }: { readonly id: string; readonly userGroupId: string },
	result: MessageResult,
): MessageResult {
	if (!result.ok) return result;
	if (takeGroupId(execution, id, userGroupId)) {
		return { ...result, ids: { ...result.ids, userGroupId } };
	}
	const fault: Fault = {
		code: 'foreign-group-id',
		meaning: `${provider} answered with a group message ID that is not this send's own`,
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		outcome: 'unknown',
	};
	return { ok: false, fault };
}
