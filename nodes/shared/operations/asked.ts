import type { Answer, Fault } from '../faults/faults';
import type { Question } from './askEach';
import type { ItemResult } from './operation';

/** One thing that one item asks for, and what its answer makes of the item. */
export interface Asked<Found> extends Question<Found> {
	readonly itemIndex: number;
	resultOf(answer: Answer<Found>): ItemResult;
}

/** Stands in the order of the questions for an item that cannot be asked; makes no request. */
export function refused<Found>(fault: Fault, itemIndex: number): Asked<Found> {
	const result = { ok: false, fault } as const;
	return {
		itemIndex,
		key: `refused item ${itemIndex}`,
		ask: async () => result,
		resultOf: () => result,
	};
}
