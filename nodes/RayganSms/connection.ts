import type { IDataObject } from 'n8n-workflow';

import { checkBaseUrl } from '../shared/http/baseUrl';
import type { Connection } from '../shared/http/connection';
import { connection } from '../shared/http/connection';
import type { HttpContext } from '../shared/http/door';
import type { BaseUrls, RayganSmsClient } from './api/client';
import { rayganSmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'Raygan SMS';

/** What operations get of a credential: the calls that it allows, and the line that it names. */
export interface RayganSmsConnection extends RayganSmsClient {
	/** For sends that name none, as it was typed; empty where there is none. */
	readonly defaultLine: string;
}

/**
 * Where one address cannot be used it stands for both, so that every call is refused with its reason:
 * the credential signs no request at all then, and n8n would not say why.
 */
function baseUrlsOf(credential: IDataObject): BaseUrls {
	const baseUrl = String(credential.baseUrl);
	const codeBaseUrl = String(credential.codeBaseUrl);
	const unusable = [baseUrl, codeBaseUrl].find((url) => !checkBaseUrl(url).ok);
	return { baseUrl: unusable ?? baseUrl, codeBaseUrl: unusable ?? codeBaseUrl };
}

/** How to get clients that act with the node's credential. */
export function connectionOf(context: HttpContext): Connection<RayganSmsConnection> {
	return connection(context, {
		provider: PROVIDER,
		credentialType: 'rayganSmsApi',
		secretNames: ['password'],
		clientOf: (door, credential) => ({
			...rayganSmsClient(door, baseUrlsOf(credential)),
			defaultLine: String(credential.defaultLine ?? ''),
		}),
	});
}
