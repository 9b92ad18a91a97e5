import { openDoor } from '../shared/node/http';
import type { HttpContext } from '../shared/node/http';
import type { TurkeySmsClient } from './api/client';
import { turkeySmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'TurkeySMS';

/** Makes clients that act with the node's credential. `timeoutMs` bounds each request. */
export function connect(
	context: HttpContext,
): (itemIndex: number, timeoutMs: number) => Promise<TurkeySmsClient> {
	return async (itemIndex, timeoutMs) => {
		const credential = await context.getCredentials('turkeySmsApi', itemIndex);
		const door = openDoor(context, {
			provider: PROVIDER,
			credentialType: 'turkeySmsApi',
			credential,
			secretNames: ['apiKey'],
			timeoutMs,
		});
		return turkeySmsClient(door, String(credential.baseUrl));
	};
}
