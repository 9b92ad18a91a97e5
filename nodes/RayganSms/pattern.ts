import type { INodeProperties } from 'n8n-workflow';

import type { Checked } from '../shared/faults/faults';
import { refusal } from '../shared/faults/faults';
import { oneStep } from '../shared/form/oneStep';
import { OTHER_KIND, requiredText } from '../shared/form/parameters';
import { isBlank } from '../shared/sms/digits';
import type { FilledPattern, PatternCalls } from './api/patternCalls';

const TOKEN_NAMES = Array.from({ length: 9 }, (_, index) => `token${index + 1}`);

export const patternIdField: INodeProperties = {
	displayName: 'Pattern ID',
	name: 'patternId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 6f1b2a90-3c4d-4e5f-8a6b-7c8d9e0f1a2b',
	description: 'The ID of a pattern that Raygan SMS has approved, as the panel shows it',
};

export const tokensField: INodeProperties = {
	displayName: 'Tokens',
	name: 'tokens',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add token',
	default: {},
	description:
		'What goes into the placeholders of the pattern. A token that is left out arrives as an empty placeholder. The operator can refuse line breaks and links.',
	options: [
		{
			displayName: 'Token',
			name: 'values',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'options',
					default: 'token1',
					options: TOKEN_NAMES.map((name) => ({ name, value: name })),
					description: 'Which placeholder of the pattern the value goes into',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'The value, sent exactly as written',
				},
			],
		},
	],
};

interface Token {
	readonly name: string;
	/** Undefined where it is neither text nor number. */
	readonly value: string | undefined;
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function tokenOf(entry: unknown): Token | undefined {
	const name = property(entry, 'name');
	const value = property(entry, 'value') ?? '';
	if (typeof name !== 'string' || !TOKEN_NAMES.includes(name)) return undefined;
	const isNumber = typeof value === 'number' && Number.isFinite(value);
	return { name, value: typeof value === 'string' || isNumber ? String(value) : undefined };
}

function tokensOf(value: unknown): readonly Token[] | undefined {
	if (value === undefined || value === null || value === '') return [];
	if (typeof value !== 'object' || Array.isArray(value)) return undefined;
	if (Object.keys(value).length === 0) return [];
	const given = property(value, 'values');
	const entries: readonly unknown[] = Array.isArray(given) ? given : [given];
	const tokens = entries.flatMap((entry) => tokenOf(entry) ?? []);
	return tokens.length === entries.length ? tokens : undefined;
}

/** Reads the fields of a pattern; its tokens are looked through by `fillPattern`. */
export const patternParameters = {
	patternId: requiredText('Enter the pattern ID as the panel of Raygan SMS shows it'),
	tokens: oneStep(tokensOf, () => 'Add each token with a name from token1 to token9 and its value'),
};

/** The pattern with its tokens in the order of their names. A token without a value, or given twice, is refused. */
export function fillPattern(patternId: string, given: readonly Token[]): Checked<FilledPattern> {
	const values = new Map<string, string>();
	for (const { name, value } of given) {
		if (values.has(name)) {
			const whatToDo = 'Give each token once';
			return refusal(`The token ${name} is given twice`, whatToDo);
		}
		if (value === undefined || isBlank(value)) {
			const meaning = `The token ${name} ${value === undefined ? 'cannot be used as it is' : 'is empty'}`;
			const whatToDo =
				value === undefined
					? `${OTHER_KIND} ${name}`
					: 'Correct its expression or enter a value, or remove the token';
			return refusal(meaning, whatToDo);
		}
		values.set(name, value);
	}
	const tokens = Object.fromEntries(
		TOKEN_NAMES.flatMap((name) => {
			const value = values.get(name);
			return value === undefined ? [] : [[name, value] as const];
		}),
	);
	return { ok: true, value: { patternId: patternId.trim(), tokens } };
}

/** Refuses a pattern where the credential has no Access Hash. */
export function requireAccessHash({
	hasAccessHash,
}: Pick<PatternCalls, 'hasAccessHash'>): Checked<null> {
	if (hasAccessHash) return { ok: true, value: null };
	return refusal(
		'Patterns need the Access Hash of the account, and the credential has none',
		'Copy the Access Hash from the panel of Raygan SMS into the credential',
	);
}
