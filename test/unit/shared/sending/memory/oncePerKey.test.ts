import type { Batch, Results } from '../../../../../nodes/shared/sending/message';
import { keyClaims } from '../../../../../nodes/shared/sending/memory/oncePerKey';
import type { Slot } from '../../../../../nodes/shared/sending/slots';
import { ProcessedKeys } from '../../../../integration/processedKeys';
import type * as QuickTimeModule from '../../../../integration/quickTime';
import { accepted, message, refused, slotOf, unknown } from '../messages';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTimeModule>('../../../../integration/quickTime').quickWorkflow(),
);

const store = new ProcessedKeys();
const warnings: string[] = [];
beforeEach(() => {
	store.reset();
	warnings.length = 0;
});

/** What lets go of the keys of executions that a test leaves unfinished. */
const unfinished: Array<() => Promise<void>> = [];
afterEach(async () => {
	for (const end of unfinished.splice(0)) await end();
});

const context = {
	helpers: {
		checkProcessedAndRecord: async (items: string[], _: string, options: { mode: 'entries' }) =>
			await store.checkProcessedAndRecord(items, options),
		removeProcessed: async (items: string[]) => await store.removeProcessed(items),
	},
	logger: {
		error: (words: string) => warnings.push(words),
		warn: (words: string) => warnings.push(words),
	},
	getNode: () => ({ id: 'node' }),
	getWorkflow: () => ({ id: 'workflow' }),
};

/** An item with this key and so many messages. */
const itemOf = (item: number, onceKey: string, count = 1): Slot =>
	slotOf(
		Array.from({ length: count }, (_, position) => message(item, position)),
		onceKey,
	);

/** One execution that asks for a key: what it may send, and what stands in the way. */
async function execution(slots: readonly Slot[], wasBegun = false) {
	const claims = keyClaims(context, 'Test', slots, () => wasBegun);
	const results: Results = new Map();
	const batches: readonly Batch[] = slots.map(({ own }) => own);
	const free = await claims.claim(batches, results);
	unfinished.push(async () => await claims.settle(batches, results));
	return {
		free: free.flat(),
		obstacles: [...results.values()],
		/** The messages got these results. */
		async end(answers: readonly ReturnType<typeof accepted>[]) {
			for (const [index, sent] of free.flat().entries()) {
				const answer = answers[index];
				if (answer) results.set(sent, answer);
			}
			await claims.settle(batches, results);
		},
	};
}

const order = () => [itemOf(0, 'order 1')];

test('without keys the store is never asked', async () => {
	const first = await execution([itemOf(0, '')]);
	expect(first.free).toHaveLength(1);
	await first.end([accepted()]);
	expect(store.calls).toBe(0);
});

test('a key that was accepted is not sent again, however often it comes', async () => {
	const first = await execution(order());
	expect(first.free).toHaveLength(1);
	await first.end([accepted()]);
	for (let times = 0; times < 3; times += 1) {
		const later = await execution(order());
		expect(later.free).toEqual([]);
		expect(later.obstacles).toEqual([accepted({ alreadySent: true })]);
	}
});

test.each([
	['whose outcome is unknown', [unknown]],
	['that a crash cut short', []],
])('a key %s is told as unknown, not sent', async (_, answers) => {
	await (await execution(order())).end(answers);
	const later = await execution(order());
	expect(later.free).toEqual([]);
	expect(later.obstacles).toMatchObject([
		{ ok: false, fault: { outcome: 'unknown', meaning: expect.stringContaining('order 1') } },
	]);
});

test('a key that was refused is free again', async () => {
	await (await execution(order())).end([refused()]);
	const later = await execution(order());
	expect(later.free).toHaveLength(1);
	await later.end([accepted()]);
	expect((await execution(order())).free).toEqual([]);
});

test('of many recipients one accepted is enough to keep the key', async () => {
	const three = [itemOf(0, 'order 1', 3)];
	await (await execution(three)).end([refused(), accepted(), refused()]);
	expect((await execution(three)).free).toEqual([]);
});

test('a later try of the run goes on under the key that an earlier one took', async () => {
	await (await execution(order())).end([unknown]);
	const again = await execution(order(), true);
	expect(again.free).toHaveLength(1);
	await again.end([accepted()]);
	expect((await execution(order())).obstacles).toEqual([accepted({ alreadySent: true })]);
});

test('when the store does not answer, nothing with a key is sent', async () => {
	store.fault = new Error('database is locked');
	const { free, obstacles } = await execution([itemOf(0, 'order 1'), itemOf(1, '')]);
	expect(free.map(({ item }) => item)).toEqual([1]);
	expect(obstacles).toMatchObject([{ ok: false, fault: { outcome: 'refused' } }]);
	expect(warnings).toEqual([expect.stringContaining('database is locked')]);
});

