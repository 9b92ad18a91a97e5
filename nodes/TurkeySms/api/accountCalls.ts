import { z } from 'zod';

import { anything } from '../../shared/form/oneStep';
import type { Answer } from '../../shared/faults/faults';
import type { Call } from './call';
import { count, words } from './schemas';
import { findSenderIds } from './senderIds';

export interface AccountCalls {
	/** authenticate/login: whose account the API key is. */
	authenticate(): Promise<Answer<Login>>;
	/** bakiye_sorgulama: messages left within Turkey, and Turkish lira left for abroad. */
	getBalance(): Promise<Answer<Balance>>;
	/** senderid_sorgulama: the account's sender IDs. */
	getSenderIds(): Promise<Answer<string[]>>;
}

const login = z
	.object({ user_id: words, account_name: words })
	.transform((reply) => ({ userId: reply.user_id, accountName: reply.account_name }));

export type Login = z.infer<typeof login>;

/** Either can be blank, for example in an account without international sending. The echoed key is not read. */
const balance = z
	.object({ local_balance_sms: count, international_balance_tl: count })
	.refine((reply) => (reply.local_balance_sms ?? reply.international_balance_tl) !== undefined, {
		message: 'no balance that can be read',
	})
	.transform((reply) => ({
		localBalance: reply.local_balance_sms,
		internationalBalance: reply.international_balance_tl,
	}));

export type Balance = z.infer<typeof balance>;

const senderIds = anything.transform(findSenderIds);

export function accountCalls({ post }: Call): AccountCalls {
	return {
		authenticate: async () => await post('authenticate/login', { report: 1 }, login),
		getBalance: async () => await post('bakiye_sorgulama/add-content', {}, balance),
		getSenderIds: async () =>
			await post('senderid_sorgulama/add-content', { report: 1 }, senderIds),
	};
}
