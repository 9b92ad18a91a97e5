import type { INodeProperties } from 'n8n-workflow';

import { itemsPerRequestField } from '../form/itemsPerRequest';
import { choice, guardNumber, guardText } from '../form/parameters';
import { invalidNumbers, invalidNumbersField } from './recipients/recipients';

/** Reads the options that every send has. */
export const sendOptions = {
	duplicates: choice(['once', 'asGiven'], 'Choose once or asGiven', 'once'),
	invalidNumbers,
	maxRecipients: guardNumber(
		{ min: 1, isWhole: true },
		'Enter the highest number of recipients as a whole number, such as 100',
	),
	onlyOncePerKey: guardText,
	redirectAllTo: guardText,
};

/** The options that every send has. */
export const sendOptionFields: INodeProperties[] = [
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		default: 'once',
		options: [
			{
				name: 'Send as Often as Given',
				value: 'asGiven',
				description: 'Send one message for each time that a number is given',
			},
			{
				name: 'Send Once',
				value: 'once',
				description: 'Send the same text to the same number once, and say so in the output',
			},
		],
		description: 'What to do when a number is given more than once for the same text',
	},
	invalidNumbersField,
	{
		displayName: 'Max Recipients',
		name: 'maxRecipients',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description:
			'The highest number of messages that one run of this node may send, over all its items. With more, nothing is sent at all.',
	},
	{
		displayName: 'Only Once per Key',
		name: 'onlyOncePerKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.orderId }}',
		description:
			'A key such as an order ID: an item whose key was sent before comes out with alreadySent and without a new message, over all executions of this workflow, redelivered webhooks and restarts too. A key whose send was cut short stays blocked with an unknown outcome. The node remembers at least its last 20,000 keys; a copy of it has none of them, and in queue mode two workers that meet a new key in the same instant can both send.',
	},
	{
		displayName: 'Redirect All To',
		name: 'redirectAllTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0911 217 0848',
		description:
			"For testing: send every message to this number of your own instead of its recipients. The output keeps the recipients' numbers in redirectedFrom.",
	},
];

/** The option of sends whose requests take many items. */
export const sendItemsPerRequestField = itemsPerRequestField(
	'How many input items may share one request. A lost answer leaves the outcome of all items of its request unknown, so smaller requests risk less and take longer.',
);
