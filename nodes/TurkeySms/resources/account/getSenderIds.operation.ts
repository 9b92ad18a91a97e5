import { askAccount } from '../../../shared/operations/askAccount';
import type { TurkeySmsClient } from '../../api/client';

export const getSenderIds = askAccount({
	option: {
		name: 'Get Sender IDs',
		value: 'getSenderIds',
		action: 'Get the sender IDs of the account',
		description: 'Get the names that the account can send from, one item a sender ID',
	},
	ask: async (client: TurkeySmsClient) => await client.getSenderIds(),
	jsonsOf: (names) => names.map((senderId) => ({ senderId })),
});
