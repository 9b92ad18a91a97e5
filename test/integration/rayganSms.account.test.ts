import { indexesOf, jsonOf, useRaygan } from './rayganOperations';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(60_000);

const { simulator, operation, endpoints, answerResult, answerWith } = useRaygan();
const getPrices = operation('account', 'getPrices');

const ITEMS = Array.from({ length: 1_000 }, (_, index) => ({ index }));

test('the request has an empty object as its body', async () => {
	await getPrices();
	expect(simulator().requests).toMatchObject([
		{
			method: 'POST',
			path: '/api/smsAPI/GetPrices',
			rawBody: '{}',
			headers: { 'content-type': 'application/json' },
			hasAuthorization: true,
		},
	]);
});

test.each(['numbers', 'strings'] as const)('prices given as %s', async (numbers) => {
	simulator().style.numbers = numbers;
	const { outputs } = await getPrices();
	expect(outputs).toEqual([
		[
			{
				json: { persianPrice: 112, latinPrice: 275, currency: 'IRR' },
				pairedItem: { item: 0 },
			},
		],
	]);
});

test('property names in any case, prices with decimals', async () => {
	answerResult({ FA_PRICE: '112.5', en_price: 275.25 });
	expect(jsonOf((await getPrices()).outputs[0])).toMatchObject([
		{ persianPrice: 112.5, latinPrice: 275.25 },
	]);
});

test('one request answers all items', async () => {
	const { outputs } = await getPrices({}, { items: ITEMS });
	expect(endpoints()).toEqual(['GetPrices']);
	expect(indexesOf(outputs[0])).toEqual(ITEMS.map(({ index }) => index));
});

test("the provider's own answer is added on demand", async () => {
	const { outputs } = await getPrices({ options: { includeRaw: true } });
	expect(jsonOf(outputs[0])).toMatchObject([{ raw: { Code: 0, Result: { Fa_Price: 112 } } }]);
});

test.each([
	'{"Code":0}',
	'{"Code":0,"Result":{"Fa_Price":1}}',
	'{"Code":0,"Result":{"Fa_Price":"x","En_Price":1}}',
	'',
])('the answer %j has no prices', async (body) => {
	answerWith(body);
	const { outputs } = await getPrices(
		{},
		{ items: ITEMS.slice(0, 3), onError: 'continueErrorOutput' },
	);
	expect(outputs[0]).toEqual([]);
	expect(indexesOf(outputs[1])).toEqual([0, 1, 2]);
});

test.each([
	[2002, '403', 'may not use the web service'],
	[2009, '502', 'could not fetch'],
	[5001, '502', 'internal fault'],
])('code %d', async (code, httpCode, words) => {
	simulator().faults.next({ code });
	const { fault } = await getPrices();
	expect(fault?.httpCode).toBe(httpCode);
	expect(fault?.message).toContain(words);
	expect(fault?.description).not.toContain('before you send it again');
});
