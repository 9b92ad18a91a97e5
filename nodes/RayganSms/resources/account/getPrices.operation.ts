import { askAccount } from '../../../shared/operations/askAccount';
import type { RayganSmsClient } from '../../api/client';

export const getPrices = askAccount({
	option: {
		name: 'Get Prices',
		value: 'getPrices',
		action: 'Get the prices of messages',
		description: 'Get what one part of a Persian and of a Latin message costs, in Rial',
	},
	ask: async (client: RayganSmsClient) => await client.getPrices(),
	jsonsOf: (prices) => [{ ...prices, currency: 'IRR' }],
});
