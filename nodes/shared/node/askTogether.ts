import type { Answer, Checked } from './faults';

interface Asking<Found> {
	/** What each item asks for, in the form that the provider takes. */
	readonly valuesOfItems: ReadonlyArray<readonly string[]>;
	/** Values in one request. */
	readonly perRequest: number;
	/** Asks for some values. A value that the answer does not have is left out of the map. */
	ask(values: readonly string[]): Promise<Answer<ReadonlyMap<string, Found>>>;
}

/**
 * Asks for the values of all items together, each value once, in few requests, and hands every item what
 * was found for its own values, in their order; undefined where the answer had nothing. A request that
 * fails is the fault of those items alone that have a value in it; after a fault that concerns the
 * account no further request is made.
 */
export async function askTogether<Found>({
	valuesOfItems,
	perRequest,
	ask,
}: Asking<Found>): Promise<Array<Checked<Array<Found | undefined>>>> {
	const values = [...new Set(valuesOfItems.flat())];
	const answers = new Map<string, Answer<ReadonlyMap<string, Found>>>();
	let answer: Answer<ReadonlyMap<string, Found>> | undefined;
	for (let at = 0; at < values.length; at += perRequest) {
		const asked = values.slice(at, at + perRequest);
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
