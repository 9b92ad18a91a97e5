import { indexesOf, jsonOf, useRaygan } from './rayganOperations';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(60_000);

const { simulator, operation, endpoints } = useRaygan();
const preview = operation('message', 'preview', {
	message: 'سلام',
	mobiles: '09112170848, +98 911 666 2206, 02188776655',
});

test('a preview has the fields of the contract, and asks nobody', async () => {
	const { outputs } = await preview();
	expect(outputs).toEqual([
		[
			{
				json: {
					recipientCount: 2,
					totalParts: 2,
					recipients: ['+989112170848', '+989116662206'],
					invalidRecipients: [
						{ recipient: '02188776655', reason: expect.stringContaining('is a landline') },
					],
					encoding: 'ucs2',
					parts: 1,
					characters: 4,
					charactersLeft: 66,
				},
				pairedItem: { item: 0 },
			},
		],
	]);
	expect(simulator().requests).toEqual([]);
});

test.each([
	['a'.repeat(160), 'gsm7', 1, 160, 0],
	['a'.repeat(161), 'gsm7', 2, 161, 145],
	['س'.repeat(671), 'ucs2', 11, 671, 66],
	['€', 'gsm7', 1, 2, 158],
	['🎉', 'ucs2', 1, 2, 68],
])('the text %j', async (message, encoding, parts, characters, charactersLeft) => {
	const { outputs } = await preview({ message });
	expect(jsonOf(outputs[0])).toMatchObject([{ encoding, parts, characters, charactersLeft }]);
});

test.each(['', '={{ null }}', '={{ $json.missing }}', '={{ [] }}'])(
	'without recipients (%j) the text alone is counted',
	async (mobiles) => {
		const { outputs } = await preview({ mobiles });
		expect(jsonOf(outputs[0])).toMatchObject([
			{ recipients: [], invalidRecipients: [], encoding: 'ucs2', parts: 1 },
		]);
	},
);

test('an empty text is named', async () => {
	const { fault } = await preview({ message: '={{ "" }}' });
	expect(fault?.message).toMatch(/^Message is empty/);
});

describe('with price', () => {
	test('asks prices and credit once for all items', async () => {
		const items = ['سلام', 'Salam', 'س'.repeat(71)].map((message) => ({ message }));
		const { outputs } = await preview(
			{ withPrice: true, message: '={{ $json.message }}' },
			{ items: [...items, ...items] },
		);
		expect(endpoints().sort()).toEqual(['GetCredit', 'GetPrices']);
		const prices = [2 * 112, 2 * 275, 2 * 2 * 112];
		expect(jsonOf(outputs[0])).toMatchObject(
			[...prices, ...prices].map((estimatedPrice) => ({
				estimatedPrice,
				credit: 1_000_000,
				currency: 'IRR',
			})),
		);
		expect(indexesOf(outputs[0])).toEqual([0, 1, 2, 3, 4, 5]);
	});

	test('is what the provider then charges', async () => {
		const message = 'س'.repeat(150);
		const [{ estimatedPrice } = {}] = jsonOf(
			(await preview({ withPrice: true, message })).outputs[0],
		);
		const before = simulator().account.credit;
		const send = operation('message', 'send', { phoneNumber: '50002910001080' });
		await send({ message, mobiles: '09112170848, 09116662206' });
		expect(before - simulator().account.credit).toBe(estimatedPrice);
	});

	test('of no recipients costs nothing', async () => {
		const { outputs } = await preview({ withPrice: true, mobiles: '' });
		expect(jsonOf(outputs[0])).toMatchObject([{ estimatedPrice: 0, credit: 1_000_000 }]);
	});

	test.each(['GetPrices', 'GetCredit'])(
		'a fault of %s fails those items that want it',
		async (endpoint) => {
			simulator().faults.next('serverErrorHtml', { endpoint });
			const { outputs } = await preview(
				{ withPrice: '={{ $json.priced }}' },
				{ items: [{ priced: true }, { priced: false }], onError: 'continueErrorOutput' },
			);
			expect(indexesOf(outputs[0])).toEqual([1]);
			expect(jsonOf(outputs[0])[0]).not.toHaveProperty('estimatedPrice');
			expect(indexesOf(outputs[1])).toEqual([0]);
			expect(jsonOf(outputs[1])[0]?.details).not.toHaveProperty('outcome');
		},
	);

	test('has a time limit and the answers of the provider on demand', async () => {
		const { outputs } = await preview({ withPrice: true, options: { includeRaw: true } });
		expect(jsonOf(outputs[0])).toMatchObject([
			{ raw: { prices: { Result: { Fa_Price: 112 } }, credit: { Result: 1_000_000 } } },
		]);
		simulator().faults.next('timeout', { endpoint: 'GetPrices' });
		const { fault } = await preview({ withPrice: true, options: { timeout: 150 } });
		expect(fault?.message).toContain('within 150 ms');
		expect(fault?.message).not.toContain('may have been sent');
	});
});

test('5,000 items with 10 recipients each are counted without a request', async () => {
	const items = Array.from({ length: 5_000 }, (_, index) => ({
		mobiles: Array.from({ length: 10 }, (_unused, at) => `0911${2_000_000 + index * 10 + at}`),
	}));
	const { outputs } = await preview({ mobiles: '={{ $json.mobiles }}' }, { items });
	expect(outputs[0]).toHaveLength(5_000);
	expect(outputs[0]?.at(-1)?.json.recipients).toHaveLength(10);
	expect(simulator().requests).toEqual([]);
});
