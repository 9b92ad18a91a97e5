import { createHmac, hkdfSync, randomBytes } from 'crypto';

/** Signs a text with a key that whoever has the API key can derive, and nobody else. 32 bytes. */
export type Sign = (text: string) => Buffer;

const PURPOSE = 'n8n-nodes-raygansms-turkeysms: verification token';
const KEY_BYTES = 32;

/** HMAC-SHA-256 with a key of its own, derived from the API key by HKDF (RFC 5869). */
export function signWith(apiKey: string): Sign {
	let key: Uint8Array | undefined;
	return (text) => {
		// Everybody knows an empty key: what is signed then must never be found genuine.
		const secret = apiKey === '' ? randomBytes(KEY_BYTES) : apiKey;
		key ??= new Uint8Array(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
		return createHmac('sha256', key).update(text).digest();
	};
}
