import { indexesOf, jsonOf, useRaygan } from './rayganOperations';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(60_000);

const { simulator, operation, endpoints, bodies, answerResult, answerWith } = useRaygan();
const checkBlacklist = operation('recipient', 'checkBlacklist', {
	mobiles: '09112170848, 09333152378',
});

const LEFT_OUT = expect.stringContaining('also leaves out a number that it holds for invalid');

test('the request names the list as the service does, in national form', async () => {
	await checkBlacklist({ mobiles: '۰۹۱۱ ۲۱۷ ۰۸۴۸، +98 933 315 2378\n9116662206' });
	expect(simulator().requests).toMatchObject([
		{
			method: 'POST',
			path: '/api/smsAPI/ShowWhiteList',
			rawBody: '{"MobilesList":["09112170848","09333152378","09116662206"]}',
			hasAuthorization: true,
		},
	]);
});

test('a row a recipient, in the order given', async () => {
	simulator().account.blacklist.push('09333152378');
	const { outputs } = await checkBlacklist({ mobiles: '09333152378 09112170848' });
	expect(outputs).toEqual([
		[
			{
				json: { recipient: '+989333152378', listed: true, note: LEFT_OUT },
				pairedItem: { item: 0 },
			},
			{ json: { recipient: '+989112170848', listed: false }, pairedItem: { item: 0 } },
		],
	]);
});

test.each([
	['numbers without the 0', [9112170848]],
	['texts without the 0', ['9112170848']],
	['texts with it', ['09112170848']],
	['numbers with the country code', [989112170848]],
	['another order and a stranger', [9116662206, 9112170848]],
])('the answer as %s', async (_, result) => {
	answerResult(result);
	expect(jsonOf((await checkBlacklist()).outputs[0])).toMatchObject([
		{ recipient: '+989112170848', listed: false },
		{ recipient: '+989333152378', listed: true },
	]);
});

test('an empty answer lists all', async () => {
	answerResult([]);
	expect(jsonOf((await checkBlacklist()).outputs[0])).toMatchObject([
		{ listed: true },
		{ listed: true },
	]);
});

test.each(['{"Code":0}', '{"Code":0,"Result":null}', '{"Code":0,"Result":{}}', '<html>', ''])(
	'the answer %j says nothing of anybody',
	async (body) => {
		answerWith(body);
		const { outputs } = await checkBlacklist({}, { onError: 'continueErrorOutput' });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toHaveLength(1);
	},
);

test('invalid numbers are not asked for, and say why', async () => {
	const { outputs } = await checkBlacklist({ mobiles: '02188776655, 09112170848, junk' });
	expect(bodies()).toEqual([{ MobilesList: ['09112170848'] }]);
	expect(jsonOf(outputs[0])).toEqual([
		{ recipient: '02188776655', listed: null, note: expect.stringContaining('is a landline') },
		{ recipient: '+989112170848', listed: false },
		{ recipient: 'junk', listed: null, note: expect.stringContaining('is not a phone number') },
	]);
});

test('an item of invalid numbers alone asks nothing', async () => {
	const { outputs } = await checkBlacklist({ mobiles: 'junk' });
	expect(jsonOf(outputs[0])).toMatchObject([{ recipient: 'junk', listed: null }]);
	expect(endpoints()).toEqual([]);
});

test('an item with an invalid number is refused where the user wants that', async () => {
	const { fault } = await checkBlacklist({
		mobiles: '09112170848, 02188776655',
		options: { invalidNumbers: 'refuse' },
	});
	expect(fault?.message).toContain('02188776655 is a landline');
	expect(fault?.name).toBe('NodeOperationError');
	expect(endpoints()).toEqual([]);
});

test.each(['={{ "" }}', '={{ null }}', '={{ [] }}', ' ,\n'])(
	'%j has no number',
	async (mobiles) => {
		const { fault } = await checkBlacklist({ mobiles });
		expect(fault?.message).toContain('No number is given');
		expect(endpoints()).toEqual([]);
	},
);

test('10,000 items share ten requests, a number of several items is asked once', async () => {
	const numbers = Array.from({ length: 10_000 }, (_, index) => `0911${2_000_000 + index}`);
	simulator().account.blacklist.push('09112000007', '09112009999');
	const items = numbers.map((mobile) => ({ mobile }));
	const { outputs } = await checkBlacklist(
		{ mobiles: '={{ [$json.mobile, "09112000007"] }}' },
		{ items },
	);
	expect(endpoints()).toHaveLength(10);
	expect(indexesOf(outputs[0])).toEqual(items.flatMap((_, index) => [index, index]));
	expect(jsonOf(outputs[0]).filter(({ listed }) => listed === true)).toHaveLength(10_002);
});

test('where items differ in Items per Request, the smallest number counts', async () => {
	const items = [5, 3, 4, 5].map((most, index) => ({ mobile: `0911211000${index}`, most }));
	const { outputs } = await checkBlacklist(
		{ mobiles: '={{ $json.mobile }}', options: { itemsPerRequest: '={{ $json.most }}' } },
		{ items },
	);
	expect(simulator().requests.map(({ body }) => body)).toEqual([
		{ MobilesList: ['09112110000', '09112110001', '09112110002'] },
		{ MobilesList: ['09112110003'] },
	]);
	expect(indexesOf(outputs[0])).toEqual([0, 1, 2, 3]);
});

test('a failed request fails its items alone, and bad input its own item', async () => {
	const items = Array.from({ length: 1_200 }, (_, index) => ({
		mobile: `0911${2_000_000 + index}`,
	}));
	items[1_100] = { mobile: '' };
	simulator().faults.next('serverErrorHtml');
	const { outputs } = await checkBlacklist(
		{ mobiles: '={{ $json.mobile }}' },
		{ items, onError: 'continueErrorOutput' },
	);
	expect(indexesOf(outputs[1])).toEqual([
		...Array.from({ length: 1_000 }, (_, index) => index),
		1_100,
	]);
	expect(indexesOf(outputs[0])).toHaveLength(199);
	expect(jsonOf(outputs[0]).every(({ listed }) => listed === false)).toBe(true);
});

test('after a refusal of the account nothing more is asked', async () => {
	simulator().account.webServiceEnabled = false;
	const items = Array.from({ length: 3_000 }, (_, index) => ({
		mobile: `0911${2_000_000 + index}`,
	}));
	const { outputs } = await checkBlacklist(
		{ mobiles: '={{ $json.mobile }}' },
		{ items, onError: 'continueErrorOutput' },
	);
	expect(outputs[1]).toHaveLength(3_000);
	expect(endpoints()).toHaveLength(1);
});

test("a clean number bears the service's own text as raw", async () => {
	simulator().account.blacklist.push('09333152378');
	const { outputs } = await checkBlacklist({ options: { includeRaw: true } });
	expect(jsonOf(outputs[0]).map(({ raw }) => raw)).toEqual(['9112170848', null]);
});
