import { connection } from '../shared/node/connection';
import type { HttpContext } from '../shared/node/http';
import type { RayganSmsClient } from './api/client';
import { rayganSmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'Raygan SMS';

/** Makes clients that act with the node's credential. `timeoutMs` bounds each request. */
export function connect(context: HttpContext): (timeoutMs: number) => Promise<RayganSmsClient> {
	return connection(context, {
		provider: PROVIDER,
		credentialType: 'rayganSmsApi',
		secretNames: ['password'],
		clientOf: (door, { baseUrl, codeBaseUrl }) =>
			rayganSmsClient(door, { baseUrl: String(baseUrl), codeBaseUrl: String(codeBaseUrl) }),
	});
}
