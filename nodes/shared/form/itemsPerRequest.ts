import type { INodeProperties } from 'n8n-workflow';

import { numberOr } from './parameters';

/** Ten thousand items are ten requests, and one that fails concerns a thousand. */
const DEFAULT_ITEMS_PER_REQUEST = 1000;

/** Reads the option of operations whose requests take many items. */
export const batchOptions = {
	itemsPerRequest: numberOr(
		DEFAULT_ITEMS_PER_REQUEST,
		{ min: 1, isWhole: true },
		'Enter how many items may share a request, such as 1000',
	),
};

/** @param description also says what smaller and larger requests cost */
export function itemsPerRequestField(description: string): INodeProperties {
	return {
		displayName: 'Items per Request',
		name: 'itemsPerRequest',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_ITEMS_PER_REQUEST,
		description,
	};
}

/** The option of operations that ask for the values of many items in one request. */
export const askItemsPerRequestField = itemsPerRequestField(
	'How many input items may share one request. A request that fails is the fault of all items that share it.',
);

/** Where items differ in an option of the whole run, the strictest counts; undefined where none has it. */
export function strictest(values: ReadonlyArray<number | undefined>): number | undefined {
	return values.reduce(
		(lowest, value) => (value === undefined ? lowest : Math.min(value, lowest ?? value)),
		undefined,
	);
}
