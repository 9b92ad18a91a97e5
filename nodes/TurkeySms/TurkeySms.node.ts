import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { Resource } from '../shared/operations/node';
import { execute, formOf } from '../shared/operations/node';
import type { TurkeySmsConnection } from './connection';
import { connectionOf, PROVIDER } from './connection';
import { searchSenderIds } from './listSearch';
import { account } from './resources/account';
import { message } from './resources/message';
import { otp } from './resources/otp';
import { report } from './resources/report';

const RESOURCES: ReadonlyArray<Resource<TurkeySmsConnection>> = [message, otp, report, account];

export class TurkeySms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'TurkeySMS',
		name: 'turkeySms',
		icon: { light: 'file:../../icons/turkeySms.svg', dark: 'file:../../icons/turkeySms.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send text messages (SMS) and verification codes (OTP) in Turkey (Türkiye) and abroad through TurkeySMS, and follow their delivery',
		defaults: { name: 'TurkeySMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'turkeySmsApi', required: true }],
		builderHint: {
			searchHint:
				'SMS to numbers in Turkey and abroad. One text to many numbers is the operation sendBulk; a text of its own for each item, with a name in it, say, is sendPersonalized: never loop over send. Each message costs money: set the options maxRecipients, onlyOncePerKey and, for an AI agent, allowedRecipients to fixed values, never to $fromAI.',
		},
		properties: formOf(RESOURCES),
	};

	methods = { listSearch: { searchSenderIds } };

	async execute(this: IExecuteFunctions) {
		return await execute(RESOURCES, {
			context: this,
			provider: PROVIDER,
			connect: connectionOf(this),
		});
	}
}
