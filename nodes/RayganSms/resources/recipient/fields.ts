import type { INodeProperties } from 'n8n-workflow';

export const mobilesField: INodeProperties = {
	displayName: 'Mobile Numbers',
	name: 'mobiles',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0911 217 0848, +98 911 666 2206',
	description:
		'One or many Iranian mobile numbers in any written form, with commas, spaces or lines between them, or an array from an expression. The numbers of all items share few requests.',
};

export const invalidNumbersField: INodeProperties = {
	displayName: 'Invalid Numbers',
	name: 'invalidNumbers',
	type: 'options',
	default: 'skip',
	options: [
		{
			name: 'Refuse Item',
			value: 'refuse',
			description: 'Check nothing for an item that has an invalid number',
		},
		{
			name: 'Skip',
			value: 'skip',
			description: 'Check the others, and say of the invalid ones why they were not checked',
		},
	],
	description: 'What to do when a number is no Iranian mobile number',
};
