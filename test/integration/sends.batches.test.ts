import { jsonOf, numberOf, pairsOf, SENDS, sendsWhere, useSends } from './sends';

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

const ONE_TEXT = sendsWhere(({ request }) => request === 'oneText');
const TEXTS = sendsWhere(({ request }) => request === 'texts');
const SHARING = [...ONE_TEXT, ...TEXTS];
const SINGLE = sendsWhere(({ request }) => request === 'oneMessage');
const MANY = sendsWhere(({ many }) => many === true);

beforeEach(() => {
	Object.assign(simulatorOf('rayganSend').account, { credit: 1e9 });
	Object.assign(simulatorOf('turkeySend').account, { localBalance: 1e9, messagesPerMinute: 1e9 });
});

describe.each(SHARING)('%s', (name) => {
	const { provider } = SENDS[name];
	const text = (SENDS[name].request === 'oneText' && 'hello') || undefined;
	const items = (count: number) => itemsFor(name, count, text);

	test('10,000 items go in 10 requests and come out one by one, paired', async () => {
		const input = items(10_000);
		const { outputs } = await run(name, input);
		expect(requestsOf(name)).toHaveLength(10);
		expect(ledgerOf(name)).toHaveLength(10_000);
		const output = jsonOf(outputs[0]);
		expect(pairsOf(outputs[0])).toEqual(input.map((_, index) => index));
		expect(output.map(({ outcome }) => outcome)).toEqual(input.map(() => 'accepted'));
		expect(output.map(({ recipient, recipients }) => recipient ?? recipients)).toEqual(
			input.map((_, index) => {
				const { e164 } = numberOf(provider, index);
				return SENDS[name].request === 'oneText' ? [e164] : e164;
			}),
		);
	}, 30_000);

	test.each([
		[1, 7],
		[2, 4],
		[7, 1],
		[100, 1],
	])('with %d items a request, 7 items take %d', async (itemsPerRequest, requests) => {
		const { outputs } = await run(name, items(7), { itemsPerRequest });
		expect(requestsOf(name)).toHaveLength(requests);
		expect(outputs[0]).toHaveLength(7);
	});

	test('a number that is no mobile fails alone, before its request goes', async () => {
		const input = items(5);
		input[2] = { to: provider === 'raygan' ? '02188776655' : '902120000000', text: 'x' };
		const { outputs } = await run(name, input, {}, { onError: 'continueErrorOutput' });
		expect(requestsOf(name)).toHaveLength(1);
		expect(ledgerOf(name)).toHaveLength(4);
		expect(pairsOf(outputs[0])).toEqual([0, 1, 3, 4]);
		expect(pairsOf(outputs[1])).toEqual([2]);
		expect(outputs[1]?.[0]?.json.details).toMatchObject({ outcome: 'refused' });
	});

	test('in stop mode it stops the node before anything is sent', async () => {
		const input = items(5);
		input[2] = { to: 'junk', text: 'x' };
		const { fault } = await run(name, input);
		expect(fault?.message).toMatch(/\[item 2\]$/);
		expect(requestsOf(name)).toEqual([]);
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a request that is refused fails its items alone',
		async (onError) => {
			const code = provider === 'raygan' ? 1004 : 'TS-1033';
			const { faults } = simulatorOf(name);
			faults.next('wrongContentType', { endpoint: SENDS[name].endpoint });
			faults.next({ code }, { endpoint: SENDS[name].endpoint });
			const { outputs } = await run(name, items(6), { itemsPerRequest: 2 }, { onError });
			expect(requestsOf(name)).toHaveLength(3);
			expect(ledgerOf(name)).toHaveLength(4);
			const failed = outputs.flat().filter(({ json }) => json.error !== undefined);
			expect(pairsOf(failed)).toEqual([2, 3]);
			for (const { json } of failed) {
				expect(json.details).toMatchObject({ code: String(code), outcome: 'refused' });
			}
			const others = outputs.flat().filter(({ json }) => json.outcome === 'accepted');
			expect(pairsOf(others)).toEqual([0, 1, 4, 5]);
			expect(jsonOf(failed).map(({ details }) => details)).toEqual(
				[2, 3].map((index) =>
					expect.objectContaining({ recipients: [numberOf(provider, index).e164] }),
				),
			);
		},
	);
});

describe.each(ONE_TEXT)('%s', (name) => {
	test('items with different texts do not share a request', async () => {
		const input = itemsFor(name, 6).map((item, index) => ({ ...item, text: `text ${index % 2}` }));
		await run(name, input);
		expect(requestsOf(name)).toHaveLength(2);
		expect(ledgerOf(name).map(({ text }) => text)).toEqual(
			[0, 2, 4, 1, 3, 5].map((index) => `text ${index % 2}`),
		);
	});

	test('items with many recipients are counted as items', async () => {
		const input = itemsFor(name, 9, 'hello');
		const three = [0, 3, 6].map((at) => ({
			to: input
				.slice(at, at + 3)
				.map(({ to }) => to)
				.join(', '),
			text: 'hello',
		}));
		const { outputs } = await run(name, three, { itemsPerRequest: 2 });
		expect(ledgerOf(name)).toHaveLength(9);
		expect(requestsOf(name)).toHaveLength(2);
		expect(jsonOf(outputs[0]).map(({ recipientCount }) => recipientCount)).toEqual([3, 3, 3]);
	});
});

describe.each(SINGLE)('%s', (name) => {
	test('a request an item, some at the same time, results in order', async () => {
		simulatorOf(name).latencyMs = 20;
		const { outputs } = await run(name, itemsFor(name, 12));
		expect(requestsOf(name)).toHaveLength(12);
		expect(simulatorOf(name).peakInFlight).toBeGreaterThan(1);
		expect(simulatorOf(name).peakInFlight).toBeLessThanOrEqual(5);
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
			Array.from({ length: 12 }, (_, index) => numberOf(SENDS[name].provider, index).e164),
		);
	});
});

