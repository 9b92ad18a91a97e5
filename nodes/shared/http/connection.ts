import isEqual from 'lodash/isEqual';
import type { IDataObject } from 'n8n-workflow';

import type { AccountNames } from './account';
import { accountNames } from './account';
import { credentialsOfItems } from './credentialsOfItems';
import type { Checked, Fault } from '../faults/faults';
import type { HttpContext, HttpDoor } from './door';
import { openDoor } from './door';

/** The door of one account. */
export interface AccountDoor extends HttpDoor {
	/** What it sends is noted under this name. */
	readonly account: string;
}

export interface ConnectionSettings<Client> {
	/** The provider's name in texts for users. */
	readonly provider: string;
	readonly credentialType: string;
	/** Fields of the credential that must never come out. */
	readonly secretNames: readonly string[];
	clientOf(door: AccountDoor, credential: IDataObject): Client;
}

/** A client that acts for an item; items of one account have the same `login`, a small number. */
export interface ItemLogin<Client> {
	readonly client: Client;
	readonly login: number;
}

/** Makes what gives an item its client, for a time limit a request (ms). */
export type ConnectItems<Client> = (
	itemCount: number,
) => Promise<(itemIndex: number, timeoutMs: number) => Checked<ItemLogin<Client>>>;

/** Reads the node's credential and answers what makes a client for a time limit a request (ms). */
export type Connect<Client> = () => Promise<(timeoutMs: number) => Client>;

/** The same for whoever has no items, and for the items of a run. */
export type Connection<Client> = Connect<Client> & {
	readonly forItems: ConnectItems<Client>;
	/** The names of the account, for whoever has no items. */
	names(): Promise<AccountNames>;
};

const FIRST_ITEM = 0;

/**
 * Makes clients that act with the node's credential, one for each account and time limit. n8n resolves
 * expressions in a credential for each item, so each item has its own.
 */
export function connection<Client>(
	context: HttpContext,
	settings: ConnectionSettings<Client>,
): Connection<Client> {
	const { provider, credentialType, secretNames, clientOf } = settings;

	const namesOf = (credential: IDataObject) =>
		accountNames({
			credentialType,
			credential,
			record: context.getNode().credentials?.[credentialType]?.id ?? undefined,
			secretNames,
		});

	/** Where the credential of a run stands for several accounts, its id does not tell them apart. */
	function clientsOf(credential: IDataObject, isOnlyOne: boolean) {
		const { sentUnder, own } = namesOf(credential);
		const account = isOnlyOne ? sentUnder : own;
		const byTimeLimit = new Map<number, Client>();
		return (timeoutMs: number): Client => {
			const known = byTimeLimit.get(timeoutMs);
			if (known !== undefined) return known;
			const door = openDoor(context, {
				provider,
				credentialType,
				credential,
				secretNames,
				timeoutMs,
			});
			const client = clientOf({ ...door, account }, credential);
			byTimeLimit.set(timeoutMs, client);
			return client;
		};
	}

	async function single() {
		const credential: IDataObject = await context.getCredentials(credentialType, FIRST_ITEM);
		return { clientFor: clientsOf(credential, true), names: namesOf(credential) };
	}

	const forItems: ConnectItems<Client> = async (itemCount) => {
		const credentialOf = await credentialsOfItems(context, credentialType, itemCount);
		const numbers = new Map<IDataObject, number>();
		const distinct: IDataObject[] = [];
		for (let index = 0; index < itemCount; index += 1) {
			const credential = credentialOf(index);
			if (credential === undefined || numbers.has(credential)) continue;
			const known = distinct.findIndex((other) => isEqual(other, credential));
			numbers.set(credential, known < 0 ? distinct.push(credential) - 1 : known);
		}
		const clients = distinct.map((credential) => clientsOf(credential, distinct.length === 1));
		return (itemIndex, timeoutMs) => {
			const credential = credentialOf(itemIndex);
			const login = credential === undefined ? undefined : numbers.get(credential);
			const client = login === undefined ? undefined : clients[login]?.(timeoutMs);
			if (login === undefined || client === undefined) {
				return { ok: false, fault: notRead() };
			}
			return { ok: true, value: { client, login } };
		};
	};

	let connected: ReturnType<typeof single> | undefined;
	const connect = async () => await (connected ??= single());
	return Object.assign(async () => (await connect()).clientFor, {
		forItems,
		names: async () => (await connect()).names,
	});
}

function notRead(): Fault {
	return {
		code: 'credential-not-read',
		meaning: 'The credential could not be read for this item',
		whatToDo: 'Check the expressions in the fields of the credential against the data of the item',
		httpCode: 422,
		foundBy: 'check',
	};
}
