import { randomInt } from 'crypto';

import type { Checked } from '../../../shared/node/faults';
import { invalidInput } from '../../../shared/node/faults';
import type { RayganSmsClient } from '../../api/client';

const RANDOM_RANGE = 100_000;

/** Digits only, from the time in milliseconds and a random tail, within a signed 64-bit number. */
function newUserGroupId(): string {
	return `${Date.now()}${String(randomInt(RANDOM_RANGE)).padStart(5, '0')}`;
}

/**
 * The own id of one send: a new one, or the user's, which is asked for first and refused where the
 * service knows it, since it stands for one send alone.
 */
export async function claimUserGroupId(
	provider: string,
	client: RayganSmsClient,
	given: string,
): Promise<Checked<string>> {
	const userGroupId = given.trim();
	if (userGroupId === '') return { ok: true, value: newUserGroupId() };
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
	// The service does not say how it answers for an unknown id, so only a fault that concerns the login or the network stops the send.
	const { httpCode, code } = known.fault;
	const concernsTheSend = httpCode === 401 || httpCode === 403 || code === 'not-reached';
	if (!concernsTheSend) return { ok: true, value: userGroupId };
	return { ok: false, fault: { ...known.fault, outcome: 'refused', userGroupId } };
}
