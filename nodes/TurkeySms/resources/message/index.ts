import type { Resource } from '../../../shared/operations/node';
import type { TurkeySmsConnection } from '../../connection';
import { getStatus } from './getStatus.operation';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendBulk } from './sendBulk.operation';
import { sendPersonalized } from './sendPersonalized.operation';

export const message: Resource<TurkeySmsConnection> = {
	name: 'Message',
	value: 'message',
	operations: [send, sendBulk, sendPersonalized, getStatus, preview],
};
