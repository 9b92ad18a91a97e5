import fc from 'fast-check';

import { tryCounter } from '../../../../nodes/shared/codes/tries';
import { ProcessedKeys } from '../../../integration/processedKeys';

const stores = new Map<string, ProcessedKeys>();
const words: string[] = [];
const failing = new Set<'check' | 'remove'>();
beforeEach(() => {
	stores.clear();
	words.length = 0;
	failing.clear();
});

const storeOf = (node: string) => {
	const store = stores.get(node) ?? new ProcessedKeys();
	stores.set(node, store);
	return store;
};

let nodes = 0;

/** What one execution counts with; n8n keeps a store for each node. */
function counterOf(node: string, workflow: string | undefined = 'workflow') {
	const down = () => Promise.reject(new Error('the database is away'));
	return tryCounter(
		{
			helpers: {
				checkProcessedAndRecord: async (items: string[], _: string, options) =>
					failing.has('check')
						? await down()
						: await storeOf(node).checkProcessedAndRecord(items, options),
				removeProcessed: async (items: string[]) =>
					failing.has('remove') ? await down() : await storeOf(node).removeProcessed(items),
			},
			logger: {
				error: (line: string) => words.push(line),
				warn: (line: string) => words.push(line),
			},
			getNode: () => ({ id: node }),
			getWorkflow: () => ({ id: workflow }),
		},
		'Test',
	);
}

const LIMITS = { maxTries: 5, singleUse: true };
const newNode = () => `node ${++nodes}`;

/** One execution that checks one code. */
async function check(node: string, isRight: boolean, limits = LIMITS, print = 'print') {
	const counted = await counterOf(node)(print, isRight, limits);
	return counted.ok ? counted.value : counted.fault.code;
}

async function checks(node: string, rights: readonly boolean[], limits = LIMITS) {
	const verdicts = [];
	for (const isRight of rights) verdicts.push(await check(node, isRight, limits));
	return verdicts;
}

test('a right code is valid once, then used, whatever is typed', async () => {
	expect(await checks(newNode(), [true, true, false, true])).toEqual([
		'valid',
		'used',
		'used',
		'used',
	]);
});

test('after five wrong codes the right one is judged no more', async () => {
	expect(await checks(newNode(), [false, false, false, false, false, true, false])).toEqual([
		...Array<string>(5).fill('wrong'),
		'tooManyTries',
		'tooManyTries',
	]);
});

test('without Single Use a token stays valid, within its tries', async () => {
	const limits = { maxTries: 3, singleUse: false };
	expect(await checks(newNode(), [true, false, true, true], limits)).toEqual([
		'valid',
		'wrong',
		'valid',
		'tooManyTries',
	]);
});

test('any sequence of codes is judged at most Max Tries times, and valid at most once', async () => {
	const rights = fc.array(fc.boolean(), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(rights, fc.integer({ min: 1, max: 8 }), async (typed, maxTries) => {
			const verdicts = await checks(newNode(), typed, { maxTries, singleUse: true });
			const first = typed.slice(0, maxTries).indexOf(true);
			const expected = typed.map((_, index) => {
				if (first >= 0) return index < first ? 'wrong' : index === first ? 'valid' : 'used';
				return index < maxTries ? 'wrong' : 'tooManyTries';
			});
			expect(verdicts).toEqual(expected);
		}),
		{ numRuns: 50 },
	);
});

test('of 1,000 tries at the same moment at most five are judged, and one right one at most is valid', async () => {
	const wrong = newNode();
	const verdicts = await Promise.all(
		Array.from({ length: 1_000 }, async () => await check(wrong, false)),
	);
	expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(5);
	expect(verdicts.filter((verdict) => verdict === 'tooManyTries')).toHaveLength(995);
	const right = newNode();
	const valid = await Promise.all(
		Array.from({ length: 1_000 }, async () => await check(right, true)),
	);
	expect(valid.filter((verdict) => verdict === 'valid')).toHaveLength(1);
	expect(valid.filter((verdict) => verdict === 'used')).toHaveLength(999);
});

test('the tries of two tokens are apart, and so are those of two nodes', async () => {
	const node = newNode();
	expect(await check(node, true, LIMITS, 'one')).toBe('valid');
	expect(await check(node, true, LIMITS, 'other')).toBe('valid');
	expect(await check(newNode(), true, LIMITS, 'one')).toBe('valid');
	expect(await check(node, true, LIMITS, 'one')).toBe('used');
});

test('more tries can be allowed later, and a used token stays used', async () => {
	const node = newNode();
	await checks(node, [false, false], { maxTries: 2, singleUse: true });
	expect(await check(node, true, { maxTries: 2, singleUse: true })).toBe('tooManyTries');
	expect(await check(node, true, { maxTries: 3, singleUse: true })).toBe('valid');
	expect(await check(node, true, { maxTries: 9, singleUse: true })).toBe('used');
});

test('what a crash in the middle of a try leaves is a token that can be tried no more', async () => {
	const node = newNode();
	const written = ['used print', ...[1, 2, 3, 4, 5].map((index) => `try ${index} print`)];
	await storeOf(node).checkProcessedAndRecord(written, { mode: 'entries' });
	expect(await checks(node, [true, false])).toEqual(['used', 'used']);
});

test('entries that could not be taken back are taken back first, so the next try is judged', async () => {
	const node = newNode();
	failing.add('remove');
	expect(await check(node, false)).toBe('wrong');
	expect(words.join()).toContain('did not answer');
	expect(await check(node, true)).toBe('tries-not-counted');
	failing.clear();
	expect(await check(node, true)).toBe('valid');
	expect(await check(node, true)).toBe('used');
});

test('without an answer of the store nothing is judged', async () => {
	const node = newNode();
	failing.add('check');
	expect(await check(node, true)).toBe('tries-not-counted');
	failing.clear();
	expect(await check(node, true)).toBe('valid');
});

test.each([undefined, '', '__EMPTY__'])(
	'in a workflow that was never saved (%j) nothing is judged',
	async (workflow) => {
		const count = counterOf(newNode(), workflow ?? '');
		const counted = await count('print', true, LIMITS);
		expect(counted).toMatchObject({ ok: false, fault: { code: 'workflow-not-saved' } });
		expect(stores.size).toBe(0);
	},
);

test('what is kept has neither token nor code in it', async () => {
	const node = newNode();
	const seen: string[] = [];
	const store = storeOf(node);
	const record = store.checkProcessedAndRecord.bind(store);
	store.checkProcessedAndRecord = async (items, options) => {
		seen.push(...items.map(String));
		return await record(items, options);
	};
	await check(node, true, LIMITS, 'qqq');
	for (const entry of seen) expect(entry).toMatch(/^(used|try \d+) qqq$/);
});
