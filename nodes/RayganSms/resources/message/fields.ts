import type { INodeProperties } from 'n8n-workflow';

export const lineField: INodeProperties = {
	displayName: 'From (Line)',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 50002910001080',
	description: 'The line of your Raygan SMS account that the message is sent from',
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
		'The text of the SMS, sent exactly as written. Persian text has 70 characters in one part, Latin text 160, and Raygan SMS takes 10 parts at most.',
};

export const sendAtField: INodeProperties = {
	displayName: 'Send At',
	name: 'sendAt',
	type: 'dateTime',
	default: '',
	description: "When to send the message, in the workflow's time zone. Leave empty to send now.",
};

export const pastScheduleField: INodeProperties = {
	displayName: 'If Send At Is in the Past',
	name: 'pastSchedule',
	type: 'options',
	default: 'refuse',
	options: [
		{ name: 'Refuse', value: 'refuse', description: 'Send nothing and say so' },
		{ name: 'Send Now', value: 'sendNow', description: 'Send the message at once' },
	],
	description:
		'What to do when the time to send at has passed. Raygan SMS itself would send at once without a word.',
};

export const userGroupIdField: INodeProperties = {
	displayName: 'User Group ID',
	name: 'userGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 1403001',
	description:
		'Your own number for this one send, to ask for it later. It is refused if Raygan SMS knows it already. Leave empty to have one made.',
};
