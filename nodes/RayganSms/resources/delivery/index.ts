import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsClient } from '../../api/client';
import { getGroupId } from './getGroupId.operation';
import { getGroupStatus } from './getGroupStatus.operation';
import { getMessageStatus } from './getMessageStatus.operation';

export const delivery: Resource<RayganSmsClient> = {
	name: 'Delivery',
	value: 'delivery',
	operations: [getGroupStatus, getMessageStatus, getGroupId],
};
