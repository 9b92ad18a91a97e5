import fc from 'fast-check';

import { compare, takeOn } from '../../../../../nodes/shared/polling/delivery/watch';
import type { Keyed } from '../../../../../nodes/shared/polling/delivery/knownStatuses';
import { WHOLE } from '../../../../../nodes/shared/polling/delivery/knownStatuses';
import { MAX_STATE_LENGTH } from '../../../../../nodes/shared/polling/state';
import { EMPTY, lengthOf } from '../../../../../nodes/shared/polling/delivery/watchState';
import type { DeliveryStatus } from '../../../../../nodes/shared/sms/delivery';
import { group, message, OPTIONS, reading, stored } from './watched';

const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => `+9891${String(10_000_000 + index * 7)}`);

/** Statuses without any order in them, the same in each run. */
function scattered(keys: readonly string[], statuses: readonly DeliveryStatus[]): Keyed[] {
	let seed = 1;
	return keys.map((key) => {
		seed = (seed * 48_271) % 2_147_483_647;
		return { key, status: statuses[seed % statuses.length] ?? 'pending' };
	});
}

describe('a group of 50,000 recipients', () => {
	const keys = numbers(50_000);
	const { state: begun } = takeOn(EMPTY, [group('g')], 0);
	const first = scattered(keys, ['pending', 'sent', 'queued', 'delivered']);
	const start = compare(begun, new Map([['group g', reading(first)]]), OPTIONS, true, 1);

	test('its statuses are kept in less than half of the state, however they lie', () => {
		expect(start.changes).toHaveLength(50_000);
		expect(lengthOf(start.state)).toBeLessThan(MAX_STATE_LENGTH / 2);
	});

	test('the same statuses in another order are no news', () => {
		const again = new Map([['group g', reading([...first].reverse())]]);
		expect(compare(stored(start.state), again, OPTIONS, true, 2).changes).toEqual([]);
	});

	test('each recipient that moves on is emitted, and no other', () => {
		const next = first.map((entry, index): Keyed => {
			if (entry.status === 'delivered') return entry;
			return index % 1000 === 1 ? { ...entry, status: 'undelivered' } : entry;
		});
		const moved = next.filter(({ status }, index) => status !== first[index]?.status);
		const { changes, unsure } = compare(
			stored(start.state),
			new Map([['group g', reading(next)]]),
			OPTIONS,
			true,
			2,
		);
		expect(changes.map((change) => change.message)).toEqual(moved);
		expect(unsure).toEqual([]);
	});

	test('recipients that come later come with their first status, and no delivery is lost', () => {
		const waiting = keys.slice(0, 20_000).map((key): Keyed => ({ key, status: 'pending' }));
		const early = compare(begun, new Map([['group g', reading(waiting, false)]]), OPTIONS, true, 1);
		const later = keys.map((key, index): Keyed => {
			return { key, status: index % 10_000 === 3 ? 'delivered' : 'pending' };
		});
		const { changes } = compare(
			stored(early.state),
			new Map([['group g', reading(later)]]),
			OPTIONS,
			true,
			2,
		);
		expect(changes.map((change) => change.message?.key)).toEqual(
			keys.filter((_, index) => index === 3 || index === 10_003 || index >= 20_000),
		);
	});

	test('where nothing tells which recipients came later it says so, and each end comes all the same', () => {
		const part = compare(
			begun,
			new Map([['group g', reading(first.slice(0, 20_000), false)]]),
			OPTIONS,
			true,
			1,
		);
		const grown = compare(
			stored(part.state),
			new Map([['group g', reading(first)]]),
			OPTIONS,
			true,
			2,
		);
		expect(grown.unsure).toMatchObject([{ id: 'g' }]);
		const delivered = first.filter(({ status }) => status === 'delivered');
		expect(grown.changes.map((change) => change.message)).toEqual(delivered);
		const ended = first.map((entry): Keyed => ({ ...entry, status: 'delivered' }));
		const last = compare(
			stored(grown.state),
			new Map([['group g', reading(ended)]]),
			OPTIONS,
			true,
			3,
		);
		expect(last.changes).toHaveLength(first.filter(({ status }) => status !== 'delivered').length);
		expect(last.state.watched.size).toBe(0);
	});
});

