import type { INodeProperties } from 'n8n-workflow';

import {
	sendItemsPerRequestField,
	sendOptionFields,
	sendToManyOptionFields,
} from '../../../shared/sending/options';
import { ZONE_HINT } from '../../../shared/sending/schedule';

export const titleField: INodeProperties = {
	displayName: 'From (Sender ID)',
	name: 'title',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The name that the recipient sees as the sender, as your TurkeySMS account has it. Leave empty for the Default Sender ID of the credential.',
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
	displayName: 'Message',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Siparişiniz hazır',
	description:
		'The text of the SMS, sent exactly as written and paid by the part. One part has 160 English, 155 Turkish or 70 Arabic characters.',
};

export const recipientField: INodeProperties = {
	displayName: 'To (Mobile Number)',
	name: 'recipient',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +90 500 000 00 01',
	description:
		'The one mobile number, in any written form. A number outside Turkey needs its country code.',
};

export const languageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: 'auto',
	options: [
		{ name: 'Automatic', value: 'auto', description: 'The cheapest one that carries the text' },
		{ name: 'English', value: 'english', description: '160 characters a part' },
		{ name: 'Turkish', value: 'turkish', description: 'With ş, ğ and ı; 155 characters a part' },
		{
			name: 'Arabic (Unicode)',
			value: 'arabic',
			description: 'Carries every text: Arabic, Persian, emoji; 70 characters a part',
		},
	],
	description: 'The letters that the text needs',
};

export const requestMethodField: INodeProperties = {
	displayName: 'Request Method',
	name: 'requestMethod',
	type: 'options',
	default: 'POST',
	options: [
		{ name: 'POST', value: 'POST', description: 'Key and text travel in the body of the request' },
		{
			name: 'GET',
			value: 'GET',
			description: 'For an API key that is enabled for GET alone; key and text travel in the URL',
		},
	],
	description: 'How to hand the message to TurkeySMS',
};

export const scheduleAtField: INodeProperties = {
	displayName: 'Schedule At',
	name: 'scheduleAt',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 14:30',
	description:
		'When to send the message, to the minute, by POST only. TurkeySMS does not describe scheduled sending for this API version: try it with a message to yourself first.',
	hint: ZONE_HINT,
};

export const recipientsField: INodeProperties = {
	displayName: 'To (Mobile Numbers)',
	name: 'recipients',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. +90 500 000 00 01, 0500 000 00 02',
	description:
		'The mobile numbers, in any written form, with commas, spaces or lines between them, or an array from an expression. A number outside Turkey needs its country code.',
};

export const rateLimitWaitField: INodeProperties = {
	displayName: 'Rate Limit Wait (Seconds)',
	name: 'rateLimitWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 120,
	description:
		'How long one request waits at most when TurkeySMS says that too many messages were sent in the last minute. It waits a minute at a time; 0 does not wait.',
	hint: 'Without it a request for one number waits up to 120 seconds, and one for several is not sent again. With it such a request is sent again as a whole, so some numbers may get the message twice.',
};

/** With a number that this provider takes as an example. */
export function withOwnExample(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) =>
		field.name === 'redirectAllTo' ? { ...field, placeholder: 'e.g. +90 500 000 00 01' } : field,
	);
}

/** The options of every send to one number, of codes too. */
export const turkeySendOptionFields = withOwnExample(sendOptionFields);

/** The options of a send to one number. */
export const singleOptionFields: INodeProperties[] = [
	scheduleAtField,
	...turkeySendOptionFields,
	languageField,
	rateLimitWaitField,
];

/** The options of sends to one number whose requests take many items. */
export const personalOptionFields: INodeProperties[] = [
	...singleOptionFields,
	sendItemsPerRequestField,
];

/** The options of a send of one text to many numbers. */
export const bulkOptionFields: INodeProperties[] = [
	scheduleAtField,
	...withOwnExample(sendToManyOptionFields),
	languageField,
	rateLimitWaitField,
	sendItemsPerRequestField,
];
