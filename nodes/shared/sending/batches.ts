import type { Batch, PlacedMessage } from './message';

/** One input item as the batches see it. */
export interface BatchItem {
	/** Items with the same key may share a request. */
	readonly shareKey: number;
	readonly messages: readonly PlacedMessage[];
}

export interface BatchLimits {
	readonly itemsPerRequest: number;
	/** What the provider takes in one request. */
	readonly recipientsPerRequest: number;
}

/**
 * Packs the messages of all items into few requests: a request holds at most so many items and so many
 * recipients. An item is split only where it has more recipients than one request takes. The order of
 * items is kept within a share key. Linear in the number of messages.
 */
export function packBatches(items: Iterable<BatchItem>, limits: BatchLimits): Batch[] {
	const groups = new Map<number, { batches: PlacedMessage[][]; itemsInLast: number }>();
	for (const { shareKey, messages } of items) {
		if (messages.length === 0) continue;
		const group = groups.get(shareKey) ?? { batches: [], itemsInLast: 0 };
		groups.set(shareKey, group);
		const last = group.batches.at(-1);
		const fits =
			last !== undefined &&
			group.itemsInLast < limits.itemsPerRequest &&
			last.length + messages.length <= limits.recipientsPerRequest;
		if (fits) {
			for (const message of messages) last.push(message);
			group.itemsInLast += 1;
			continue;
		}
		for (let at = 0; at < messages.length; at += limits.recipientsPerRequest) {
			group.batches.push(messages.slice(at, at + limits.recipientsPerRequest));
		}
		group.itemsInLast = 1;
	}
	return [...groups.values()].flatMap(({ batches }) => batches);
}
