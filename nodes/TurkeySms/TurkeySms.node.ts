import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { execute, formOf } from '../shared/node/node';
import { connect, PROVIDER } from './connection';
import { searchSenderIds } from './listSearch';
import { account } from './resources/account';
import { message } from './resources/message';

const RESOURCES = [message, account];

export class TurkeySms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TurkeySMS',
		name: 'turkeySms',
		icon: { light: 'file:../../icons/turkeySms.svg', dark: 'file:../../icons/turkeySms.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS in Turkey and abroad through TurkeySMS',
		defaults: { name: 'TurkeySMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'turkeySmsApi', required: true }],
		properties: formOf(RESOURCES),
	};

	methods = { listSearch: { searchSenderIds } };

	async execute(this: IExecuteFunctions) {
		return await execute(RESOURCES, {
			context: this,
			provider: PROVIDER,
			clientFor: connect(this),
		});
	}
}
