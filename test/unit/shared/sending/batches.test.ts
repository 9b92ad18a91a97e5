import fc from 'fast-check';

import type { BatchItem } from '../../../../nodes/shared/sending/batches';
import { packBatches } from '../../../../nodes/shared/sending/batches';
import { message } from './messages';

const items = fc
	.array(fc.record({ shareKey: fc.constantFrom(1, 2, 3), count: fc.nat(12) }), {
		maxLength: 40,
	})
	.map((drawn) =>
		drawn.map(({ shareKey, count }, item): BatchItem => {
			const own = Array.from({ length: count }, (_, position) => message(item, position));
			return { shareKey, messages: own };
		}),
	);
const limits = fc.record({
	itemsPerRequest: fc.integer({ min: 1, max: 10 }),
	recipientsPerRequest: fc.integer({ min: 1, max: 10 }),
});

test('every message is in exactly one request, in the order of its share key', () => {
	fc.assert(
		fc.property(items, limits, (all, limit) => {
			const batches = packBatches(all, limit);
			for (const key of [1, 2, 3]) {
				const own = all.filter(({ shareKey }) => shareKey === key);
				const expected = own.flatMap(({ messages }) => messages);
				expect(batches.flat().filter((sent) => expected.includes(sent))).toEqual(expected);
			}
			const count = all.reduce((sum, { messages }) => sum + messages.length, 0);
			expect(batches.flat()).toHaveLength(count);
		}),
	);
});

test('no request is empty, exceeds a limit or mixes share keys', () => {
	fc.assert(
		fc.property(items, limits, (all, limit) => {
			for (const batch of packBatches(all, limit)) {
				const owners = new Set(batch.map(({ item }) => item));
				expect(batch.length).toBeGreaterThan(0);
				expect(batch.length).toBeLessThanOrEqual(limit.recipientsPerRequest);
				expect(owners.size).toBeLessThanOrEqual(limit.itemsPerRequest);
				expect(new Set([...owners].map((item) => all[item]?.shareKey)).size).toBe(1);
			}
		}),
	);
});

test('an item is split only where it has more recipients than a request takes', () => {
	fc.assert(
		fc.property(items, limits, (all, limit) => {
			const batches = packBatches(all, limit);
			for (const [item, { messages }] of all.entries()) {
				const requests = batches.filter((batch) => batch.some((sent) => sent.item === item));
				expect(requests).toHaveLength(Math.ceil(messages.length / limit.recipientsPerRequest));
			}
		}),
	);
});

test('two neighbouring requests of a share key would not have fitted into one', () => {
	fc.assert(
		fc.property(items, limits, (all, limit) => {
			const batches = packBatches(all, limit);
			for (const [index, batch] of batches.entries()) {
				const next = batches[index + 1];
				if (next === undefined) continue;
				const keyOf = (sent: typeof batch) => all[sent[0]?.item ?? -1]?.shareKey;
				if (keyOf(batch) !== keyOf(next)) continue;
				const owners = new Set([...batch, ...next].map(({ item }) => item));
				const firstOfNext = next.filter(({ item }) => item === next[0]?.item);
				const fits =
					owners.size <= limit.itemsPerRequest &&
					batch.length + firstOfNext.length <= limit.recipientsPerRequest &&
					next.length === firstOfNext.length;
				expect(fits).toBe(false);
			}
		}),
	);
});

test('50,000 items of one recipient are packed in an instant', () => {
	const all = Array.from({ length: 50_000 }, (_, item) => ({
		shareKey: 1,
		messages: [message(item)],
	}));
	const started = performance.now();
	const batches = packBatches(all, { itemsPerRequest: 1000, recipientsPerRequest: 50_000 });
	expect(batches.map((batch) => batch.length)).toEqual(Array.from({ length: 50 }, () => 1000));
	expect(performance.now() - started).toBeLessThan(1000);
});
