import { askAccount } from '../../../shared/operations/askAccount';
import type { TurkeySmsClient } from '../../api/client';

export const getBalance = askAccount({
	option: {
		name: 'Get Balance',
		value: 'getBalance',
		action: 'Get the balance of the account',
		description:
			'Get the number of messages left within Turkey and the amount left for sending abroad, in Turkish lira',
	},
	ask: async (client: TurkeySmsClient) => await client.getBalance(),
	jsonsOf: (balance) => [balance],
});
