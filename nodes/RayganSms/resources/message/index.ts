import type { Resource } from '../../../shared/operations/node';
import type { RayganSmsConnection } from '../../connection';
import { withOutput } from '../../../shared/operations/outputFields';
import { previewOutput, sendOutput } from './outputFields';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait.operation';
import { sendPattern } from './sendPattern.operation';
import { sendPersonalized } from './sendPersonalized.operation';
import { sendToPort } from './sendToPort.operation';

export const message: Resource<RayganSmsConnection> = {
	name: 'Message',
	value: 'message',
	operations: [
		withOutput(send, sendOutput),
		sendPattern,
		sendPersonalized,
		sendToPort,
		sendAndWait,
		withOutput(preview, previewOutput),
	],
};
