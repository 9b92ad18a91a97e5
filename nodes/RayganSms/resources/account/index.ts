import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsClient } from '../../api/client';
import { getCredit } from './getCredit.operation';
import { getPrices } from './getPrices.operation';

export const account: Resource<RayganSmsClient> = {
	name: 'Account',
	value: 'account',
	operations: [getCredit, getPrices],
};