test('what finds no room waits, and is handed on once others have ended', () => {
	const keys = numbers(50_000);
	const targets = ['a', 'b', 'c', 'd', 'e'].map(group);
	const waiting = scattered(keys, ['pending', 'sent', 'queued']);
	const readings = new Map(targets.map(({ id }) => [`group ${id}`, reading(waiting)] as const));
	const first = compare(takeOn(EMPTY, targets, 0).state, readings, OPTIONS, true, 1);
	expect(lengthOf(first.state)).toBeLessThan(MAX_STATE_LENGTH);
	expect(first.postponed.length).toBeGreaterThan(0);
	expect(first.changes).toHaveLength(50_000 * (5 - first.postponed.length));

	const delivered = waiting.map((entry): Keyed => ({ ...entry, status: 'delivered' }));
	const ended = new Map(readings);
	for (const { id } of targets) {
		if (!first.postponed.some((target) => target.id === id)) {
			ended.set(`group ${id}`, reading(delivered));
		}
	}
	const second = compare(stored(first.state), ended, OPTIONS, true, 2);
	expect(second.postponed).toEqual([]);
	expect(second.changes).toHaveLength(50_000 * 5);
});

test('10,000 messages with ids of one day are watched at a time, with their statuses scattered', () => {
	const ids = Array.from({ length: 10_000 }, (_, index) => String(1_140_850_688 + index));
	const { state, taken } = takeOn(EMPTY, ids.map(message), 0);
	expect(taken).toBe(10_000);
	const statuses = scattered(ids, ['pending', 'sent', 'queued']);
	const readings = new Map(
		statuses.map(({ key, status }) => [`message ${key}`, reading([{ key: '', status }])] as const),
	);
	const { state: next, changes } = compare(state, readings, OPTIONS, false, 1);
	expect(changes).toHaveLength(10_000);
	expect(lengthOf(next)).toBeLessThan(MAX_STATE_LENGTH);
	expect(compare(stored(next), readings, OPTIONS, false, 2).changes).toEqual([]);
});