test('when the store does not answer after a send, the result stands, and is noted later', async () => {
	const first = await execution(order());
	store.fault = new Error('database is locked');
	await expect(first.end([accepted()])).resolves.toBeUndefined();
	expect(warnings).toHaveLength(1);
	store.fault = undefined;
	expect((await execution(order())).obstacles).toEqual([accepted({ alreadySent: true })]);
});

describe('a write of the store that fails halfway', () => {
	const OTHER = () => [itemOf(0, 'order 1'), itemOf(1, 'order 2')];
	const EACH = ['before', 'after', 'never'] as const;

	test('leaves nothing claimed where nothing was written, and is tried once more', async () => {
		store.losses.push('before');
		const first = await execution(order());
		expect(first.free).toHaveLength(1);
		await first.end([refused()]);
		store.losses.push('before', 'before');
		const second = await execution(order());
		expect(second.obstacles).toMatchObject([{ fault: { outcome: 'refused' } }]);
		expect((await execution(order())).free).toHaveLength(1);
	});

	test('leaves nothing claimed where a key beside it was sent before', async () => {
		await (await execution(order())).end([accepted()]);
		// The keys are written, but what the first one holds too much cannot be taken out.
		store.losses.push('never', 'before', 'before');
		const { free, obstacles } = await execution(OTHER());
		expect(free).toEqual([]);
		expect(obstacles).toMatchObject([
			{ fault: { outcome: 'refused' } },
			{ fault: { outcome: 'refused' } },
		]);
		const later = await execution(OTHER());
		expect(later.obstacles).toEqual([accepted({ alreadySent: true })]);
		expect(later.free.map(({ item }) => item)).toEqual([1]);
	});

	test('where the answer alone was lost, nothing is sent and nothing claimed that is not known', async () => {
		store.losses.push('after');
		const { free, obstacles } = await execution(order());
		expect(free).toEqual([]);
		expect(obstacles).toMatchObject([
			{ fault: { outcome: 'unknown', meaning: expect.stringContaining('sent nothing under it') } },
		]);
	});

	test('a key that was sent is never free, whatever fails in whatever call', async () => {
		for (const losses of EACH.flatMap((a) => EACH.flatMap((b) => EACH.map((c) => [a, b, c])))) {
			store.reset();
			await (await execution(order())).end([accepted()]);
			store.losses.push(...losses);
			const met = await execution(order());
			expect(met.free).toEqual([]);
			store.losses.length = 0;
			expect((await execution(order())).free).toEqual([]);
		}
	});

	test('a key that was refused is free in the end, whatever fails when that is noted', async () => {
		for (const losses of EACH.flatMap((a) => EACH.map((b) => [a, b]))) {
			store.reset();
			const first = await execution(order());
			store.losses.push(...losses);
			await first.end([refused()]);
			store.losses.length = 0;
			const later = await execution(order());
			expect(later.free).toHaveLength(1);
			await later.end([refused()]);
		}
	});
});

describe('an item that was accepted in part', () => {
	const three = () => [itemOf(0, 'order 1', 3)];
	const outcomes = (obstacles: readonly ReturnType<typeof accepted>[]) =>
		obstacles.map((result) => (result.ok ? 'accepted' : result.fault.outcome));

	test.each([
		['refused', refused()],
		['of unknown outcome', unknown],
	])('tells later executions which messages, where the others were %s', async (_, other) => {
		await (await execution(three())).end([other, accepted(), other]);
		for (let times = 0; times < 3; times += 1) {
			const { free, obstacles } = await execution(three());
			expect(free).toEqual([]);
			expect(outcomes(obstacles)).toEqual(['unknown', 'accepted', 'unknown']);
		}
	});

	test('claims nothing for other recipients under the same key', async () => {
		await (await execution(three())).end([unknown, accepted(), unknown]);
		const { obstacles } = await execution([itemOf(0, 'order 1', 4)]);
		expect(outcomes(obstacles)).toEqual(Array(4).fill('unknown'));
	});

	test('claims no message that was not accepted, whatever the store loses', async () => {
		for (const loss of ['before', 'after'] as const) {
			for (const at of [0, 1, 2]) {
				store.reset();
				await (await execution(three())).end([unknown, accepted(), unknown]);
				store.losses.push(...Array.from({ length: at }, () => 'never' as const), loss);
				await execution(three());
				store.losses.length = 0;
				const [first, , third] = outcomes((await execution(three())).obstacles);
				expect([first, third]).toEqual(['unknown', 'unknown']);
			}
		}
	});

	test('whose outcome a crash cut off is unknown as a whole', async () => {
		await execution(three()).then(async ({ end }) => await end([]));
		expect(outcomes((await execution(three())).obstacles)).toEqual(Array(3).fill('unknown'));
	});
});

