import type { INodeProperties } from 'n8n-workflow';

import { sendItemsPerRequestField, sendOptionFields } from '../../../shared/sending/options';
import { ZONE_HINT } from '../../../shared/sending/schedule';

export const lineField: INodeProperties = {
	displayName: 'From (Line)',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 50002910001080',
	description:
		'The line of your Raygan SMS account that the message is sent from. Leave empty for the Default Line of the credential.',
};

export const messageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. سفارش شما آماده است',
	description:
		'The text of the SMS, sent exactly as written and paid by the part: Persian text has 70 characters in one part, Latin text 160. 10 parts at most.',
};

export const sendAtField: INodeProperties = {
	displayName: 'Send At',
	name: 'sendAt',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 14:30',
	description: 'When to send the message. Leave empty to send now.',
	hint: ZONE_HINT,
};

export const pastScheduleField: INodeProperties = {
	displayName: 'If Send At Is in the Past',
	name: 'pastSchedule',
	type: 'options',
	displayOptions: { show: { sendAt: [{ _cnd: { exists: true } }] } },
	default: 'refuse',
	options: [
		{ name: 'Refuse', value: 'refuse', description: 'Send nothing and say so' },
		{ name: 'Send Now', value: 'sendNow', description: 'Send the message at once' },
	],
	description:
		'What to do when the time of Send At has passed. Raygan SMS itself would send at once without a word.',
};

export const userGroupIdField: INodeProperties = {
	displayName: 'User Group ID',
	name: 'userGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1403001',
	description:
		'Your own number for this one request, to ask for it later. Leave empty to have one made, by which the node can also find out what became of a message when the answer is lost.',
	hint: 'Refused if Raygan SMS knows it already, or if the messages take more than one request',
};

export const mobilesField: INodeProperties = {
	displayName: 'To (Mobile Numbers)',
	name: 'mobiles',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0911 217 0848, +98 911 666 2206',
	description:
		'The Iranian mobile numbers, in any written form, with commas, spaces or lines between them, or an array from an expression',
};

export const mobileField: INodeProperties = {
	displayName: 'To (Mobile Number)',
	name: 'mobile',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0911 217 0848',
	description: 'The one Iranian mobile number, in any written form',
};

export const receivePortField: INodeProperties = {
	displayName: 'Receive Port',
	name: 'receivePort',
	type: 'number',
	required: true,
	default: 0,
	placeholder: 'e.g. 20',
	description: 'The port of the handset that the message goes to',
};

export const sendPortField: INodeProperties = {
	displayName: 'Send Port',
	name: 'sendPort',
	type: 'number',
	required: true,
	default: 0,
	placeholder: 'e.g. 40',
	description: 'The port that the message comes from',
};

export const resendIfNotFoundField: INodeProperties = {
	displayName: 'Resend if Not Found',
	name: 'resendIfNotFound',
	type: 'boolean',
	default: false,
	description:
		'Whether to send once more when the answer was lost and Raygan SMS does not know the message after 15 seconds. It can then go out twice, since the first try may still be at work.',
};

export const messageIdField: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1001',
	description:
		'Your own number for this one message, to ask for its delivery later. Leave empty to have one made, by which the node can also find out what became of a message when the answer is lost.',
};

/** The options of sends with a text for each recipient. */
export const personalOptionFields: INodeProperties[] = [
	...sendOptionFields,
	messageIdField,
	userGroupIdField,
	resendIfNotFoundField,
	sendItemsPerRequestField,
];
