import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import type { SendName } from './sends';
import { jsonOf, SENDS, sendsWhere, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

/** What happens at each wait of the node, and at each request. */
const hooks: { onWait?: () => void; onRequest?: () => void } = {};

beforeAll(() => {
	quickTime.onWait((ms) => {
		simulatorOf('turkeySend').clock.advance(ms);
		simulatorOf('rayganSend').clock.advance(ms);
		hooks.onWait?.();
	});
	simulatorOf('turkeySend').onRequest(() => hooks.onRequest?.());
	simulatorOf('rayganSend').onRequest(() => hooks.onRequest?.());
});
beforeEach(() => {
	quickTime.waited = 0;
	hooks.onWait = undefined;
	hooks.onRequest = undefined;
});

const ONE_EACH = (name: SendName) => SENDS[name].request === 'oneMessage';

const CONTINUE = { onError: 'continueRegularOutput' } as const;

describe.each(sendsWhere(({ provider }) => provider === 'turkey'))('%s: a rate limit', (name) => {
	const limitTo = (messagesPerMinute: number) =>
		Object.assign(simulatorOf(name).account, { messagesPerMinute });

	test('is waited out, and all messages go once', async () => {
		limitTo(5);
		const options = { itemsPerRequest: 5, ...(ONE_EACH(name) ? {} : { rateLimitWait: 120 }) };
		const { outputs, fault } = await run(name, itemsFor(name, 10, 'hello'), options);
		expect(fault).toBeUndefined();
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(10).fill('accepted'));
		expect(new Set(ledgerOf(name).map(({ recipient }) => recipient)).size).toBe(10);
		expect(ledgerOf(name)).toHaveLength(10);
		expect(quickTime.waited).toBeGreaterThanOrEqual(60_000);
	});

	test('is not waited out where the option says 0', async () => {
		limitTo(5);
		const options = { itemsPerRequest: 5, rateLimitWait: 0 };
		const { outputs } = await run(name, itemsFor(name, 10, 'hello'), options, CONTINUE);
		expect(quickTime.waited).toBe(0);
		const failed = jsonOf(outputs[0]).filter(({ error }) => error !== undefined);
		expect(failed).toHaveLength(5);
		const outcome = ONE_EACH(name) ? 'refused' : 'unknown';
		expect(failed[0]?.details).toMatchObject({ code: 'TS-1060', outcome });
	});

	test('a cancellation ends the wait, and nothing is sent any more', async () => {
		limitTo(5);
		await run(
			name,
			itemsFor(name, 10, 'hello'),
			{ itemsPerRequest: 5, ...(ONE_EACH(name) ? {} : { rateLimitWait: 120 }) },
			{
				onStart: (cancel) => {
					hooks.onWait = cancel;
				},
			},
		);
		expect(ledgerOf(name)).toHaveLength(5);
		expect(quickTime.waited).toBeLessThan(5_000);
	});
});

describe.each(
	sendsWhere(({ provider, request }) => provider === 'turkey' && request !== 'oneMessage'),
)('%s: a bulk request of which the provider took a part before the rate limit', (name) => {
	const takePart = () =>
		Object.assign(simulatorOf(name).account, { messagesPerMinute: 3, takesWhatFits: true });

	test('is not sent again by itself: nobody gets the message twice, and all are told as unknown', async () => {
		takePart();
		const { outputs } = await run(name, itemsFor(name, 5, 'hello'), {}, CONTINUE);
		const output = jsonOf(outputs[0]);
		expect(output.map(({ details }) => details)).toEqual(
			Array(5).fill(expect.objectContaining({ code: 'TS-1060', outcome: 'unknown' })),
		);
		expect(output[0]?.error).toContain('may have been sent');
		expect(quickTime.waited).toBe(0);
		expect(requestsOf(name)).toHaveLength(1);
		expect(ledgerOf(name)).toHaveLength(3);
	});

	test('the requests after it are not begun, so that a retry can send them', async () => {
		takePart();
		const options = { itemsPerRequest: 5 };
		const { outputs } = await run(name, itemsFor(name, 20, 'hello'), options, CONTINUE);
		const outcomes = jsonOf(outputs[0]).map(({ details }) => details);
		expect(outcomes[0]).toMatchObject({ outcome: 'unknown' });
		expect(outcomes.at(-1)).toMatchObject({ outcome: 'refused', code: 'not-tried' });
		expect(requestsOf(name)).toHaveLength(1);
	});

	test('one with a single recipient waits the minute out by default', async () => {
		Object.assign(simulatorOf(name).account, { messagesPerMinute: 1 });
		const options = { itemsPerRequest: 1 };
		const { outputs } = await run(name, itemsFor(name, 2, 'hello'), options);
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
		expect(ledgerOf(name)).toHaveLength(2);
	});

	test('where the user set the wait, it goes again as a whole, and in vain stays unknown', async () => {
		takePart();
		const options = { rateLimitWait: 60 };
		const { outputs } = await run(name, itemsFor(name, 5, 'hello'), options, CONTINUE);
		expect(jsonOf(outputs[0])[0]?.details).toMatchObject({ outcome: 'unknown' });
		expect(requestsOf(name)).toHaveLength(2);
	});
});

test('where items differ in the wait for a rate limit, the shortest counts', async () => {
	Object.assign(simulatorOf('turkeyBulk').account, { messagesPerMinute: 5 });
	const items = itemsFor('turkeyBulk', 10, 'hello').map((item, at) => ({ ...item, wait: at * 60 }));
	const options = { itemsPerRequest: 5, rateLimitWait: '={{ $json.wait }}' };
	const { outputs } = await run('turkeyBulk', items, options, CONTINUE);
	expect(quickTime.waited).toBe(0);
	expect(jsonOf(outputs[0]).filter(({ error }) => error !== undefined)).toHaveLength(5);
});

test('a chunk that can never pass ends with a sentence, and the others wait no more', async () => {
	Object.assign(simulatorOf('turkeyBulk').account, { messagesPerMinute: 3 });
	const options = { itemsPerRequest: 5, rateLimitWait: 120 };
	const items = itemsFor('turkeyBulk', 12, 'hello');
	const { outputs } = await run('turkeyBulk', items, options, CONTINUE);
	const output = jsonOf(outputs[0]);
	expect(output[0]?.error).toContain('also after 120 seconds of waiting');
	expect(output[0]?.message).toContain('put fewer recipients into one request');
	expect(output[5]?.details).toMatchObject({ outcome: 'unknown' });
	expect(output.slice(10).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
	expect(quickTime.waited).toBe(120_000);
});

describe.each(sendsWhere(() => true))('%s: a cancelled execution', (name) => {
	const atOnce = SENDS[name].request === 'oneMessage' ? 5 : 1;

	test('lets the requests in flight finish, and sends no further one', async () => {
		const { data } = await run(
			name,
			itemsFor(name, 30, 'hello'),
			{ itemsPerRequest: 3 },
			{
				onStart: (cancel) => {
					hooks.onRequest = cancel;
				},
			},
		);
		expect(requestsOf(name).length).toBeGreaterThan(0);
		expect(requestsOf(name).length).toBeLessThanOrEqual(atOnce);
		expect(ledgerOf(name)).toHaveLength(atOnce === 1 ? 3 : requestsOf(name).length);
		expect(data.resultData.runData).toBeDefined();
	});
});
