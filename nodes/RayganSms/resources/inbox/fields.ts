import type { INodeProperties } from 'n8n-workflow';

export const lineField: INodeProperties = {
	displayName: 'Line',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 50002910001080',
	description: 'The line of your Raygan SMS account that received the messages',
};

export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 14:30',
	description:
		"The earliest time of receipt, in the workflow's time zone unless the date says another. Leave empty for 24 hours before To.",
};

export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 18:00',
	description:
		"The latest time of receipt, in the workflow's time zone unless the date says another. Leave empty for now.",
};

export const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	displayOptions: { show: { returnAll: [false] } },
	description: 'Max number of results to return',
	hint: 'The newest messages are returned, the oldest of them first',
};
