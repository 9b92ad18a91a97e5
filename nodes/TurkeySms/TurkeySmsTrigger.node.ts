import type { INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { TriggerEvent } from '../shared/polling/event';
import { pollFor, triggerForm } from '../shared/polling/trigger';
import type { TurkeySmsConnection } from './connection';
import { connectionOf, PROVIDER } from './connection';
import { creditLow } from './triggers/creditLow';
import { deliveryStatusChanged } from './triggers/deliveryStatusChanged';
import { reportChanged } from './triggers/reportChanged';

const EVENTS: ReadonlyArray<TriggerEvent<TurkeySmsConnection>> = [
	deliveryStatusChanged,
	reportChanged,
	creditLow,
];

export class TurkeySmsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TurkeySMS Trigger',
		name: 'turkeySmsTrigger',
		icon: { light: 'file:../../icons/turkeySms.svg', dark: 'file:../../icons/turkeySms.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description:
			'Starts a workflow when messages sent through TurkeySMS are delivered, when a report changes, or when a balance runs low',
		defaults: { name: 'TurkeySMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'turkeySmsApi', required: true }],
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
