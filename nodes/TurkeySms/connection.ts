import { connection } from '../shared/node/connection';
import type { HttpContext } from '../shared/node/http';
import type { TurkeySmsClient } from './api/client';
import { turkeySmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'TurkeySMS';

/** Makes clients that act with the node's credential. `timeoutMs` bounds each request. */
export function connect(context: HttpContext): (timeoutMs: number) => Promise<TurkeySmsClient> {
	return connection(context, {
		provider: PROVIDER,
		credentialType: 'turkeySmsApi',
		secretNames: ['apiKey'],
		clientOf: (door, { baseUrl }) => turkeySmsClient(door, String(baseUrl)),
	});
}
