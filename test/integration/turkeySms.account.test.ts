import { KEY } from './simulatorsClient';
import { jsonOf, pairsOf, useTurkeySms } from './turkeySms';

const { simulator, operation, requests } = useTurkeySms();
const authenticate = operation('account', 'authenticate');
const getSenderIds = operation('account', 'getSenderIds');
const ITEMS = Array.from({ length: 500 }, (_, index) => ({ index }));

describe.each([
	['authenticate', authenticate, '/api/v3/authenticate/login'],
	['getSenderIds', getSenderIds, '/api/v3/senderid_sorgulama/add-content'],
])('%s', (_, run, path) => {
	test('asks with the key in its body and nothing in its query', async () => {
		await run();
		expect(requests()).toMatchObject([
			{
				method: 'POST',
				path,
				query: {},
				body: { api_key: KEY, report: 1, response_type: 'json' },
			},
		]);
		expect(Object.keys(JSON.parse(requests()[0]?.rawBody ?? '{}'))).toHaveLength(3);
	});

	test('is asked once for all items, and every item gets the answer', async () => {
		const result = await run({}, { items: ITEMS });
		expect(requests()).toHaveLength(1);
		expect(new Set(pairsOf(result).map((pair) => JSON.stringify(pair))).size).toBe(500);
		expect(result.outputs[0]?.at(-1)?.pairedItem).toEqual({ item: 499 });
	});

	test.each([
		['TS-1031', '401'],
		['TS-1050', '401'],
		['TS-1030', '403'],
	])('%s has the class %s', async (code, httpCode) => {
		simulator().faults.next({ code });
		expect((await run()).fault?.httpCode).toBe(httpCode);
	});

	test('a fault meets every item, in the error output', async () => {
		simulator().account.active = false;
		const { outputs } = await run({}, { items: ITEMS.slice(0, 3), onError: 'continueErrorOutput' });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]?.map(({ json }) => json.index)).toEqual([0, 1, 2]);
		expect(requests()).toHaveLength(1);
	});
});

test('the account of the key', async () => {
	Object.assign(simulator().account, { userId: '0042', accountName: 'Örnek A.Ş.' });
	expect(jsonOf(await authenticate())).toEqual([{ userId: '0042', accountName: 'Örnek A.Ş.' }]);
});

test.each(['objects', 'strings'] as const)('sender IDs as a list of %s', async (senderIds) => {
	simulator().style.senderIds = senderIds;
	const result = await getSenderIds();
	expect(jsonOf(result)).toEqual([{ senderId: 'TURKEY SMS' }, { senderId: 'PASSIVE' }]);
	expect(pairsOf(result)).toEqual([{ item: 0 }, { item: 0 }]);
});

test.each([
	['under another key', { data: [{ baslik: 'MY SHOP' }, { baslik: 'my shop' }] }],
	['as an object with numbers for keys', { senders: { 0: 'MY SHOP', 1: 'my shop' } }],
])('sender IDs %s', async (_, fields) => {
	const body = JSON.stringify({ result: '1', ...fields });
	simulator().faults.next({ kind: 'replyWith', body });
	expect(jsonOf(await getSenderIds())).toEqual([{ senderId: 'MY SHOP' }, { senderId: 'my shop' }]);
});

test.each(['printR', 'printRArrows'] as const)(
	'sender IDs as a list of texts in the form %s',
	async (form) => {
		simulator().style.senderIds = 'strings';
		simulator().faults.next(form);
		const names = jsonOf(await getSenderIds()).map(({ senderId }) => senderId);
		expect(names).toEqual(['TURKEY SMS', 'PASSIVE']);
	},
);

test('an account without a sender ID gives no item', async () => {
	simulator().account.senderIds = [];
	expect(jsonOf(await getSenderIds())).toEqual([]);
});
