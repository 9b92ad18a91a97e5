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

export function defaultRayganAccount(): RayganAccount {
	return {
		username: 'demo',
		password: 'demo-password',
		otherLogins: [],
		credit: 1_000_000,
		lines: ['50002910001080', '5000299558253'],
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

export function requireLine({ lines }: RayganAccount, line: string): void {
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
