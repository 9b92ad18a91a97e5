import { askAccount } from '../../../shared/operations/askAccount';
import type { RayganSmsClient } from '../../api/client';

export const getCredit = askAccount({
	option: {
		name: 'Get Credit',
		value: 'getCredit',
		action: 'Get the credit of the account',
		description: 'Get the credit that is left on the account, in Rial',
	},
	ask: async (client: RayganSmsClient) => await client.getCredit(),
	jsonsOf: ({ credit }) => [{ credit, currency: 'IRR' }],
});
