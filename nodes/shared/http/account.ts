import type { IDataObject } from 'n8n-workflow';

import { fingerprint } from '../prints/fingerprint';

/** An account, by names that outlive a renewed key, a new password and a corrected base URL. */
export interface AccountNames {
	/** What it sent in this process stands under it. */
	readonly sentUnder: string;
	/** What is kept of it stands under it. Has a colon, which names of release 0.1.0 have not. */
	readonly own: string;
	/** Whether a kept name stands for the same account, the surest first. */
	readonly isSame: ReadonlyArray<(kept: string) => boolean>;
}

/** A credential, and what tells its account from others. */
export interface NamedCredential {
	readonly credentialType: string;
	readonly credential: IDataObject;
	/** n8n's id of it; undefined where the node has none. */
	readonly record: string | undefined;
	/** The fields that name the account where there is no user. */
	readonly secretNames: readonly string[];
}

const PRINT_LENGTH = 12;

function accountPrint(value: unknown): string {
	return fingerprint(JSON.stringify(value), PRINT_LENGTH);
}

const trimmed = (value: unknown) => String(value ?? '').trim();

/**
 * Names the account of a credential. A user has a name, which is the same account in any credential.
 * Where there is nothing but a key, the same key is the same account in any credential, and another key
 * in the same credential is one that was renewed.
 */
export function accountNames({
	credentialType,
	credential,
	record,
	secretNames,
}: NamedCredential): AccountNames {
	const { username, baseUrl } = credential;
	const keys = secretNames.map((name) => credential[name]);
	const old = accountPrint([baseUrl, username ?? keys]);
	const isOld = (kept: string) => kept === old;
	if (username !== undefined) {
		const own = `user:${accountPrint([credentialType, trimmed(username).toLowerCase()])}`;
		return { sentUnder: own, own, isSame: [(kept) => kept === own, isOld] };
	}
	const ofKey = `/${accountPrint(keys.map(trimmed))}`;
	const isOfKey = (kept: string) => kept.endsWith(ofKey);
	if (!record) {
		const own = `key:${ofKey}`;
		return { sentUnder: own, own, isSame: [isOfKey, isOld] };
	}
	const sentUnder = `record:${encodeURIComponent(record)}`;
	const isOfRecord = (kept: string) => kept.startsWith(`${sentUnder}/`);
	return { sentUnder, own: sentUnder + ofKey, isSame: [isOfKey, isOfRecord, isOld] };
}
