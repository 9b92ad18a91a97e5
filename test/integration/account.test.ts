import { expectNoSecrets, PROVIDERS, useProviders } from './providers';
import { KEY } from './simulatorsClient';

const providers = useProviders();
const { raygan, turkey } = providers;

const ITEMS = Array.from({ length: 1_000 }, (_, index) => ({ index }));

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, askAccount, accountEndpoint } = providers[name];

	test('one request answers all items, each with a result paired with it', async () => {
		const { outputs } = await askAccount({}, { items: ITEMS });
		expect(simulator().requests.map(({ endpoint }) => endpoint)).toEqual([accountEndpoint]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			ITEMS.map(({ index }) => ({ item: index })),
		);
		expect(new Set(outputs[0]?.map(({ json }) => JSON.stringify(json))).size).toBe(1);
	});

	test('a fault meets all items', async () => {
		simulator().faults.next('serverErrorHtml');
		const { outputs } = await askAccount(
			{},
			{ items: ITEMS.slice(0, 3), onError: 'continueRegularOutput' },
		);
		expect(outputs[0]).toHaveLength(3);
		for (const { json } of outputs[0] ?? []) {
			expect(json.details).not.toHaveProperty('outcome');
			expect(json.error).not.toContain('sent');
		}
	});
});

describe('credit of Raygan SMS', () => {
	test.each(['numbers', 'strings'] as const)('given as %s', async (numbers) => {
		raygan.simulator().style.numbers = numbers;
		raygan.simulator().account.credit = 123_456;
		const { outputs } = await raygan.askAccount();
		expect(outputs[0]?.[0]?.json).toEqual({ credit: 123_456, currency: 'IRR' });
		expect(raygan.simulator().requests).toMatchObject([{ rawBody: '{}', hasAuthorization: true }]);
	});

	test("with the provider's own answer", async () => {
		const { outputs } = await raygan.askAccount({ options: { includeRaw: true } });
		expect(outputs[0]?.[0]?.json.raw).toMatchObject({ Code: 0, Result: 1_000_000 });
	});

	test('property names in any case', async () => {
		const body = JSON.stringify({ code: 0, MESSAGE: 'ok', result: '7.5' });
		raygan.simulator().faults.next({ kind: 'replyWith', body });
		const { outputs } = await raygan.askAccount();
		expect(outputs[0]?.[0]?.json).toEqual({ credit: 7.5, currency: 'IRR' });
	});
});

describe('balance of TurkeySMS', () => {
	test.each(['numbers', 'strings'] as const)('given as %s', async (numbers) => {
		turkey.simulator().style.numbers = numbers;
		Object.assign(turkey.simulator().account, { localBalance: 78, internationalBalance: 9.25 });
		const { outputs } = await turkey.askAccount();
		expect(outputs[0]?.[0]?.json).toEqual({ localBalance: 78, internationalBalance: 9.25 });
	});

	test.each([undefined, null, '', '-', 'none'])(
		'with %j abroad, the local one is read',
		async (abroad) => {
			turkey.simulator().style.changed = { international_balance_tl: abroad };
			const { outputs } = await turkey.askAccount();
			expect(outputs[0]?.[0]?.json).toEqual({ localBalance: 100_000 });
		},
	);

	test.each(['data', 'data and all'] as const)(
		'under %s, and the key in it is not handed on',
		async (wrapped) => {
			turkey.simulator().style.wrapped = wrapped;
			const { outputs } = await turkey.askAccount({ options: { includeRaw: true } });
			expect(outputs[0]?.[0]?.json).toMatchObject({
				localBalance: 100_000,
				internationalBalance: 100,
			});
			expectNoSecrets(JSON.stringify(outputs), [KEY, 'api_key']);
		},
	);

	test('a balance of neither kind is no zero', async () => {
		turkey.simulator().style.changed = { international_balance_tl: '', local_balance_sms: '' };
		const { fault } = await turkey.askAccount();
		expect(fault?.message).toContain('no balance that can be read');
	});

	test('the key that the provider echoes is not handed on', async () => {
		const { outputs } = await turkey.askAccount({ options: { includeRaw: true } });
		const json = outputs[0]?.[0]?.json ?? {};
		expect(json.raw).toMatchObject({ result_code: 'TS-1040', local_balance_sms: '100000' });
		expect(json.raw).not.toHaveProperty('api_key');
		expectNoSecrets(JSON.stringify(json), [KEY, 'api_key']);
	});

	test.each(['printR', 'printRArrows'] as const)('in the form %s', async (form) => {
		turkey.simulator().faults.next(form);
		const { outputs } = await turkey.askAccount({ options: { includeRaw: true } });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			localBalance: 100_000,
			internationalBalance: 100,
		});
		expectNoSecrets(JSON.stringify(outputs), [KEY, 'api_key']);
	});
});
