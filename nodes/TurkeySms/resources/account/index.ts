import type { Resource } from '../../../shared/operations/node';
import type { TurkeySmsClient } from '../../api/client';
import { authenticate } from './authenticate.operation';
import { getBalance } from './getBalance.operation';
import { getSenderIds } from './getSenderIds.operation';

export const account: Resource<TurkeySmsClient> = {
	name: 'Account',
	value: 'account',
	operations: [getBalance, getSenderIds, authenticate],
};
