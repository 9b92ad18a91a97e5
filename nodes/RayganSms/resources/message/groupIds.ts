import type { Fault } from '../../../shared/node/faults';
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

/** The fault of a request whose group message ID is not its own. */
export function foreignGroupId(provider: string): Fault {
	return {
		provider,
		code: 'foreign-group-id',
		meaning: `${provider} answered with a group message ID that is not this send's own`,
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		outcome: 'unknown',
	};
}
