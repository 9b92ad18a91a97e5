import type { Sign } from '../shared/codes/signature';
import { signWith } from '../shared/codes/signature';
import type { Connection } from '../shared/http/connection';
import { connection } from '../shared/http/connection';
import type { HttpContext } from '../shared/http/door';
import type { TurkeySmsClient } from './api/client';
import { turkeySmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'TurkeySMS';

/** Tokens that were made with another purpose are none. */
const TOKEN_PURPOSE = 'n8n-nodes-raygansms-turkeysms: verification token';

/** What operations get of a credential: the calls that it allows, and signatures, but never the key. */
export interface TurkeySmsConnection extends TurkeySmsClient {
	readonly sign: Sign;
	/** The sender ID for sends that name none; empty where there is none. */
	readonly defaultTitle: string;
}

/** How to get clients that act with the node's credential. */
export function connectionOf(context: HttpContext): Connection<TurkeySmsConnection> {
	return connection(context, {
		provider: PROVIDER,
		credentialType: 'turkeySmsApi',
		secretNames: ['apiKey'],
		clientOf: (door, { apiKey, baseUrl, defaultTitle }) => ({
			...turkeySmsClient(door, String(baseUrl)),
			sign: signWith(String(apiKey ?? ''), TOKEN_PURPOSE),
			defaultTitle: String(defaultTitle ?? ''),
		}),
	});
}
