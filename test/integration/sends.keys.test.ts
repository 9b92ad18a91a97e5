import type { RunResult } from './engine';
import { processedKeys } from './engine';
import { jsonOf, numberOf, SENDS, sendsWhere, useSends } from './sends';

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

beforeEach(() => processedKeys.reset());

const ALL = sendsWhere(() => true);
const MANY = sendsWhere(({ many }) => many === true);
const TOGETHER = sendsWhere(({ request }) => request !== 'oneMessage');
const CONTINUE = { onError: 'continueRegularOutput' } as const;
const KEYED = { onlyOncePerKey: '={{ $json.order }}' };
const outcomesOf = ({ outputs }: RunResult) =>
	jsonOf(outputs[0]).map((json) => json.outcome ?? Object(json.details).outcome);

describe.each(ALL)('%s', (name) => {
	const { endpoint, provider } = SENDS[name];
	const keyed = (count: number) =>
		itemsFor(name, count, 'hello').map((item, index) => ({ ...item, order: `order ${index}` }));
	/** The answer is lost for certain: the service is not asked by an id of its own. */
	const loseAnswer = () => simulatorOf(name).faults.next('reset', { endpoint, when: 'after' });
	const given = provider === 'raygan' ? { userGroupId: '1403001', messageId: '77' } : {};

	test('an execution that waits for a key of another one ends with its cancellation, and sends nothing', async () => {
		simulatorOf(name).faults.next('slow', { endpoint, ms: 1_000 });
		const first = run(name, keyed(1), KEYED);
		await simulatorOf(name).received(1);
		const second = await run(name, keyed(1), KEYED, {
			onStart: (cancel) => setImmediate(() => setImmediate(cancel)),
		});
		expect(second.outputs.flat().filter(({ json }) => json.alreadySent)).toEqual([]);
		expect((await first).fault).toBeUndefined();
		expect(ledgerOf(name)).toHaveLength(1);
	});

	test('in stop mode nothing is sent behind a key whose outcome is not known', async () => {
		loseAnswer();
		await run(name, keyed(1), { ...KEYED, ...given }, CONTINUE);
		const before = requestsOf(name).length;
		const many = keyed(150);
		const { fault } = await run(name, many, { ...KEYED, itemsPerRequest: 100 });
		expect(fault?.message).toContain('order 0');
		expect(requestsOf(name)).toHaveLength(before);
		const again = await run(name, many.slice(1, 3), KEYED);
		expect(outcomesOf(again)).toEqual(['accepted', 'accepted']);
	});

	test('more keys than are remembered are refused before anything is sent', async () => {
		const { fault } = await run(name, keyed(20_001), KEYED);
		expect(fault?.message).toContain('this run has 20001 keys');
		expect(requestsOf(name)).toEqual([]);
		expect(processedKeys.calls).toBe(0);
	}, 60_000);
});
