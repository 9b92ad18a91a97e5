import { randomInt } from 'crypto';

import { toIso } from '../sms/dates';
import type { Sign } from './signature';
import type { SentTo } from './verificationToken';
import { makeToken } from './verificationToken';

/**
 * A new code of so many digits, by a generator that nobody can foresee. It does not begin with 0: a form
 * or a table that takes it for a number would lose that.
 */
export function newCode(digits: number): string {
	return String(randomInt(10 ** (digits - 1), 10 ** digits));
}

/** What a token is made with. */
export interface Issuer {
	readonly sign: Sign;
	/** The workflow's IANA time zone. */
	readonly zone: string;
}

/** The output fields by which a code that was sent just now can be checked until its time is over. */
export function issueToken(
	{ sign, zone }: Issuer,
	sent: SentTo,
	lifetimeMinutes: number,
): { verificationToken: string; expiresAt: string } {
	const expiresAtSeconds = Math.ceil(Date.now() / 1000 + lifetimeMinutes * 60);
	return {
		verificationToken: makeToken(sign, sent, expiresAtSeconds),
		expiresAt: toIso(expiresAtSeconds * 1000, zone),
	};
}