describe.each(MANY)('%s', (name) => {
	const { provider } = SENDS[name];
	const limit = provider === 'raygan' ? 50_000 : 10_000;
	const oneItem = (count: number) => [
		{
			to: Array.from({ length: count }, (_, index) =>
				provider === 'raygan' ? `0912${1_000_000 + index}` : `90501${1_000_000 + index}`,
			),
			text: 'hello',
		},
	];

	test('an item with more recipients than a request takes is split, and bears all its ids', async () => {
		const { outputs } = await run(name, oneItem(limit + 1));
		expect(requestsOf(name)).toHaveLength(2);
		expect(ledgerOf(name)).toHaveLength(limit + 1);
		const ids = new Set(ledgerOf(name).map((sent) => sent.groupMessageId ?? sent.reportId));
		const [json] = jsonOf(outputs[0]);
		expect(json?.groupMessageIds ?? json?.reportIds).toEqual([...ids]);
		expect(json?.recipientCount).toBe(limit + 1);
	});

	test('where one of its requests fails, it fails with what was accepted of it', async () => {
		const { endpoint } = SENDS[name];
		const { faults } = simulatorOf(name);
		faults.next('wrongContentType', { endpoint });
		faults.next({ code: provider === 'raygan' ? 1004 : 'TS-1033' }, { endpoint });
		const { fault, outputs } = await run(
			name,
			oneItem(limit + 1),
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(fault).toBeUndefined();
		const sent = ledgerOf(name);
		expect(outputs[0]?.[0]?.json.details).toMatchObject({
			outcome: 'refused',
			recipients: [expect.stringMatching(/^\+\d+$/)],
			acceptedIds:
				provider === 'raygan'
					? { groupMessageId: sent[0]?.groupMessageId }
					: { reportId: sent[0]?.reportId },
		});
		const details = outputs[0]?.[0]?.json.details;
		const accepted =
			typeof details === 'object' && details !== null
				? Reflect.get(details, 'acceptedRecipients')
				: [];
		expect(accepted).toHaveLength(limit);
	});
});
