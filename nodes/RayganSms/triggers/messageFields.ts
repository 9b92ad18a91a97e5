import type { INodeProperties } from 'n8n-workflow';

import { pollOptionsField } from '../../shared/polling/options';

export const DEFAULT_OVERLAP_MINUTES = 15;
export const MAX_OVERLAP_MINUTES = 24 * 60;
export const DEFAULT_MAX_MESSAGES = 500;

const linesField: INodeProperties = {
	displayName: 'Lines',
	name: 'phoneNumbers',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 50002910001080, 5000299558253',
	description:
		'The lines of your Raygan SMS account that receive the messages, with commas, spaces or lines between them',
};

const startFromField: INodeProperties = {
	displayName: 'Start From',
	name: 'startFrom',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 14:30',
	description:
		'The earliest time of receipt, for lines that this trigger has not polled yet. Leave empty to start with what comes from now on.',
	hint: "In the workflow's time zone (Workflow settings → Timezone), or Iran's where it is n8n's default",
};

const overlapField: INodeProperties = {
	displayName: 'Overlap (Minutes)',
	name: 'overlapMinutes',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: MAX_OVERLAP_MINUTES },
	default: DEFAULT_OVERLAP_MINUTES,
	description:
		'How far before the newest message each poll looks for messages that Raygan SMS lists late. None comes twice.',
};

const maxMessagesField: INodeProperties = {
	displayName: 'Max Messages per Poll',
	name: 'maxMessagesPerPoll',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_MAX_MESSAGES,
	description: 'How many messages one execution gets at most. The next poll goes on with the rest.',
};

const filterSenderField: INodeProperties = {
	displayName: 'Filter: Senders',
	name: 'filterSender',
	type: 'string',
	default: '',
	placeholder: 'e.g. 09112170848',
	description:
		'Numbers or names whose messages start the workflow, with commas or lines between them. Leave empty for all.',
};

const filterTextField: INodeProperties = {
	displayName: 'Filter: Text',
	name: 'filterText',
	type: 'string',
	default: '',
	placeholder: 'e.g. سفارش',
	description:
		'Only messages with this text start the workflow. Upper and lower case, Persian and Arabic letters, and digits of any script match each other. Leave empty for all. For a pattern, add a Filter node after the trigger.',
};

const filterTextMatchField: INodeProperties = {
	displayName: 'Filter: Text Match',
	name: 'filterTextMatch',
	type: 'options',
	options: [
		{ name: 'Contains', value: 'contains', description: 'The text stands anywhere in the message' },
		{
			name: 'Contains Any Of',
			value: 'containsAny',
			description: 'One of several texts, with commas or lines between them, stands in the message',
		},
		{ name: 'Equals', value: 'equals', description: 'The message is the text and nothing else' },
		{
			name: 'Starts With',
			value: 'startsWith',
			description: 'The text stands at the beginning of the message',
		},
	],
	default: 'contains',
	description: 'How the filter text is compared with a message',
};

export const messageFields: readonly INodeProperties[] = [
	linesField,
	pollOptionsField([
		filterSenderField,
		filterTextField,
		filterTextMatchField,
		startFromField,
		maxMessagesField,
		overlapField,
	]),
];
