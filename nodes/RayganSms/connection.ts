import type { IDataObject } from 'n8n-workflow';

import type { Sign } from '../shared/codes/signature';
import { signWithPassword } from '../shared/codes/signature';
import { checkBaseUrl } from '../shared/http/baseUrl';
import type { Connection } from '../shared/http/connection';
import { connection } from '../shared/http/connection';
import type { HttpContext } from '../shared/http/door';
import type { BaseUrls, RayganSmsClient } from './api/client';
import { rayganSmsClient } from './api/client';

/** The provider's name in texts for users. */
export const PROVIDER = 'Raygan SMS';

/** Tokens that were made with another purpose are none. */
const TOKEN_PURPOSE = 'n8n-nodes-raygansms-turkeysms: verification token of Raygan SMS';

/** What operations get of a credential: the calls that it allows, and signatures and the line that it names, but no secret. */
export interface RayganSmsConnection extends RayganSmsClient {
	readonly sign: Sign;
	/** For sends that name none, as it was typed; empty where there is none. */
	readonly defaultLine: string;
}

const textOf = (value: unknown): string => String(value ?? '');

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
		secretNames: ['password', 'accessHash'],
		clientOf(door, credential) {
			const { username, password, accessHash, defaultLine } = credential;
			return {
				...rayganSmsClient(door, baseUrlsOf(credential), textOf(accessHash).trim()),
				sign: signWithPassword(textOf(password), textOf(username), TOKEN_PURPOSE),
				defaultLine: textOf(defaultLine),
			};
		},
	});
}
