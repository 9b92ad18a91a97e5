import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsConnection } from '../../connection';
import { getMany } from './getMany.operation';

export const inbox: Resource<RayganSmsConnection> = {
	name: 'Inbox',
	value: 'inbox',
	operations: [getMany],
};
