import type { INodeProperties } from 'n8n-workflow';

import {
	lifetimeMinutesField,
	verificationTokenField as tokenField,
} from '../../../shared/codes/options';
import {
	rateLimitWaitField,
	recipientField,
	textField,
	turkeySendOptionFields,
} from '../message/fields';

export const digitsField: INodeProperties = {
	displayName: 'Digits',
	name: 'digits',
	type: 'options',
	default: 6,
	options: [
		{ name: '4', value: 4 },
		{ name: '5', value: 5 },
		{ name: '6', value: 6 },
	],
	description: 'How many digits the code has. TurkeySMS makes it up.',
};

export const codeLanguageField: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'options',
	default: 'english',
	options: [
		{ name: 'Arabic', value: 'arabic' },
		{ name: 'English', value: 'english' },
		{ name: 'Turkish', value: 'turkish' },
	],
	description: 'The language that TurkeySMS writes the message in',
};

export const templateField: INodeProperties = {
	...textField,
	placeholder: 'e.g. MY SHOP: your code is TS_CODE',
	description:
		'The text of the SMS. TS_CODE stands for the code and must be in it; TS-L stands for a new line. Both in capital letters.',
};

const includeCodeField: INodeProperties = {
	displayName: 'Include Code',
	name: 'includeCode',
	type: 'boolean',
	default: false,
	description:
		"Whether to put the code itself into the output, in otpCode. n8n keeps it with the execution's data then, so whoever can read the executions of this workflow can read the codes. Check needs verificationToken alone.",
};

/** The options of every send of a code. */
export const codeOptionFields: INodeProperties[] = [
	...turkeySendOptionFields,
	includeCodeField,
	lifetimeMinutesField,
	rateLimitWaitField,
];

export const checkedRecipientField: INodeProperties = {
	...recipientField,
	displayName: 'Mobile Number',
	description: 'The mobile number that the code was sent to, in any written form',
};

export const verificationTokenField: INodeProperties = {
	...tokenField,
	description:
		'The field verificationToken in the output of Send or Send Advanced. Keep it between the two steps, for example in the session or in a hidden field of the form: neither the code nor the number can be read from it.',
};
