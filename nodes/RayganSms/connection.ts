import { openDoor } from '../shared/node/http';
import type { HttpContext } from '../shared/node/http';
import type { RayganSmsClient } from './api/client';
import { rayganSmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'Raygan SMS';

/** Makes clients that act with the node's credential. `timeoutMs` bounds each request. */
export function connect(
	context: HttpContext,
): (itemIndex: number, timeoutMs: number) => Promise<RayganSmsClient> {
	return async (itemIndex, timeoutMs) => {
		const credential = await context.getCredentials('rayganSmsApi', itemIndex);
		const door = openDoor(context, {
			provider: PROVIDER,
			credentialType: 'rayganSmsApi',
			credential,
			secretNames: ['password'],
			timeoutMs,
		});
		return rayganSmsClient(door, String(credential.baseUrl));
	};
}
