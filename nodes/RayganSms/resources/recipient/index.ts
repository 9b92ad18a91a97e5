import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsClient } from '../../api/client';
import { checkBlacklist } from './checkBlacklist.operation';

export const recipient: Resource<RayganSmsClient> = {
	name: 'Recipient',
	value: 'recipient',
	operations: [checkBlacklist],
};
