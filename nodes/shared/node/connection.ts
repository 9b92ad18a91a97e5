import type { IDataObject } from 'n8n-workflow';

import type { HttpContext, HttpDoor } from './http';
import { openDoor } from './http';

export interface ConnectionSettings<Client> {
	/** The provider's name in texts for users. */
	readonly provider: string;
	readonly credentialType: string;
	/** Fields of the credential that must never come out. */
	readonly secretNames: readonly string[];
	clientOf(door: HttpDoor, credential: IDataObject): Client;
}

const CREDENTIAL_OF_ITEM = 0;

/**
 * Makes clients that act with the node's credential, one for each time limit a request (ms). The
 * credential is read once: reading it costs the host a decryption, and it is the same for all items.
 */
export function connection<Client>(
	context: HttpContext,
	{ provider, credentialType, secretNames, clientOf }: ConnectionSettings<Client>,
): (timeoutMs: number) => Promise<Client> {
	let credential: Promise<IDataObject> | undefined;
	const clients = new Map<number, Client>();
	return async (timeoutMs) => {
		credential ??= context.getCredentials(credentialType, CREDENTIAL_OF_ITEM);
		const read = await credential;
		const client =
			clients.get(timeoutMs) ??
			clientOf(
				openDoor(context, { provider, credentialType, credential: read, secretNames, timeoutMs }),
				read,
			);
		clients.set(timeoutMs, client);
		return client;
	};
}