describe('a group of which nothing tells how many there are', () => {
	const grows = (entries: readonly Keyed[]) =>
		new Map([['group g', { ...reading(entries), mayGrow: true }]]);
	const delivered = (keys: readonly string[]) =>
		keys.map((key): Keyed => ({ key, status: 'delivered' }));
	const watching = takeOn(EMPTY, [group('g')], 0).state;

	test('is followed on where all that is listed has ended but others have just come', () => {
		const keys = numbers(2_000);
		let state = watching;
		for (const count of [750, 1_500, 2_000]) {
			const next = compare(stored(state), grows(delivered(keys.slice(0, count))), OPTIONS, true, 1);
			expect(next.state.watched.size).toBe(1);
			state = next.state;
		}
		const last = compare(stored(state), grows(delivered(keys)), OPTIONS, true, 2);
		expect(last.changes).toEqual([]);
		expect(last.state.watched.size).toBe(0);
	});

	test.each([3, 2_000])('is followed on while one of %i that was under way is missing', (count) => {
		const [missing = '', ...others] = numbers(count);
		const all = [{ key: missing, status: 'sent' as const }, ...delivered(others)];
		const begun = compare(watching, grows(all), OPTIONS, true, 1).state;
		const without = compare(stored(begun), grows(delivered(others)), OPTIONS, true, 2);
		expect(without.changes).toEqual([]);
		expect(without.state.watched.size).toBe(1);
		const back = compare(
			stored(without.state),
			grows(delivered([missing, ...others])),
			OPTIONS,
			true,
			3,
		);
		expect(back.changes).toMatchObject([{ message: { key: missing }, previousStatus: 'sent' }]);
		expect(back.state.watched.size).toBe(0);
	});

	test('whose list comes after its own state ends with the list', () => {
		const waiting: Keyed[] = [{ key: WHOLE, status: 'queued' }];
		let { state } = compare(watching, grows(waiting), OPTIONS, true, 1);
		const listed = numbers(3).map((key): Keyed => ({ key, status: 'sent' }));
		({ state } = compare(stored(state), grows(listed), OPTIONS, true, 2));
		({ state } = compare(stored(state), grows(delivered(numbers(3))), OPTIONS, true, 3));
		expect(state.watched.size).toBe(0);
	});

	test('however it grows, shrinks and comes back, no end is lost, and the watch ends', () => {
		const part = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), fc.nat(4));
		fc.assert(
			fc.property(
				fc.constantFrom(1, 40, 1_200, 6_000, 20_000),
				fc.nat(1_000),
				fc.array(part, { minLength: 1, maxLength: 5 }),
				(count, salt, parts) => {
					const keys = numbers(count).map((key) => key + salt);
					const ended = new Set<string>();
					const came: unknown[] = [];
					let state = watching;
					const show = (listed: readonly string[]) => {
						const entries = listed.map((key): Keyed => {
							return { key, status: ended.has(key) ? 'delivered' : 'sent' };
						});
						const next = compare(stored(state), grows(entries), OPTIONS, true, 1);
						for (const { message: changed } of next.changes) {
							if (changed?.status === 'delivered') came.push(changed.key);
						}
						expect(next.unsure).toEqual([]);
						({ state } = next);
					};
					// One that is under way keeps the watch going, also while it is not listed.
					show(keys.slice(0, 1));
					for (const [share, isFirstHalf, step] of parts) {
						const length = Math.ceil(share * count);
						const listed = isFirstHalf ? keys.slice(0, length) : keys.slice(-length);
						for (const [index, key] of listed.entries())
							if (index % 5 <= step && key !== keys[0]) ended.add(key);
						show(length === 0 ? [] : listed);
					}
					for (const key of keys) ended.add(key);
					show(keys);
					show(keys);
					expect(new Set(came).size).toBe(count);
					// Above some thousands, one in ten thousand cannot be told from another one.
					expect(came.length).toBeLessThanOrEqual(count > 6_000 ? count + 3 : count);
					expect(state.watched.size).toBe(0);
				},
			),
			{ numRuns: 12, endOnFailure: true },
		);
	}, 120_000);
});

describe('a list of up to 20,000 recipients that grows, shrinks and comes back in any order', () => {
	test.each([1_500, 2_000, 6_000, 20_000])(
		'of %i, each change is emitted once in a state within its bounds',
		(count) => {
			const keys = numbers(count);
			const now = new Map<string, DeliveryStatus>();
			const known = new Map<string, DeliveryStatus>();
			let { state } = takeOn(EMPTY, [group('g')], 0);
			const steps: ReadonlyArray<readonly [number, number]> = [
				[0, 0.4],
				[0.1, 0.75],
				[0, 0.9],
				[0.3, 1],
				[0, 1],
				[0, 1],
			];
			for (const [index, [from, to]] of steps.entries()) {
				const listed = keys.slice(from * count, to * count);
				for (const [place, key] of listed.entries()) {
					const isDone = index > 3 || place % (index + 2) === 0;
					if (now.get(key) !== 'delivered') now.set(key, isDone ? 'delivered' : 'pending');
				}
				if (index % 2 === 1) listed.reverse();
				const messages = listed.map((key) => ({ key, status: now.get(key) ?? 'pending' }));
				const { changes, ...rest } = compare(
					stored(state),
					new Map([['group g', reading(messages)]]),
					OPTIONS,
					true,
					1,
				);
				const due = messages.filter(({ key, status }) => known.get(key) !== status);
				expect(changes.map(({ message: changed }) => changed?.key)).toEqual(
					due.map(({ key }) => key),
				);
				for (const { key, status } of messages) known.set(key, status);
				state = rest.state;
				expect(rest.postponed).toEqual([]);
				expect(rest.unsure).toEqual([]);
				expect(lengthOf(state)).toBeLessThan(MAX_STATE_LENGTH);
			}
			expect(state.watched.size).toBe(0);
		},
		60_000,
	);
});
