import type { Checked } from '../../../shared/node/faults';
import { invalidInput } from '../../../shared/node/faults';
import type { RayganSmsClient } from '../../api/client';
import { newUserGroupId } from './ownIds';

/** The own id of one request, and whether it is ours: only then it can prove that the request was accepted. */
export interface ClaimedId {
	readonly userGroupId: string;
	readonly isOurs: boolean;
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
	if (known.ok) {
		return {
			ok: false,
			fault: {
				...invalidInput(
					provider,
					`The user group ID ${userGroupId} was used for a send before`,
					'Give each send its own ID, or leave the option User Group ID empty',
					'refused',
				),
				userGroupId,
			},
		};
	}
	// The service does not say how it answers for an unknown id, so only a fault that would meet the send as well stops it.
	const { concernsAccount, code } = known.fault;
	if (!concernsAccount && code !== 'not-reached') {
		return { ok: true, value: { userGroupId, isOurs: false } };
	}
	return { ok: false, fault: { ...known.fault, outcome: 'refused', userGroupId } };
}
