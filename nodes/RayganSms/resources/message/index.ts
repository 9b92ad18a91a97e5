import type { Resource } from '../../../shared/operations/node';
import { withOutput } from '../../../shared/operations/outputFields';
import type { RayganSmsClient } from '../../api/client';
import { previewOutput, sendOutput } from './outputFields';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendAndWait } from './sendAndWait.operation';
import { sendPattern } from './sendPattern.operation';
import { sendPersonalized } from './sendPersonalized.operation';
import { sendToPort } from './sendToPort.operation';

export const message: Resource<RayganSmsClient> = {
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
