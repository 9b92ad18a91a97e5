import type { INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { TriggerEvent } from '../shared/polling/event';
import { pollFor, triggerForm } from '../shared/polling/trigger';
import type { RayganSmsClient } from './api/client';
import { connectionOf, PROVIDER } from './connection';
import { creditLow } from './triggers/creditLow';
import { deliveryStatusChanged } from './triggers/deliveryStatusChanged';
import { messageReceived } from './triggers/messageReceived';

const EVENTS: ReadonlyArray<TriggerEvent<RayganSmsClient>> = [
	messageReceived,
	deliveryStatusChanged,
	creditLow,
];

export class RayganSmsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Raygan SMS Trigger',
		name: 'rayganSmsTrigger',
		icon: { light: 'file:../../icons/rayganSms.svg', dark: 'file:../../icons/rayganSms.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description:
			'Starts a workflow when an SMS is received through Raygan SMS (Trez, پیامک), when a sent one is delivered, or when the credit runs low',
		defaults: { name: 'Raygan SMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'rayganSmsApi', required: true }],
		properties: triggerForm(EVENTS),
	};

	async poll(this: IPollFunctions) {
		return await pollFor(EVENTS, {
			context: this,
			provider: PROVIDER,
			connection: connectionOf(this),
		});
	}
}
