import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsClient } from '../../api/client';
import { getMany } from './getMany.operation';

export const inbox: Resource<RayganSmsClient> = {
	name: 'Inbox',
	value: 'inbox',
	operations: [getMany],
};
