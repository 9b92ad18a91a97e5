import type { Resource } from '../../../shared/node/node';
import type { TurkeySmsClient } from '../../api/client';
import { getBalance } from './getBalance.operation';

export const account: Resource<TurkeySmsClient> = {
	name: 'Account',
	value: 'account',
	operations: [getBalance],
};
