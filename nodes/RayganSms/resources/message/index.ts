import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsConnection } from '../../connection';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendPersonalized } from './sendPersonalized.operation';
import { sendToPort } from './sendToPort.operation';

export const message: Resource<RayganSmsConnection> = {
	name: 'Message',
	value: 'message',
	operations: [send, sendPersonalized, sendToPort, preview],
};
