import fc from 'fast-check';

import type * as OncePerKeyModule from '../../../../../nodes/shared/sending/memory/oncePerKey';
import type { MessageResult, Results } from '../../../../../nodes/shared/sending/message';
import { accepted, message, refused, slotOf } from '../messages';

/** Two processes of n8n, such as workers: they share the database, and no memory. */
const processes: Array<typeof OncePerKeyModule> = [];
beforeAll(() => {
	while (processes.length < 2) {
		jest.isolateModules(() => {
			processes.push(
				jest.requireActual<typeof OncePerKeyModule>(
					'../../../../../nodes/shared/sending/memory/oncePerKey',
				),
			);
		});
	}
});

const wait = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** n8n's store, in which what was written between a reading and its writing is lost. */
class SlowStore {
	private entries: readonly string[] = [];
	/** Writes over which another one was written. */
	lost = 0;
	private writes = 0;

	/** @param chance from 0 up to 1 */
	constructor(private readonly chance: () => number) {}

	async checkProcessedAndRecord(items: readonly string[]) {
		return await this.change((known) => {
			const fresh = items.filter((item) => !known.has(item));
			return { entries: [...known, ...fresh], answer: { new: fresh, processed: [] } };
		});
	}

	async removeProcessed(items: readonly string[]): Promise<void> {
		await this.change((known) => ({
			entries: [...known].filter((entry) => !items.includes(entry)),
			answer: undefined,
		}));
	}

	private async change<T>(
		how: (known: ReadonlySet<string>) => { entries: readonly string[]; answer: T },
	): Promise<T> {
		await wait(this.chance() * 4);
		const writes = this.writes;
		const { entries, answer } = how(new Set(this.entries));
		await wait(1 + this.chance() * 8);
		if (this.writes > writes) this.lost += 1;
		this.writes += 1;
		this.entries = entries;
		return answer;
	}
}

/** The same numbers each time for the same seed. */
function chanceOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

interface Setting {
	seed: number;
	/** How long a provider takes to answer (ms). */
	takesMs?: number;
	answer?: () => MessageResult;
}

/** Each is a workflow of its own. */
let sites = 0;

function site({ seed, takesMs = 40, answer = accepted }: Setting) {
	const chance = chanceOf(seed);
	jest.spyOn(Math, 'random').mockImplementation(chance);
	const store = new SlowStore(chance);
	const workflow = { id: `workflow ${(sites += 1)}` };
	const context = {
		helpers: {
			checkProcessedAndRecord: async (items: string[]) =>
				await store.checkProcessedAndRecord(items),
			removeProcessed: async (items: string[]) => await store.removeProcessed(items),
		},
		logger: { error: jest.fn(), warn: jest.fn() },
		getNode: () => ({ id: 'node' }),
		getWorkflow: () => workflow,
	};
	const sent: string[] = [];

	/** One execution in one of the processes, from the claim to its end. */
	async function deliver(key: string, inProcess: number): Promise<MessageResult | undefined> {
		const own = message(0);
		const slot = slotOf([own], key);
		const claims = processes[inProcess]?.keyClaims(context, 'Test', [slot], () => false);
		const results: Results = new Map();
		const free = await claims?.claim([slot.own], results);
		if (free?.length === 1) {
			await wait(takesMs);
			const result = answer();
			results.set(own, result);
			if (result.ok) sent.push(key);
		}
		await claims?.settle([slot.own], results);
		return results.get(own);
	}
	return { store, sent, deliver };
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000_000_000 }));
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

async function inTime<T>(promise: Promise<T>): Promise<T> {
	let isOver = false;
	const ended = promise.finally(() => (isOver = true));
	ended.catch(() => undefined);
	while (!isOver) await jest.advanceTimersByTimeAsync(20);
	return await ended;
}

const KEYS = Array.from({ length: 12 }, (_, index) => `order ${index}`);
const codeOf = (result: MessageResult | undefined) =>
	result?.ok === false ? result.fault.code : 'accepted';

test('two processes that get each order at once send it once, and a third delivery sends none', async () => {
	const told: string[] = [];
	let lost = 0;
	await fc.assert(
		fc.asyncProperty(fc.integer(), async (seed) => {
			const { store, sent, deliver } = site({ seed });
			const both = KEYS.flatMap((key) => [deliver(key, 0), deliver(key, 1)]);
			told.push(...(await inTime(Promise.all(both))).map(codeOf));
			expect([...sent].sort()).toEqual([...KEYS].sort());

			const again = KEYS.map(async (key, index) => await deliver(key, index % 2));
			told.push(...(await inTime(Promise.all(again))).map(codeOf));
			expect(sent).toHaveLength(KEYS.length);
			lost += store.lost;
		}),
		{ numRuns: 30, seed: 12 },
	);
	expect(lost).toBeGreaterThan(500);
	// That a key was settled can be lost again and again; then it is told as unknown, and not sent.
	expect(told.filter((code) => code === 'accepted').length).toBeGreaterThan(0.95 * told.length);
	expect(told).not.toContain('keys-not-read');
});

test('one that meets a key under which another process sends hears what became of it', async () => {
	const { sent, deliver } = site({ seed: 1, takesMs: 5_000 });
	const first = deliver('order 1', 0);
	await jest.advanceTimersByTimeAsync(1_000);
	const second = deliver('order 1', 1);
	expect(await inTime(Promise.all([first, second]))).toEqual([
		accepted(),
		accepted({ alreadySent: true }),
	]);
	expect(sent).toEqual(['order 1']);
});

test('where the other process takes long, it hears that another execution is sending', async () => {
	const { sent, deliver } = site({ seed: 2, takesMs: 60_000 });
	const first = deliver('order 1', 0);
	await jest.advanceTimersByTimeAsync(500);
	expect(await inTime(deliver('order 1', 1))).toMatchObject({
		fault: {
			code: 'key-in-use',
			meaning: expect.stringContaining('Another execution is sending under the key order 1'),
			outcome: 'unknown',
		},
	});
	expect(await inTime(first)).toEqual(accepted());
	expect(await inTime(deliver('order 1', 1))).toEqual(accepted({ alreadySent: true }));
	expect(sent).toEqual(['order 1']);
});

test('where the other process was refused, the one that waited sends', async () => {
	const answers = [refused(), accepted()];
	const answer = () => answers.shift() ?? accepted();
	const { sent, deliver } = site({ seed: 3, takesMs: 2_000, answer });
	const first = deliver('order 1', 0);
	await jest.advanceTimersByTimeAsync(500);
	const second = deliver('order 1', 1);
	expect(await inTime(Promise.all([first, second]))).toEqual([refused(), accepted()]);
	expect(sent).toEqual(['order 1']);
});

test('a key that a process took long before it was killed is told as unknown at once', async () => {
	const { deliver } = site({ seed: 4, takesMs: 10 ** 9 });
	void deliver('order 1', 0);
	await jest.advanceTimersByTimeAsync(20_000);
	const start = Date.now();
	expect(codeOf(await inTime(deliver('order 1', 1)))).toBe('unknown-since-earlier-run');
	expect(Date.now() - start).toBeLessThan(1_000);
});
