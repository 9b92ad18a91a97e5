import { askAccount } from '../../../shared/operations/askAccount';
import type { TurkeySmsClient } from '../../api/client';

export const authenticate = askAccount({
	option: {
		name: 'Authenticate',
		value: 'authenticate',
		action: 'Check the API key and get its account',
		description: 'Check that the API key works, and get the ID and name of the account it is for',
	},
	ask: async (client: TurkeySmsClient) => await client.authenticate(),
	jsonsOf: (account) => [account],
});
