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

/** Reads the node's credential and answers what makes a client for a time limit a request (ms). */
export type Connect<Client> = () => Promise<(timeoutMs: number) => Client>;

const CREDENTIAL_OF_ITEM = 0;

/**
 * Makes clients that act with the node's credential, one for each time limit. The credential is read
 * once: reading it costs the host a decryption, and it is the same for all items.
 */
export function connection<Client>(
	context: HttpContext,
	{ provider, credentialType, secretNames, clientOf }: ConnectionSettings<Client>,
): Connect<Client> {
	async function clients() {
		const credential: IDataObject = await context.getCredentials(
			credentialType,
			CREDENTIAL_OF_ITEM,
		);
		const byTimeLimit = new Map<number, Client>();
		return (timeoutMs: number): Client => {
			const known = byTimeLimit.get(timeoutMs);
			if (known !== undefined) return known;
			const settings = { provider, credentialType, credential, secretNames, timeoutMs };
			const client = clientOf(openDoor(context, settings), credential);
			byTimeLimit.set(timeoutMs, client);
			return client;
		};
	}

	let connected: ReturnType<typeof clients> | undefined;
	return async () => await (connected ??= clients());
}
