import type { INodeProperties } from 'n8n-workflow';

import { oneStep } from '../form/oneStep';
import { choice, guardMany, guardText, optionalText } from '../form/parameters';
import { redirectAllToField } from '../sending/options';
import { allowedRecipientsField } from '../sending/recipients/allowed';
import { PAGE_LANGUAGES } from './languages';
import { limitWaitTime, limitWaitTimeField } from './waiting';

/** What is asked for on the page. */
export const responseType = choice(
	['approval', 'freeText'],
	'Choose approval or freeText',
	'approval',
);

/** What the buttons are to say; an empty label is the word of the page's language. */
export interface ApprovalLabels {
	readonly hasDecline: boolean;
	readonly approve: string;
	readonly decline: string;
}

const entry = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function label(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

function labelsOf(value: unknown): ApprovalLabels | undefined {
	const values = entry(value, 'values');
	const approvalType = entry(values, 'approvalType') ?? 'single';
	const approve = label(entry(values, 'approveLabel'));
	const decline = label(entry(values, 'disapproveLabel'));
	if (approve === undefined || decline === undefined) return undefined;
	if (approvalType !== 'single' && approvalType !== 'double') return undefined;
	return { hasDecline: approvalType === 'double', approve, decline };
}

export const approvalOptions = oneStep(
	labelsOf,
	() => 'Choose single or double as the type of approval, and enter texts as labels',
);

/** Reads the options of every question. */
export const questionOptions = {
	allowedRecipients: guardMany,
	limitWaitTime,
	pageLanguage: choice(
		['auto', ...PAGE_LANGUAGES],
		`Choose auto, ${PAGE_LANGUAGES.join(', ')}`,
		'auto',
	),
	redirectAllTo: guardText,
	submitLabel: optionalText,
};

/** There is one message a run, to one number, with a link that no other run can take an answer by. */
const ONE_MESSAGE = { duplicates: 'asGiven', onlyOncePerKey: '' } as const;

export const withOneMessage = <Options extends object>(options: Options) => ({
	...options,
	...ONE_MESSAGE,
});

export const questionField: INodeProperties = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Will you come on Tuesday at 10?',
	description:
		'The question. It stands in the SMS, with the link to answer on a new line, and on the page. The link has about 150 characters more than the address of n8n and is paid for like text: a short question takes 2 parts in Latin letters and 3 or 4 in Persian or Arabic ones.',
};

/** How the answer is given. */
export const answerFields: INodeProperties[] = [
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		default: 'approval',
		options: [
			{
				name: 'Approval',
				value: 'approval',
				description: 'The page has a button to approve and, if wanted, one to decline',
			},
			{
				name: 'Free Text',
				value: 'freeText',
				description: 'The page has a box to write an answer into',
			},
		],
		description: 'What the page behind the link asks for',
	},
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { responseType: ['approval'] } },
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						default: 'single',
						options: [
							{ name: 'Approve Only', value: 'single' },
							{ name: 'Approve and Disapprove', value: 'double' },
						],
						description: 'How many buttons the page has',
					},
					{
						displayName: 'Approve Button Label',
						name: 'approveLabel',
						type: 'string',
						default: '',
						placeholder: 'e.g. Yes, I will come',
						description: "Leave empty for the word of the page's language",
						displayOptions: { show: { approvalType: ['single', 'double'] } },
					},
					{
						displayName: 'Disapprove Button Label',
						name: 'disapproveLabel',
						type: 'string',
						default: '',
						placeholder: 'e.g. No, I cannot',
						description: "Leave empty for the word of the page's language",
						displayOptions: { show: { approvalType: ['double'] } },
					},
				],
			},
		],
	},
];

/** The options of every question. */
export const questionOptionFields: INodeProperties[] = [
	limitWaitTimeField,
	allowedRecipientsField,
	redirectAllToField,
	{
		displayName: 'Page Language',
		name: 'pageLanguage',
		type: 'options',
		default: 'auto',
		options: [
			{ name: 'Arabic', value: 'arabic' },
			{ name: 'Automatic', value: 'auto', description: 'The language of the message' },
			{ name: 'English', value: 'english' },
			{ name: 'Persian', value: 'persian' },
			{ name: 'Turkish', value: 'turkish' },
		],
		description: 'The language of the page behind the link',
	},
	{
		displayName: 'Submit Button Label',
		name: 'submitLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. Send my answer',
		description:
			"The label of the button under the box of a free text. Leave empty for the word of the page's language.",
	},
];
