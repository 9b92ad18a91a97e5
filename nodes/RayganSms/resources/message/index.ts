import type { Resource } from '../../../shared/node/node';
import type { RayganSmsClient } from '../../api/client';
import { send } from './send.operation';

export const message: Resource<RayganSmsClient> = {
	name: 'Message',
	value: 'message',
	operations: [send],
};
