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
import { shownZone } from './zone';
import type { RayganSmsConnection } from './connection';
import { connectionOf, PROVIDER } from './connection';
import { account } from './resources/account';
import { delivery } from './resources/delivery';
import { inbox } from './resources/inbox';
import { message } from './resources/message';
import { recipient } from './resources/recipient';
import { verification } from './resources/verification';

const RESOURCES: ReadonlyArray<Resource<RayganSmsConnection>> = [
	message,
	verification,
	delivery,
	inbox,
	account,
	recipient,
];

export class RayganSms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Raygan SMS',
		name: 'rayganSms',
		icon: { light: 'file:../../icons/rayganSms.svg', dark: 'file:../../icons/rayganSms.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Send text messages (SMS) and verification codes (OTP) in Iran through Raygan SMS (Trez), and read what your lines receive',
		defaults: { name: 'Raygan SMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		credentials: [{ name: 'rayganSmsApi', required: true }],
		builderHint: {
			searchHint:
				'SMS to Iranian numbers. One text to many numbers is the operation send; a text of its own for each item, with a name in it, say, is sendPersonalized: never loop over send. Each message costs money: set the options maxRecipients, onlyOncePerKey and, for an AI agent, allowedRecipients to fixed values, never to $fromAI.',
		},
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: answerWebhooks,
		properties: formOf(RESOURCES),
	};

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
