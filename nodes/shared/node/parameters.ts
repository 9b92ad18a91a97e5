import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { oneStep } from './oneStep';

/** A number field that was emptied gives an empty text: it counts as not set. */
export function emptyIsUnset(value: unknown): unknown {
	return value === '' || value === null ? undefined : value;
}

/** The sentence of a value of no fitting kind, say an object; the name of its field follows it. */
export const OTHER_KIND = 'Enter a text or a number in';

/** A parameter whose expression found nothing arrives as undefined or null: it counts as left empty. */
function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** Text that may be empty; a number from an expression counts as text. */
export const optionalText = oneStep(textOf, () => OTHER_KIND);

/** Text that must not be empty, handed on as it was given, spaces and all. */
export function requiredText(sentence: string) {
	return oneStep(
		(value) => {
			const text = textOf(value);
			return text?.trim() === '' ? undefined : text;
		},
		(value) => (textOf(value) === undefined ? OTHER_KIND : sentence),
	);
}

/** Many values: a text with separators, or an array from an expression. Split by whoever knows what they are. */
export const many = oneStep(
	(value): string | number | readonly unknown[] | undefined => {
		if (typeof value === 'number' || Array.isArray(value)) return value;
		return typeof value === 'boolean' ? undefined : textOf(value);
	},
	() => OTHER_KIND,
);

/** A date in any form that n8n gives, or empty. Read by `shared/sms/dates`. */
export const moment = z.unknown();

/** A switch; an expression may give its state as text, and the text "false" is not on. */
export const yesNo = z.preprocess(
	(value) => (typeof value === 'string' ? value.trim().toLowerCase() === 'true' : value),
	z.coerce.boolean(),
);

const DEFAULT_TIMEOUT_MS = 60_000;
const TIMEOUT_SENTENCE = 'Enter the time limit in whole milliseconds, such as 60000';

/** A time limit a request in whole milliseconds, or empty. */
export function timeLimit(defaultMs: number) {
	return z.preprocess(
		emptyIsUnset,
		z.coerce
			.number({ message: TIMEOUT_SENTENCE })
			.int(TIMEOUT_SENTENCE)
			.positive(TIMEOUT_SENTENCE)
			.default(defaultMs),
	);
}

/** Options that every operation has which makes a request. */
const requestOptions = {
	timeout: timeLimit(DEFAULT_TIMEOUT_MS),
	includeRaw: yesNo.default(false),
};

/** Reads the collection `options`: the given entries and those that every operation has. */
export function optionsOf<Own extends z.ZodRawShape>(own: Own) {
	return z.preprocess((value) => value ?? {}, z.object({ ...requestOptions, ...own }));
}

const includeRawField: INodeProperties = {
	displayName: 'Include Raw Response',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description: "Whether to add the provider's own answer to each item, in the field raw",
};

const timeoutField: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_TIMEOUT_MS,
	description:
		'How long to wait for an answer to one request, in milliseconds. A send that is not answered in time has an unknown outcome.',
};

/** By letters alone: localeCompare loads the languages of the world, a third of the package's load time. */
const byName = (a: INodeProperties, b: INodeProperties): number =>
	a.displayName.toLowerCase() < b.displayName.toLowerCase() ? -1 : 1;

/**
 * The collection `options`, sorted by name: its own entries and those that everything has which makes
 * a request. An own entry takes the place of a common one of the same name.
 */
export function optionsField(own: INodeProperties[]): INodeProperties {
	const common = [includeRawField, timeoutField].filter(
		({ name }) => !own.some((entry) => entry.name === name),
	);
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, ...common].sort(byName),
	};
}
