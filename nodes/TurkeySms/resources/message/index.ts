import type { Resource } from '../../../shared/operations/node';
import type { TurkeySmsConnection } from '../../connection';
import { withOutput } from '../../../shared/operations/outputFields';
import { getStatus } from './getStatus.operation';
import { bulkOutput, personalOutput, sendOutput } from './outputFields';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait.operation';
import { sendBulk } from './sendBulk.operation';
import { sendPersonalized } from './sendPersonalized.operation';

export const message: Resource<TurkeySmsConnection> = {
	name: 'Message',
	value: 'message',
	operations: [
		withOutput(send, sendOutput),
		withOutput(sendBulk, bulkOutput),
		withOutput(sendPersonalized, personalOutput),
		sendAndWait,
		getStatus,
		preview,
	],
};
