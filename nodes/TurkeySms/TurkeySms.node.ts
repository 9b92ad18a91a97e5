import type {
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { answerQuestion, answerWebhooks, WAITING_TOOLTIP } from '../shared/answering/webhook';
import type { Resource } from '../shared/operations/node';
import { execute, formOf } from '../shared/operations/node';
import { OUTPUTS } from '../shared/operations/outputs';
import { shownZone } from './api/times';
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
		outputs: OUTPUTS,
		credentials: [{ name: 'turkeySmsApi', required: true }],
		builderHint: {
			searchHint:
				'SMS to numbers in Turkey and abroad. One text to many numbers is the operation sendBulk; a text of its own for each item, with a name in it, say, is sendPersonalized: never loop over send. Each message costs money: set the options maxRecipients, onlyOncePerKey and, for an AI agent, allowedRecipients to fixed values, never to $fromAI.',
		},
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: answerWebhooks,
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

	async webhook(this: IWebhookFunctions) {
		return await answerQuestion(this, shownZone);
	}
}
