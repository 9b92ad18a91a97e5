import { Refusal } from '../core/answer';
import { lastTen } from '../core/delivery';
import { countParts } from '../core/parts';
import type { RayganCall, RayganReply } from './call';
import { whiteListBody } from './schemas';

/** Settings of the simulated account; a test changes them as it likes. */
export interface RayganAccount {
	username: string;
	password: string;
	/** Further users and passwords that the account lets in */
	otherLogins: Array<{ username: string; password: string }>;
	/** Rial */
	credit: number;
	lines: string[];
	/** Lines that send patterns */
	serviceLines: string[];
	/** A GUID in lower case, which signs pattern sends */
	accessHash: string;
	/** Registered texts by their GUID in lower case; `{token1}` … `{token9}` are their placeholders */
	patterns: Record<string, string>;
	webServiceEnabled: boolean;
	/** Whether the caller's IP address is on the account's list */
	allowedIp: boolean;
	/** Rial a part that needs UCS-2 */
	persianPrice: number;
	/** Rial a part in GSM-7 */
	latinPrice: number;
	/** Numbers, in any form, that refuse advertising */
	blacklist: string[];
}

/** The pattern that every account begins with: its text is its first token. */
export const SAMPLE_PATTERN = '6f1b2a90-3c4d-4e5f-8a6b-7c8d9e0f1a2b';

export function defaultRayganAccount(): RayganAccount {
	return {
		username: 'demo',
		password: 'demo-password',
		otherLogins: [],
		credit: 1_000_000,
		lines: ['50002910001080', '5000299558253'],
		serviceLines: ['50002910001080', '5000299558253'],
		accessHash: '3f2a9c4e-1b7d-4c58-9a60-5d8e2b7f4c11',
		patterns: { [SAMPLE_PATTERN]: '{token1}' },
		webServiceEnabled: true,
		allowedIp: true,
		persianPrice: 112,
		latinPrice: 275,
		blacklist: [],
	};
}

export function isBlacklisted(account: RayganAccount, mobile: string): boolean {
	return account.blacklist.some((listed) => lastTen(listed) === lastTen(mobile));
}

export function requireLine(lines: readonly string[], line: string): void {
	if (!/^\d+$/.test(line)) throw new Refusal(1002);
	if (!lines.includes(line)) throw new Refusal(2001);
}

export interface Quote {
	parts: number;
	/** Rial for one recipient */
	price: number;
	/** More parts than the service takes */
	tooLong: boolean;
}

const MAX_PARTS = 10;

export function quote(account: RayganAccount, text: string): Quote {
	const { encoding, parts } = countParts(text);
	const perPart = encoding === 'ucs2' ? account.persianPrice : account.latinPrice;
	return { parts, price: parts * perPart, tooLong: parts > MAX_PARTS };
}

/** @returns whether the credit was enough; it is taken then */
export function pay(account: RayganAccount, price: number): boolean {
	if (account.credit < price) return false;
	account.credit -= price;
	return true;
}

export function getCredit({ state }: RayganCall): RayganReply {
	return { code: 0, result: state.account.credit };
}

export function getPrices({ state }: RayganCall): RayganReply {
	const { persianPrice, latinPrice } = state.account;
	return { code: 0, result: { Fa_Price: persianPrice, En_Price: latinPrice } };
}

/** The clean numbers alone come back, as JSON numbers, which have no leading 0. */
export function showWhiteList({ state, body }: RayganCall): RayganReply {
	const clean = whiteListBody
		.parse(body)
		.mobileslist.filter((mobile) => /^(0|98)?9\d{9}$/.test(mobile))
		.filter((mobile) => !isBlacklisted(state.account, mobile));
	return { code: 0, result: clean.map((mobile) => Number(lastTen(mobile))) };
}
