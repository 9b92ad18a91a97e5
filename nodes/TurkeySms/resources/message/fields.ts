import type { INodeProperties } from 'n8n-workflow';

import { sendItemsPerRequestField, sendOptionFields } from '../../../shared/sending/options';

export const titleField: INodeProperties = {
	displayName: 'Sender ID',
	name: 'title',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The name that the recipient sees as the sender, as your TurkeySMS account has it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchSenderIds', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. MY SHOP',
			hint: 'Upper and lower case count',
		},
	],
};

export const textField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Siparişiniz hazır',
	description:
		'The text of the SMS, sent exactly as written. One part has 160 English, 155 Turkish or 70 Arabic characters.',
};

export const recipientField: INodeProperties = {
	displayName: 'To (Mobile Number)',
	name: 'recipient',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +90 500 000 00 01',
	description:
		'One mobile number in any written form. A number outside Turkey needs its country code.',
};

export const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: 'auto',
	options: [
		{
			name: 'Arabic (Unicode)',
			value: 'arabic',
			description: 'Carries every text: Arabic, Persian, emoji; 70 characters a part',
		},
		{ name: 'Automatic', value: 'auto', description: 'The cheapest one that carries the text' },
		{ name: 'English', value: 'english', description: '160 characters a part' },
		{ name: 'Turkish', value: 'turkish', description: 'With ş, ğ and ı; 155 characters a part' },
	],
	description: 'The letters that the text needs',
};

export const requestMethodField: INodeProperties = {
	displayName: 'Request Method',
	name: 'requestMethod',
	type: 'options',
	default: 'POST',
	options: [
		{
			name: 'GET',
			value: 'GET',
			description: 'For an API key that is enabled for GET alone; key and text travel in the URL',
		},
		{ name: 'POST', value: 'POST', description: 'Key and text travel in the body of the request' },
	],
	description: 'How to hand the message to TurkeySMS',
};

export const scheduleAtField: INodeProperties = {
	displayName: 'Schedule At',
	name: 'scheduleAt',
	type: 'dateTime',
	default: '',
	description:
		"When to send the message, to the minute, in the workflow's time zone. By POST only. TurkeySMS does not describe the fields of scheduled sending for this API version, so try it with a message to yourself first.",
};

export const recipientsField: INodeProperties = {
	displayName: 'To (Mobile Numbers)',
	name: 'recipients',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +90 500 000 00 01, 0500 000 00 02',
	description:
		'One or many mobile numbers in any written form, with commas, spaces or lines between them, or an array from an expression. A number outside Turkey needs its country code.',
};

export const rateLimitWaitField: INodeProperties = {
	displayName: 'Rate Limit Wait',
	name: 'rateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 120,
	description:
		'How long one request waits at most, in seconds, when TurkeySMS says that too many messages were sent in the last minute. It waits a minute at a time; 0 does not wait. Once a request waited in vain, the others of the run do not wait. Without this option a request for one number waits up to 120 seconds, and one for several numbers is not sent again, since TurkeySMS may have taken a part of it. With it such a request is sent again as a whole, so some numbers may get the message twice.',
};

/** The options of every send. */
export const singleOptionFields: INodeProperties[] = [
	...sendOptionFields,
	languageField,
	rateLimitWaitField,
	scheduleAtField,
];

/** The options of sends whose requests take many items. */
export const bulkOptionFields: INodeProperties[] = [
	...singleOptionFields,
	sendItemsPerRequestField,
];
