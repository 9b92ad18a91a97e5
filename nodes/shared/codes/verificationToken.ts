import { randomBytes, timingSafeEqual } from 'crypto';

import type { Sign } from './signature';

/** A code that was sent to a number. */
export interface SentTo {
	/** E.164 */
	readonly recipient: string;
	/** Plain digits. */
	readonly code: string;
}

/** What a token alone says of a typed code. */
export type TokenVerdict = 'valid' | 'wrong' | 'expired' | 'otherNumber';

/**
 * Version, expiry in Unix seconds, print of the number, print of the code, what makes it another token
 * than that of the same code in the same second, seal over all before it. The tokens of release 0.1.0
 * are without the last but one.
 */
const TOKEN = /^(v1\.(\d{1,12})\.([\w-]{22})\.([\w-]{22})(?:\.[\w-]{11})?)\.([\w-]{22})$/;
const PRINT_BYTES = 16;
const NONCE_BYTES = 8;

/**
 * 128 bits in base64url. A code has a million values at most, and numbers are no secret either: that a
 * print cannot be looked up rests on its key alone.
 */
function print(sign: Sign, ...parts: readonly string[]): string {
	return sign(JSON.stringify(parts)).subarray(0, PRINT_BYTES).toString('base64url');
}

const numberPrint = (sign: Sign, expiry: string, { recipient }: SentTo) =>
	print(sign, 'number', expiry, recipient);

const codePrint = (sign: Sign, expiry: string, { recipient, code }: SentTo) =>
	print(sign, 'code', expiry, recipient, code);

function areEqual(one: string, other: string): boolean {
	return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/**
 * Makes the text that stands for a sent code until somebody types it, so that nothing has to be stored.
 *
 * @param expiresAtSeconds Unix seconds; from then on the code is expired
 */
export function makeToken(sign: Sign, sent: SentTo, expiresAtSeconds: number): string {
	const expiry = String(expiresAtSeconds);
	const nonce = randomBytes(NONCE_BYTES).toString('base64url');
	const body = `v1.${expiry}.${numberPrint(sign, expiry, sent)}.${codePrint(sign, expiry, sent)}.${nonce}`;
	return `${body}.${print(sign, 'seal', body)}`;
}

/**
 * Compares a typed code with the sent one, in constant time. Undefined where the token is none, was
 * changed, or was made with another secret.
 */
export function checkToken(
	sign: Sign,
	token: string,
	typed: SentTo,
	nowMs: number,
): TokenVerdict | undefined {
	const [, body = '', expiry = '', number = '', code = '', seal = ''] = TOKEN.exec(token) ?? [];
	if (body === '' || !areEqual(seal, print(sign, 'seal', body))) return undefined;
	const isCode = areEqual(code, codePrint(sign, expiry, typed));
	if (!areEqual(number, numberPrint(sign, expiry, typed))) return 'otherNumber';
	if (nowMs >= Number(expiry) * 1000) return 'expired';
	return isCode ? 'valid' : 'wrong';
}

/** What the tries of a genuine token are counted under: neither token nor code can be read from it. */
export const triesPrint = (sign: Sign, token: string): string => print(sign, 'tries', token);
