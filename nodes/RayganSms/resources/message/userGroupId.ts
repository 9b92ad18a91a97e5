import type { Checked, Fault } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import type { OneRequest } from '../../../shared/sending/slots';
import type { RayganSmsClient } from '../../api/client';
import { readGroupMessageId } from '../../api/groupMessageId';
import { newUserGroupId } from './ownIds';
import { bearsProviderCode, canMeanNotFound } from './reconcile';

/** The own id of one request, and whether it is ours: only then it can prove that the request was accepted. */
export interface ClaimedId {
	readonly userGroupId: string;
	readonly isOurs: boolean;
}

/** The rule that all messages under an id of the user are one request. */
export function oneRequestUnder(userGroupId: string): OneRequest | undefined {
	if (userGroupId.trim() === '') return undefined;
	const otherwise = refusal(
		`The user group ID ${userGroupId} stands for one request, and these messages take more than one`,
		'Leave the option User Group ID empty to have one made for each request',
	);
	return { id: userGroupId.trim(), otherwise };
}

/**
 * The own id of one request: a new one, or the user's, which is asked for first and refused where the
 * service knows it, since it stands for one request alone.
 */
export async function claimUserGroupId(
	provider: string,
	client: RayganSmsClient,
	given: string,
): Promise<Checked<ClaimedId>> {
	const userGroupId = given.trim();
	if (userGroupId === '') {
		return { ok: true, value: { userGroupId: newUserGroupId(), isOurs: true } };
	}
	const known = await client.getGroupMessageId(userGroupId);
	const asked = `when it was asked whether the user group ID ${userGroupId} is free; nothing was sent`;
	const waitOr = 'Try again later, or leave the option User Group ID empty to have one made';
	if (known.ok && readGroupMessageId(known.value.groupMessageId) === undefined) {
		const meaning = `${provider} answered with something that is no group message ID, ${asked}`;
		const fault: Fault = {
			code: 'unreadable-answer',
			meaning,
			whatToDo: waitOr,
			httpCode: 502,
			outcome: 'refused',
			userGroupId,
		};
		return { ok: false, fault };
	}
	if (known.ok) {
		const { fault } = refusal(
			`The user group ID ${userGroupId} was used for a send before`,
			'Give each send its own ID, or leave the option User Group ID empty',
		);
		return { ok: false, fault: { ...fault, userGroupId } };
	}
	if (canMeanNotFound(known.fault)) {
		return { ok: true, value: { userGroupId, isOurs: false } };
	}
	// Without an answer nothing is known of the id.
	const { meaning, whatToDo, concernsAccount } = known.fault;
	const canWait = bearsProviderCode(known.fault) && !concernsAccount;
	const fault: Fault = {
		...known.fault,
		meaning: `${meaning}, ${asked}`,
		whatToDo: canWait ? waitOr : whatToDo,
		outcome: 'refused',
		userGroupId,
	};
	return { ok: false, fault };
}
