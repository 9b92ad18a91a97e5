import isPlainObject from 'lodash/isPlainObject';
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { isBlank, toLatinDigits, withoutUnseen } from '../sms/digits';
import { anything, oneStep } from './oneStep';

/** A number field that was emptied gives an empty text: it counts as not set. */
export function emptyIsUnset(value: unknown): unknown {
	return value === '' || value === null ? undefined : value;
}

/** The sentence of a value of no fitting kind, say an object; the name of its field follows it. */
export const OTHER_KIND = 'Enter a text or a number in';

/** The sentence of an option that is there and has no value. */
const NO_VALUE = 'Correct its expression or enter a value, or remove the option';

/** A parameter whose expression found nothing arrives as undefined or null: it counts as left empty. */
function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	return typeof value === 'string' || typeof value === 'bigint' ? String(value) : undefined;
}

/** Text that may be empty; a number from an expression counts as text. */
export const optionalText = oneStep(textOf, () => OTHER_KIND);

/** Text in which someone sees something, handed on as it was given, spaces and all. */
export function requiredText(sentence: string) {
	return oneStep(
		(value) => {
			const text = textOf(value);
			return text === undefined || isBlank(text) ? undefined : text;
		},
		(value) => (textOf(value) === undefined ? OTHER_KIND : sentence),
	);
}

const isSetButBlank = (value: unknown) =>
	value === null || (typeof value === 'string' && isBlank(value));

/** The text of a guard: empty where the option is not there; one that is there must have a value. */
export const guardText = oneStep(
	(value) => (isSetButBlank(value) ? undefined : textOf(value)),
	(value) => (isSetButBlank(value) ? NO_VALUE : OTHER_KIND),
);

/** Many values: a text with separators, or an array from an expression. Split by whoever knows what they are. */
export const many = oneStep(
	(value): string | number | readonly unknown[] | undefined =>
		typeof value === 'number' || Array.isArray(value) ? value : textOf(value),
	() => OTHER_KIND,
);

/** The values of a guard: undefined where the option is not there; one that is there must have a value. */
export const guardMany = anything.transform(
	(value, context): string | number | readonly unknown[] | undefined => {
		if (value === undefined) return undefined;
		const list = typeof value === 'number' || Array.isArray(value) ? value : textOf(value);
		const isEmpty = isSetButBlank(value) || (Array.isArray(value) && value.length === 0);
		if (isEmpty || list === undefined) {
			context.addIssue({ code: 'custom', message: isEmpty ? NO_VALUE : OTHER_KIND });
		}
		return list;
	},
);

/** A date in any form that n8n gives, or empty. Read by `shared/sms/dates`. */
export const moment = anything;

/** The date of a guard: undefined where the option is not there; one that is there must have a value. */
export const guardMoment = anything.transform((value, context) => {
	if (isSetButBlank(value)) context.addIssue({ code: 'custom', message: NO_VALUE });
	return value;
});

const SWITCH_SENTENCE = 'Turn it on or off; an expression must give true or false';
const ON: readonly unknown[] = [true, 1, '1', 'true'];
const OFF: readonly unknown[] = [false, 0, '0', 'false'];

/** A switch; an expression may give its state as text, and the text "false" is not on. `otherwise` stands for an empty one. */
export function switchOr(otherwise: boolean) {
	return oneStep(
		(value) => {
			const state = typeof value === 'string' ? value.trim().toLowerCase() : value;
			if (emptyIsUnset(state) === undefined) return otherwise;
			if (ON.includes(state)) return true;
			return OFF.includes(state) ? false : undefined;
		},
		() => SWITCH_SENTENCE,
	);
}

/** A switch that is off at the start. */
export const yesNo = switchOr(false);

/** The switch of a guard: `otherwise` where the option is not there; one that is there must have a value. */
export function guardSwitch(otherwise: boolean) {
	return oneStep(
		(value) => {
			if (value === undefined) return otherwise;
			const state = typeof value === 'string' ? value.trim().toLowerCase() : value;
			if (ON.includes(state)) return true;
			return OFF.includes(state) ? false : undefined;
		},
		(value) => (isSetButBlank(value) ? NO_VALUE : SWITCH_SENTENCE),
	);
}

