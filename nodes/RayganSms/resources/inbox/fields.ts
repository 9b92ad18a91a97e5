import type { INodeProperties } from 'n8n-workflow';

/** Where nobody chose the workflow's zone, what is only read is read as in Iran. */
const ZONE_READ_HINT =
	"In the workflow's time zone (Workflow settings → Timezone), or Iran's where it is n8n's default";

export const lineField: INodeProperties = {
	displayName: 'Line',
	name: 'phoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 50002910001080',
	description:
		'The line of your Raygan SMS account that received the messages. Leave empty for the Default Line of the credential.',
};

export const fromField: INodeProperties = {
	displayName: 'From',
	name: 'from',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 14:30',
	description: 'The earliest time of receipt. Leave empty for 24 hours before To.',
	hint: ZONE_READ_HINT,
};

export const toField: INodeProperties = {
	displayName: 'To',
	name: 'to',
	type: 'dateTime',
	default: '',
	placeholder: 'e.g. 2030-01-31 18:00',
	description: 'The latest time of receipt. Leave empty for now.',
	hint: ZONE_READ_HINT,
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
