import { hash } from 'crypto';

/** The digits of base64url by their values: six bits each. */
export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A short text that stands for a long one: equal for equal texts, and of `length` digits, six bits each.
 *
 * @param encoding `base64` where what is kept was written by it
 */
export function fingerprint(
	text: string,
	length: number,
	encoding: 'base64url' | 'base64' = 'base64url',
): string {
	return hash('sha256', text, encoding).slice(0, length);
}