/** A number or digits of any script. */
function numberOf(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return undefined;
	const text = withoutUnseen(toLatinDigits(value)).trim();
	return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

interface NumberRange {
	readonly min?: number;
	readonly max?: number;
	readonly isWhole?: boolean;
}

function inRange(value: unknown, { min = -Infinity, max = Infinity, isWhole }: NumberRange) {
	const number = numberOf(value);
	if (number === undefined || !Number.isFinite(number)) return undefined;
	if (isWhole && !Number.isSafeInteger(number)) return undefined;
	return number >= min && number <= max ? number : undefined;
}

/** A number, or digits of any script. @param sentence says what to enter */
export function numberIn(range: NumberRange, sentence: string) {
	return oneStep(
		(value) => inRange(value, range),
		() => sentence,
	);
}

/** A number of an option or a field that may be empty; `otherwise` stands for an empty one. */
export function numberOr(otherwise: number, range: NumberRange, sentence: string) {
	return oneStep(
		(value) => (emptyIsUnset(value) === undefined ? otherwise : inRange(value, range)),
		() => sentence,
	);
}

/** A number of an option that may be left out; undefined where it is, or empty. */
export function optionalNumber(range: NumberRange, sentence: string) {
	return anything.transform((value, context): number | undefined => {
		if (emptyIsUnset(value) === undefined) return undefined;
		const number = inRange(value, range);
		if (number === undefined) context.addIssue({ code: 'custom', message: sentence });
		return number;
	});
}

/** The number of a guard: undefined where the option is not there; one that is there must have a value. */
export function guardNumber(range: NumberRange, sentence: string) {
	return anything.transform((value, context): number | undefined => {
		if (value === undefined) return undefined;
		const number = inRange(value, range);
		if (number === undefined) {
			context.addIssue({ code: 'custom', message: isSetButBlank(value) ? NO_VALUE : sentence });
		}
		return number;
	});
}

/** A choice of a list; `otherwise` stands for an empty one. */
export function choice<const Value extends string>(
	values: readonly Value[],
	sentence: string,
	otherwise?: NoInfer<Value>,
) {
	return oneStep(
		(value) =>
			emptyIsUnset(value) === undefined ? otherwise : values.find((known) => known === value),
		() => sentence,
	);
}

const DEFAULT_TIMEOUT_MS = 60_000;
/** A timer of more milliseconds runs out at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;
const TIMEOUT_SENTENCE = `Enter the time limit in whole milliseconds, such as 60000; ${LONGEST_TIMEOUT_MS} at most`;

/** A time limit a request in whole milliseconds, or empty. */
export function timeLimit(defaultMs: number) {
	const range = { min: 1, max: LONGEST_TIMEOUT_MS, isWhole: true };
	return numberOr(defaultMs, range, TIMEOUT_SENTENCE);
}

/** Options that every operation has which makes a request. */
const requestOptions = {
	timeout: timeLimit(DEFAULT_TIMEOUT_MS),
	includeRaw: yesNo,
};

/**
 * An option that is there without a value is handed to its reader as null: for most it is the same as
 * none, but a guard, whose loss would send a message to the wrong people, twice or too early, refuses it.
 * Undefined where it is no collection.
 */
function entriesOf(options: unknown): object | undefined {
	if (options === undefined) return {};
	if (!isPlainObject(options)) return undefined;
	return Object.fromEntries(
		Object.entries(options ?? {}).map(([name, value]) => [name, value ?? null]),
	);
}

/** Reads the collection `options`: the given entries and those that every operation has. */
export function optionsOf<Own extends z.ZodRawShape>(own: Own) {
	return oneStep(entriesOf, () => OTHER_KIND).pipe(z.object({ ...requestOptions, ...own }));
}

const includeRawField: INodeProperties = {
	displayName: 'Include Raw Response',
	name: 'includeRaw',
	type: 'boolean',
	default: false,
	description: "Whether to add the provider's own answer to each item, in the field raw",
};

const timeoutField: INodeProperties = {
	displayName: 'Timeout (Ms)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LONGEST_TIMEOUT_MS },
	default: DEFAULT_TIMEOUT_MS,
	description:
		'How long to wait for an answer to one request. A send that is not answered in time has an unknown outcome.',
};

/**
 * The collection `options`: its own entries in their order, those that are wanted most first, and behind
 * them those that everything has which makes a request. An own entry takes the place of a common one of
 * the same name.
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
		options: [...own, ...common],
	};
}
