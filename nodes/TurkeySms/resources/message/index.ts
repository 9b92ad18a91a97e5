import type { Resource } from '../../../shared/operations/node';
import type { TurkeySmsClient } from '../../api/client';
import { getStatus } from './getStatus.operation';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendBulk } from './sendBulk.operation';
import { sendPersonalized } from './sendPersonalized.operation';

export const message: Resource<TurkeySmsClient> = {
	name: 'Message',
	value: 'message',
	operations: [send, sendBulk, sendPersonalized, getStatus, preview],
};
