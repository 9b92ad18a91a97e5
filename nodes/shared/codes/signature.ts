import { createHash, createHmac, hkdfSync, randomBytes, scryptSync } from 'crypto';

/** Signs a text with a key that whoever has the credential's secret can derive, and nobody else. 32 bytes. */
export type Sign = (text: string) => Buffer;

const KEY_BYTES = 32;

function signWithKey(derive: () => Uint8Array): Sign {
	let key: Uint8Array | undefined;
	return (text) => {
		key ??= derive();
		return createHmac('sha256', key).update(text).digest();
	};
}

/** Everybody knows an empty secret: what is signed then must never be found genuine. */
const keyOfNobody = (): Uint8Array => new Uint8Array(randomBytes(KEY_BYTES));

/**
 * HMAC-SHA-256 with a key of its own, derived by HKDF (RFC 5869) from a secret that nobody can guess,
 * such as an API key.
 *
 * @param purpose keeps the key apart from those for anything else
 */
export function signWith(secret: string, purpose: string): Sign {
	return signWithKey(() =>
		secret === ''
			? keyOfNobody()
			: new Uint8Array(hkdfSync('sha256', secret, '', purpose, KEY_BYTES)),
	);
}

/** 32 MB and about a tenth of a second for each guess. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };

const MOST_KEYS = 50;

/** By a print of what they were derived from; the oldest goes when there are many. */
const derivedKeys = new Map<string, Uint8Array>();

/**
 * The same for a password, which people choose. A token goes out to whoever logs in, who knows the
 * number and the code in it: with a quick derivation they could try passwords on it, so scrypt (RFC 7914)
 * makes each try slow. A derived key is kept, since runs are many and passwords few.
 *
 * @param user whose password it is; two accounts with one password have two keys
 */
export function signWithPassword(password: string, user: string, purpose: string): Sign {
	return signWithKey(() => {
		if (password === '') return keyOfNobody();
		const salt = JSON.stringify([purpose, user]);
		const name = createHash('sha256')
			.update(JSON.stringify([salt, password]))
			.digest('base64');
		const key =
			derivedKeys.get(name) ?? new Uint8Array(scryptSync(password, salt, KEY_BYTES, SCRYPT));
		derivedKeys.set(name, key);
		const [oldest] = derivedKeys.keys();
		if (derivedKeys.size > MOST_KEYS && oldest !== undefined) derivedKeys.delete(oldest);
		return key;
	});
}
