import type { INodeProperties } from 'n8n-workflow';

import { itemsPerRequestField } from '../form/itemsPerRequest';
import { choice, guardMany, guardNumber, guardText } from '../form/parameters';
import { allowedRecipientsField } from './recipients/allowed';
import { invalidNumbers, invalidNumbersField } from './recipients/recipients';

/** Reads the options that every send has. */
export const sendOptions = {
	allowedRecipients: guardMany,
	duplicates: choice(['once', 'asGiven'], 'Choose once or asGiven', 'once'),
	invalidNumbers,
	maxRecipients: guardNumber(
		{ min: 1, isWhole: true },
		'Enter the highest number of recipients as a whole number, such as 100',
	),
	onlyOncePerKey: guardText,
	redirectAllTo: guardText,
};

const onlyOncePerKeyField: INodeProperties = {
	displayName: 'Only Once per Key',
	name: 'onlyOncePerKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.orderId }}',
	description:
		'A key such as an order ID. What was sent under a key before is not sent again, in any execution of this workflow.',
	hint: 'The node remembers its last 20,000 keys; a copy of it has none. A send that was cut short keeps its key blocked. In queue mode two workers that meet a new key in the same instant can both send.',
};

export const redirectAllToField: INodeProperties = {
	displayName: 'Redirect All To',
	name: 'redirectAllTo',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0911 217 0848',
	description:
		'For testing: a number of your own that gets every message instead of its recipients. An AI model cannot set it.',
	hint: "The output keeps the recipients' numbers in redirectedFrom",
};

const maxRecipientsField: INodeProperties = {
	displayName: 'Max Recipients',
	name: 'maxRecipients',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'The most messages that one run of this node, or one call by an AI agent, may send. With more, none is sent. An AI model cannot set it.',
};

const duplicatesField: INodeProperties = {
	displayName: 'Duplicates',
	name: 'duplicates',
	type: 'options',
	default: 'once',
	options: [
		{
			name: 'Send Once',
			value: 'once',
			description: 'Send the same text to the same number once, and say so in the output',
		},
		{
			name: 'Send as Often as Given',
			value: 'asGiven',
			description: 'Send one message for each time that a number is given',
		},
	],
	description: 'What to do when a number is given more than once for the same text',
};

/** The options that every send has, those that are wanted most first. */
export const sendOptionFields: INodeProperties[] = [
	onlyOncePerKeyField,
	maxRecipientsField,
	allowedRecipientsField,
	redirectAllToField,
	duplicatesField,
];

/** The options of sends that take many numbers in one item. */
export const sendToManyOptionFields: INodeProperties[] = [...sendOptionFields, invalidNumbersField];

/** The option of sends whose requests take many items. */
export const sendItemsPerRequestField = itemsPerRequestField(
	'How many input items may share one request. A lost answer leaves the outcome of all its items unknown: smaller requests risk less and take longer.',
);
