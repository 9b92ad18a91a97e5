import type { RunResult } from './engine';
import { processedKeys } from './engine';
import { jsonOf, numberOf, SENDS, sendsWhere, useSends } from './sends';

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

beforeEach(() => processedKeys.reset());

const ALL = sendsWhere(() => true);
const KEYED = { onlyOncePerKey: '={{ $json.order }}' };

const outcomesOf = ({ outputs }: RunResult) =>
	jsonOf(outputs[0]).map((json) => json.outcome ?? Object(json.details).outcome);

describe.each(ALL)('%s', (name) => {
	const { provider, request } = SENDS[name];
	const keyed = (count: number) =>
		itemsFor(name, count, 'hello').map((item, index) => ({ ...item, order: `order ${index}` }));

	test('in stop mode nothing is sent behind a key whose outcome is not known', async () => {
		let crashes = true;
		simulatorOf(name).onRequest(() => {
			if (crashes) processedKeys.isCutOff = true;
		});
		await run(name, keyed(1), KEYED);
		crashes = false;
		processedKeys.isCutOff = false;
		const before = requestsOf(name).length;
		const many = keyed(150);
		const { fault } = await run(name, many, { ...KEYED, itemsPerRequest: 100 });
		expect(fault?.message).toContain('order 0');
		expect(requestsOf(name)).toHaveLength(before);
		const again = await run(name, many.slice(1, 3), KEYED);
		expect(outcomesOf(again)).toEqual(['accepted', 'accepted']);
	}, 60_000);

	test('what was sent under a key is told as sent, also by a run that may not send; the others stay free', async () => {
		await run(name, keyed(2), KEYED);
		const onError = 'continueRegularOutput' as const;
		const denied = await run(name, keyed(3), { ...KEYED, maxRecipients: 1 }, { onError });
		expect(outcomesOf(denied)).toEqual(['accepted', 'accepted', 'refused']);
		expect(ledgerOf(name)).toHaveLength(2);
		expect(outcomesOf(await run(name, keyed(3), KEYED))).toEqual(Array(3).fill('accepted'));
		expect(ledgerOf(name)).toHaveLength(3);
	});

	test('more keys than are remembered are refused before anything is sent', async () => {
		const { to } = numberOf(provider, 1);
		const items = Array.from({ length: 20_001 }, (_, order) => ({ to, text: 'hello', order }));
		const { fault } = await run(name, items, KEYED);
		expect(fault?.message).toContain('this run has 20001 keys');
		expect(requestsOf(name)).toEqual([]);
		expect(processedKeys.calls).toBe(0);
	}, 60_000);

	test('as many requests are under way at a time as without keys', async () => {
		const count = request === 'oneMessage' ? 120 : 800;
		const peakOf = async (options: typeof KEYED | Record<string, never>) => {
			simulatorOf(name).reset();
			// Longer than the pause in which a claim of keys has to outlive the writes of other processes.
			simulatorOf(name).latencyMs = request === 'oneMessage' ? 30 : 300;
			await run(name, keyed(count), { ...options, itemsPerRequest: 100 });
			expect(ledgerOf(name)).toHaveLength(count);
			return simulatorOf(name).peakInFlight;
		};
		const withoutKeys = await peakOf({});
		expect(withoutKeys).toBe(request === 'oneMessage' ? 5 : 2);
		expect(await peakOf(KEYED)).toBe(withoutKeys);
	}, 60_000);
});

describe('turkeyBulk: an item that takes several requests', () => {
	const COUNT = 2_500;
	const to = Array.from({ length: COUNT }, (_, index) => numberOf('turkey', index).to).join(' ');
	const item = { to, text: 'hello', order: 'order 1' };

	test('goes once to each of its recipients, with another execution at the same moment', async () => {
		simulatorOf('turkeyBulk').latencyMs = 20;
		const runs = await Promise.all([0, 1].map(async () => await run('turkeyBulk', [item], KEYED)));
		expect(ledgerOf('turkeyBulk')).toHaveLength(COUNT);
		expect(runs.map(outcomesOf)).toEqual([['accepted'], ['accepted']]);
		const [first, second] = runs.flatMap(({ outputs }) => jsonOf(outputs[0]));
		expect([first?.alreadySent, second?.alreadySent].sort()).toEqual([true, undefined]);
	}, 60_000);
});
