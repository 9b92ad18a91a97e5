import type { INodeProperties } from 'n8n-workflow';

export const previewMessageField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. سفارش شما آماده است',
	description: 'The text to count. It is not sent.',
};

export const previewMobilesField: INodeProperties = {
	displayName: 'To (Mobile Numbers)',
	name: 'mobiles',
	type: 'string',
	default: '',
	placeholder: 'e.g. 0911 217 0848, +98 911 666 2206',
	description:
		'The mobile numbers to check, with commas, spaces or lines between them, or an array from an expression. Leave empty to count the text alone.',
};

export const withPriceField: INodeProperties = {
	displayName: 'With Price',
	name: 'withPrice',
	type: 'boolean',
	default: false,
	description:
		'Whether to ask Raygan SMS for its prices and your credit, and estimate what the message would cost',
};
