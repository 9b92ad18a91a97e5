import type { INodeProperties } from 'n8n-workflow';

import { guardNumber, guardSwitch, numberOr } from '../form/parameters';

const DEFAULT_LIFETIME_MINUTES = 5;
const MINUTES_OF_A_DAY = 1440;

/** Reads the option of every send of a code that gives a token. */
export const lifetimeMinutes = numberOr(
	DEFAULT_LIFETIME_MINUTES,
	{ min: Number.MIN_VALUE, max: MINUTES_OF_A_DAY },
	'Enter the lifetime in minutes, such as 5; a day (1440) at most',
);

export const lifetimeMinutesField: INodeProperties = {
	displayName: 'Lifetime (Minutes)',
	name: 'lifetimeMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1440 },
	default: DEFAULT_LIFETIME_MINUTES,
	description: 'How long a code that has a verificationToken is accepted',
};

const DEFAULT_MAX_TRIES = 5;
const MOST_TRIES = 100;

/** Reads the options of a check. */
export const checkOptions = {
	maxTries: guardNumber(
		{ min: 1, max: MOST_TRIES, isWhole: true },
		'Enter how many codes may be tried, as a whole number from 1 to 100, such as 5',
	).transform((tries) => tries ?? DEFAULT_MAX_TRIES),
	singleUse: guardSwitch(true),
};

/** The collection of options of a check. It makes no request, so it has no others. */
export const checkOptionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Branch by Verdict',
			name: 'branchByVerdict',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether the node has two outputs: Valid, and Not Valid for every other verdict and for what could not be checked',
		},
		{
			displayName: 'Max Tries',
			name: 'maxTries',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_TRIES },
			default: DEFAULT_MAX_TRIES,
			description:
				'How many codes can be tried with one token, in all executions of this workflow; from then on the verdict is tooManyTries',
			hint: 'Another node that checks the same token counts for itself. In queue mode two workers that check it in the same instant can count one try.',
		},
		{
			displayName: 'Single Use',
			name: 'singleUse',
			type: 'boolean',
			default: true,
			description:
				'Whether a token counts once: after it was valid the verdict is used. This node remembers it over all executions of this workflow; another node that checks the same token does not know of it.',
		},
	],
};

export const typedCodeField: INodeProperties = {
	displayName: 'Code',
	name: 'code',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 012345',
	description:
		'What the user typed. Persian and Arabic digits count as the same digits. Hand it over as text, so that zeros at its start stay.',
};

export const verificationTokenField: INodeProperties = {
	displayName: 'Verification Token',
	name: 'verificationToken',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. {{ $json.verificationToken }}',
	description:
		'The field verificationToken in the output of the send. Keep it between the two steps, for example in the session or in a hidden field of the form: neither the code nor the number can be read from it.',
};