test('a full store forgets keys, and takes none for sent whose outcome is not known', async () => {
	const most = 40_000;
	const three = () => [0, 1, 2].map((item) => itemOf(item, `order ${item}`));
	for (const dropped of [1, 2, 3, 4, 5, 6]) {
		store.reset();
		await (await execution(three())).end([unknown, unknown, unknown]);
		const others = Array.from({ length: most - 6 + dropped }, (_, index) => `other ${index}`);
		await store.checkProcessedAndRecord(others, { mode: 'entries', maxEntries: most });
		const { obstacles, end } = await execution(three());
		expect(obstacles.filter(({ ok }) => ok)).toEqual([]);
		await end([]);
	}
});

test('10,000 keys are remembered, and asked for in few calls', async () => {
	const many = Array.from({ length: 10_000 }, (_, item) => itemOf(item, `order ${item}`));
	await (await execution(many)).end(many.map(() => accepted()));
	// Three of them look whether another process wrote at the same moment.
	expect(store.calls).toBe(6);
	expect((await execution(many)).free).toEqual([]);
});

test('keys are claimed for at most about 100 messages at a time', () => {
	const many = Array.from({ length: 1000 }, (_, item) => itemOf(item, `order ${item}`));
	const claims = keyClaims(context, 'Test', many, () => false);
	const single = claims.blocksOf(many.map(({ own }) => own));
	expect(single).toHaveLength(10);
	expect(single.flat(2)).toHaveLength(1000);
	const large = claims.blocksOf(
		[many.slice(0, 500), many.slice(500)].map((part) => part.flatMap(({ own }) => own)),
	);
	expect(large.map((block) => block.length)).toEqual([1, 1]);
});

describe('executions at the same moment', () => {
	/** Runs to its end, and answers whether it sent. */
	async function sends(key: string): Promise<boolean> {
		const { free, end } = await execution([itemOf(0, key)]);
		await end([accepted()]);
		return free.length > 0;
	}

	test('each key is sent once, and none is forgotten', async () => {
		const keys = Array.from({ length: 20 }, (_, index) => `order ${index}`);
		const sent = await Promise.all([...keys, ...keys, ...keys].map(sends));
		expect(sent.filter(Boolean)).toHaveLength(keys.length);
		expect(await Promise.all(keys.map(sends))).toEqual(keys.map(() => false));
	});

	test('one that meets a key which is being sent waits, and hears that it was', async () => {
		const first = await execution(order());
		const second = execution(order());
		await first.end([accepted()]);
		expect((await second).obstacles).toEqual([accepted({ alreadySent: true })]);
	});

	test('one that waits ends with its cancellation, without waiting for the other', async () => {
		const first = await execution(order());
		const slots = order();
		const abort = new AbortController();
		const claims = keyClaims(context, 'Test', slots, () => false, abort.signal);
		const results: Results = new Map();
		const waiting = claims.claim(
			slots.map(({ own }) => own),
			results,
		);
		abort.abort();
		await waiting;
		await claims.settle(
			slots.map(({ own }) => own),
			results,
		);
		await first.end([accepted()]);
		expect((await execution(order())).obstacles).toEqual([accepted({ alreadySent: true })]);
	});

	test('one waits until all requests of an item are settled', async () => {
		const [slot = itemOf(0, '')] = [itemOf(0, 'order 1', 3)];
		const claims = keyClaims(context, 'Test', [slot], () => false);
		const results: Results = new Map();
		const blocks = claims.blocksOf(slot.own.map((sent) => [sent]));
		expect(blocks).toHaveLength(1);
		for (const block of blocks) await claims.claim(block, results);
		const second = execution([itemOf(0, 'order 1', 3)]);
		for (const sent of slot.own) results.set(sent, accepted());
		for (const block of blocks) await claims.settle(block, results);
		expect((await second).obstacles).toEqual(Array(3).fill(accepted({ alreadySent: true })));
	});

	test('one that was waiting sends where the other was refused', async () => {
		const first = await execution(order());
		const second = execution(order());
		await first.end([refused()]);
		const { free, end } = await second;
		expect(free).toHaveLength(1);
		await end([accepted()]);
	});

	test('a key that another process lost by writing at the same moment is kept again', async () => {
		const first = await execution(order());
		store.reset();
		await first.end([accepted()]);
		expect((await execution(order())).obstacles).toEqual([accepted({ alreadySent: true })]);
	});
});
