import { SENDS, sendsWhere, useSends } from './sends';
import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();
const { run, requestsOf, simulatorOf, itemsFor, ledgerOf } = useSends();
const ALL = sendsWhere(() => true);

/** Asked for after a lost answer, the service would be asked again and again. */
const OWN_ID = { raygan: { userGroupId: '1403001' }, turkey: {} };

const nested = (depth: number, around: string) =>
	around.replace('@', '['.repeat(depth) + ']'.repeat(depth));

const DEEP = {
	raygan: '{"Code":0,"Result":"42","More":@}',
	turkey: '{"result":true,"sms_id":"1000011","rapor_id":"1000012","more":@}',
};

describe.each(ALL)('%s', (name) => {
	const { provider, endpoint } = SENDS[name];

	test.each([3_000, 20_000])(
		'an answer nested %d deep leaves the outcome unknown and stops what follows',
		async (depth) => {
			const body = nested(depth, DEEP[provider]);
			const simulator = simulatorOf(name);
			simulator.faults.next({ kind: 'replyWith', body }, { endpoint, when: 'after', times: 1 });
			const options = { includeRaw: true, itemsPerRequest: 1, ...OWN_ID[provider] };
			const { outputs, fault } = await run(name, itemsFor(name, 1), options, {
				onError: 'continueRegularOutput',
			});
			expect(fault).toBeUndefined();
			const { details, outcome } = outputs[0]?.[0]?.json ?? {};
			// Where the service can be asked for the message afterwards, it says that it has it.
			const asked = SENDS[name].request === 'texts' && provider === 'raygan';
			expect(details ?? { outcome }).toMatchObject({ outcome: asked ? 'accepted' : 'unknown' });
			expect(requestsOf(name)).toHaveLength(1);
			expect(ledgerOf(name)).toHaveLength(1);
		},
	);
});

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, askAccount, sendEndpoint, accountEndpoint } = providers[name];
	const options = { ...OWN_ID[name], timeout: 700 };

	test.each(['drip', 'switchingProtocols', 'endlessHeaders'] as const)(
		'%s ends at the time limit',
		async (fault) => {
			simulator().faults.next(fault, { endpoint: sendEndpoint, when: 'after' });
			const sent = await send({ options }, { onError: 'continueRegularOutput' });
			expect(sent.outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown' });
			expect(simulator().ledger).toHaveLength(1);
			simulator().faults.next(fault, { endpoint: accountEndpoint });
			const asked = await askAccount({ options: { timeout: 700 } });
			expect(asked.fault?.httpCode).toBe('504');
		},
		20_000,
	);

	test('a send that drips is not cut short by a cancellation, but by its time limit', async () => {
		simulator().faults.next('drip', { endpoint: sendEndpoint, when: 'after' });
		const start = Date.now();
		await send({ options }, { onStart: (cancel) => setTimeout(cancel, 200) });
		expect(Date.now() - start).toBeLessThan(20_000);
		expect(simulator().ledger).toHaveLength(1);
	});

	test.each([2 ** 31, 1e12])('a time limit of %d ms is refused by name', async (timeout) => {
		const { fault } = await send({ options: { timeout } });
		expect(`${fault?.message} ${fault?.description}`).toMatch(/Timeout|time limit/);
		expect(simulator().requests).toHaveLength(0);
	});
});
