import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();

/** Of three items the second cannot go: its number is a landline, and TurkeySMS also refuses a sender ID. */
const ITEMS = {
	raygan: [
		{ to: '09112170840', order: 'a' },
		{ to: '02188776655', order: 'b' },
		{ to: '09112170842', order: 'c' },
	],
	turkey: [
		{ to: '905000000001', order: 'a' },
		{ to: '902120000000', order: 'b' },
		{ to: '905000000003', order: 'c' },
	],
};
const PARAMETERS = {
	raygan: { mobiles: '={{ $json.to }}', message: '={{ $json.order }}' },
	turkey: { recipient: '={{ $json.to }}', text: '={{ $json.order }}' },
};

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, sendEndpoint } = providers[name];
	const items = ITEMS[name];
	const failed = {
		error: expect.stringContaining('is a landline'),
		message: expect.stringContaining('is a landline'),
		details: {
			provider: expect.any(String),
			code: 'invalid-input',
			whatToDo: expect.any(String),
			outcome: 'refused',
		},
	};
	const sentTexts = () => simulator().ledger.map(({ text }) => text);

	test('in stop mode the fault names its item', async () => {
		const { fault } = await send(PARAMETERS[name], { items });
		expect(fault?.message).toMatch(/ \[item 1\]$/);
		expect(fault?.json).toMatchObject({ context: { itemIndex: 1 } });
	});

	test('in stop mode the fault names all items that cannot be sent, and the way to send the others', async () => {
		const bad = Array.from({ length: 12 }, (_, index) => ({
			...items[1],
			order: index === 3 ? '' : `bad ${index}`,
		}));
		const { fault } = await send(PARAMETERS[name], { items: [items[0] ?? {}, ...bad] });
		expect(fault?.name).toBe('NodeOperationError');
		expect(fault?.message).toMatch(/is a landline.* \[item 1\]$/);
		expect(fault?.description).toContain('Nothing was sent, since 12 of 13 items cannot be');
		expect(fault?.description).toMatch(
			/item 1 \(\d+ is a landline[^)]*\), .*item 4 \(\w+ is empty\)/,
		);
		expect(fault?.description).toMatch(/item 10 \([^)]+\) and 2 more/);
		expect(fault?.description).not.toMatch(/item 11|invalid-input/);
		expect(fault?.description).toMatch(
			/Correct them, or set Settings → On Error to Continue to send to the others\. \(found before anything was sent\)$/,
		);
		expect(sentTexts()).toEqual([]);
	});

	test('where the node goes on, the failed item keeps its place and the others their results', async () => {
		const { outputs, fault } = await send(PARAMETERS[name], {
			items,
			onError: 'continueRegularOutput',
		});
		expect(fault).toBeUndefined();
		expect(sentTexts().sort()).toEqual(['a', 'c']);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(outputs[0]?.map(({ json }) => json.outcome)).toEqual([
			'accepted',
			'refused',
			'accepted',
		]);
		const whom =
			name === 'raygan' ? { recipients: ['02188776655'] } : { recipient: '902120000000' };
		const became = { outcome: 'refused', accepted: false, ...whom };
		expect(outputs[0]?.[1]?.json).toEqual({ ...became, ...failed });
		expect(Object.keys(outputs[0]?.[1]?.json ?? {}).slice(0, 3)).toEqual(Object.keys(became));
		expect(outputs[0]?.[1]).not.toHaveProperty('error');
	});

	test('the error output gets the failed item, merged with its input', async () => {
		const { outputs } = await send(PARAMETERS[name], { items, onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([
			['accepted', { item: 0 }],
			['accepted', { item: 2 }],
		]);
		expect(outputs[1]).toEqual([{ json: { ...items[1], ...failed }, pairedItem: { item: 1 } }]);
	});

	test('a refusal by the provider belongs to the items of its request alone', async () => {
		simulator().faults.next(
			{ code: name === 'raygan' ? '1004' : 'TS-1034' },
			{ endpoint: sendEndpoint },
		);
		const { outputs } = await send(PARAMETERS[name], {
			items: items.filter(({ order }) => order !== 'b'),
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			order: expect.stringMatching(/^[ac]$/),
			details: { outcome: 'refused' },
		});
		expect(sentTexts()).toHaveLength(1);
	});

	test('a parameter that is missing in one item fails that one alone', async () => {
		const { outputs } = await send(
			{ ...PARAMETERS[name], [name === 'raygan' ? 'message' : 'text']: '={{ $json.word }}' },
			{
				items: items.map((item, index) => (index === 2 ? { ...item, word: 'd' } : item)),
				onError: 'continueErrorOutput',
			},
		);
		expect(sentTexts()).toEqual(['d']);
		expect(outputs[1]).toHaveLength(2);
	});
});
