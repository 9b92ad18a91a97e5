import type { Batch, Results } from '../../../../nodes/shared/sending/message';
import { keyClaims } from '../../../../nodes/shared/sending/oncePerKey';
import type { Slot } from '../../../../nodes/shared/sending/slots';
import { ProcessedKeys } from '../../../integration/processedKeys';
import { accepted, message, refused, slotOf, unknown } from './messages';

const store = new ProcessedKeys();
const warnings: string[] = [];
beforeEach(() => {
	store.reset();
	warnings.length = 0;
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

test('when the store does not answer after a send, the result stands', async () => {
	const first = await execution(order());
	store.fault = new Error('database is locked');
	await expect(first.end([accepted()])).resolves.toBeUndefined();
	expect(warnings).toHaveLength(1);
	store.fault = undefined;
	expect((await execution(order())).obstacles).toMatchObject([{ fault: { outcome: 'unknown' } }]);
});

test('10,000 keys are remembered, and asked for in few calls', async () => {
	const many = Array.from({ length: 10_000 }, (_, item) => itemOf(item, `order ${item}`));
	await (await execution(many)).end(many.map(() => accepted()));
	expect(store.calls).toBe(3);
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
