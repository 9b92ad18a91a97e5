import { createHash } from 'crypto';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { AccountNames } from './partNames';

export type CredentialContext = Pick<IPollFunctions, 'getCredentials' | 'getNode'>;

const PRINT_LENGTH = 12;

function printOf(value: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(value))
		.digest('base64url')
		.slice(0, PRINT_LENGTH);
}

/** The print by which release 0.1.0 kept what it knew of an account. */
const oldPrintOf = ({ baseUrl }: IDataObject, user: unknown) => printOf([baseUrl, user]);

/**
 * The account of a credential whose user has a name: that stays the same with a new password, at a
 * corrected address, and in another credential.
 */
export async function accountOfUser(
	context: CredentialContext,
	credentialType: string,
): Promise<AccountNames> {
	const credential: IDataObject = await context.getCredentials(credentialType);
	const { username } = credential;
	const own = `user:${printOf(
		String(username ?? '')
			.trim()
			.toLowerCase(),
	)}`;
	const old = oldPrintOf(credential, username);
	return { own, isSame: [(kept) => kept === own, (kept) => kept === old] };
}

/**
 * The account of a credential that has nothing but a key. The same key is the same account in any
 * credential; another key in the same credential is one that was renewed.
 *
 * @param keyName of the credential's field
 */
export async function accountOfKey(
	context: CredentialContext,
	credentialType: string,
	keyName: string,
): Promise<AccountNames> {
	const credential: IDataObject = await context.getCredentials(credentialType);
	const key = credential[keyName];
	const record = context.getNode().credentials?.[credentialType]?.id ?? '';
	const ofRecord = `record:${encodeURIComponent(record)}/`;
	const ofKey = `/${printOf(String(key ?? '').trim())}`;
	const old = oldPrintOf(credential, [key]);
	return {
		own: (record === '' ? 'key:' : ofRecord.slice(0, -1)) + ofKey,
		isSame: [
			(kept) => kept.endsWith(ofKey),
			(kept) => record !== '' && kept.startsWith(ofRecord),
			(kept) => kept === old,
		],
	};
}
