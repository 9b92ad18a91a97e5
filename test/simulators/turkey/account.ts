import { Refusal } from '../core/answer';
import type { TurkeyCall, TurkeyReply } from './call';
import { messageOf } from './resultCodes';

/** Settings of the simulated account; a test changes them as it likes. */
export interface TurkeyAccount {
	apiKey: string;
	/** Further keys of the account */
	otherKeys: string[];
	active: boolean;
	userId: string;
	accountName: string;
	/** Messages (a part is one) within Turkey */
	localBalance: number;
	/** TRY */
	internationalBalance: number;
	/** TRY a part abroad */
	internationalPrice: number;
	internationalEnabled: boolean;
	senderIds: Array<{ name: string; active: boolean }>;
	postEnabled: boolean;
	getEnabled: boolean;
	statusEnabled: boolean;
	balanceEnabled: boolean;
	/** How many messages any 60 seconds may hold; the provider publishes no figure */
	messagesPerMinute: number;
	/** Whether a bulk request that is too large for the minute is taken as far as it fits, and then refused */
	takesWhatFits: boolean;
	echoKeyInBalance: boolean;
}

export function defaultTurkeyAccount(): TurkeyAccount {
	return {
		apiKey: 'demo-api-key',
		otherKeys: [],
		active: true,
		userId: '1001',
		accountName: 'Demo Account',
		localBalance: 100_000,
		internationalBalance: 100,
		internationalPrice: 2,
		internationalEnabled: false,
		senderIds: [
			{ name: 'TURKEY SMS', active: true },
			{ name: 'PASSIVE', active: false },
		],
		postEnabled: true,
		getEnabled: true,
		statusEnabled: true,
		balanceEnabled: true,
		messagesPerMinute: Number.POSITIVE_INFINITY,
		takesWhatFits: false,
		echoKeyInBalance: true,
	};
}

const done = (code: string): TurkeyReply => ({
	result_code: code,
	result_message: messageOf(code),
});

export function login({ state }: TurkeyCall): TurkeyReply {
	const { userId, accountName } = state.account;
	return { ...done('TS-1046'), user_id: userId, account_name: accountName };
}

/** The reply holds the key itself, as the document's does. */
export function getBalance({ state }: TurkeyCall): TurkeyReply {
	const { account } = state;
	if (!account.balanceEnabled) throw new Refusal('TS-1065');
	return {
		...done('TS-1040'),
		...(account.echoKeyInBalance && { api_key: account.apiKey }),
		local_balance_sms: String(account.localBalance),
		international_balance_tl: String(account.internationalBalance),
	};
}

export function getSenderIds({ state }: TurkeyCall): TurkeyReply {
	const { senderIds } = state.account;
	const list =
		state.style.senderIds === 'strings'
			? senderIds.map(({ name }) => name)
			: senderIds.map(({ name, active }) => ({
					sender_id: name,
					status: active ? 'active' : 'passive',
				}));
	return { ...done('TS-1040'), sender_ids: list };
}
