import chunk from 'lodash/chunk';

import type { Answer, Checked } from '../faults/faults';
import { strictest } from '../form/itemsPerRequest';

interface Asking<Found> {
	/** What each item asks for, in the form that the provider takes. */
	readonly valuesOfItems: ReadonlyArray<readonly string[]>;
	/** What items say of how many of them may share a request; the strictest counts. */
	readonly itemsPerRequest: readonly number[];
	/** The most values in one request. */
	readonly perRequest: number;
	/** Asks for some values. A value that the answer does not have is left out of the map. */
	ask(values: readonly string[]): Promise<Answer<ReadonlyMap<string, Found>>>;
}

/** The values of each request: so many items share one, and each value is in one alone. */
function requestsOf(
	valuesOfItems: ReadonlyArray<readonly string[]>,
	itemsPerRequest: number,
	perRequest: number,
): string[][] {
	const asked = new Set<string>();
	const asking = valuesOfItems.filter((values) => values.length > 0);
	return chunk(asking, itemsPerRequest).flatMap((items) => {
		const fresh = [...new Set(items.flat())].filter((value) => !asked.has(value));
		for (const value of fresh) asked.add(value);
		return chunk(fresh, perRequest);
	});
}

/**
 * Asks for the values of all items together, each value once, in few requests, and hands every item what
 * was found for its own values, in their order; undefined where the answer had nothing. A request that
 * fails is the fault of those items alone that have a value in it; after a fault that concerns the
 * account no further request is made.
 */
export async function askTogether<Found>({
	valuesOfItems,
	itemsPerRequest,
	perRequest,
	ask,
}: Asking<Found>): Promise<Array<Checked<Array<Found | undefined>>>> {
	const answers = new Map<string, Answer<ReadonlyMap<string, Found>>>();
	let answer: Answer<ReadonlyMap<string, Found>> | undefined;
	for (const asked of requestsOf(valuesOfItems, strictest(itemsPerRequest) ?? 1, perRequest)) {
		const hopeless = answer?.ok === false && answer.fault.concernsAccount;
		if (answer === undefined || !hopeless) answer = await ask(asked);
		for (const value of asked) answers.set(value, answer);
	}
	return valuesOfItems.map((own) => {
		const found: Array<Found | undefined> = [];
		for (const value of own) {
			const answered = answers.get(value);
			if (answered?.ok === false) return answered;
			found.push(answered?.value.get(value));
		}
		return { ok: true, value: found };
	});
}
