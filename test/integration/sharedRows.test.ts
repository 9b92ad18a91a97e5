import type { RunResult } from './engine';
import { useProviders } from './providers';
import { indexesOf, jsonOf } from './rayganOperations';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(120_000);

const { raygan, turkey } = useProviders();
const LINE = '50002910001080';
const CUSTOMERS = ['09112170848', '09116662206', '09116420422', '09116665601'];

const group = (mobiles: readonly string[]) => ({
	StatusCode: '1',
	MessagesListState: mobiles.map((mobile) => ({ Mobile: mobile.replace(/^0/, ''), Status: '1' })),
});
const answer = (...results: unknown[]) => {
	for (const result of results) {
		const body = JSON.stringify({ Code: 0, Result: result });
		raygan.simulator().faults.next({ kind: 'replyWith', body });
	}
};

const status = async (items: object[], options = {}, groupMessageId = '={{ $json.id }}') =>
	await raygan.askAccount(
		{ resource: 'delivery', operation: 'getGroupStatus', groupMessageId, options },
		{ items: items.map((item) => ({ ...item })) },
	);

const recipientsOf = ({ outputs }: RunResult) =>
	jsonOf(outputs[0]).map(({ recipient }) => recipient);
const hintsOf = ({ data }: RunResult) =>
	(data.resultData.runData['Under test']?.at(-1)?.hints ?? []).map(({ message }) => message);

describe('the status of many customers who share a request', () => {
	test('200 customers are 200 rows, each with the item of its customer, for one request', async () => {
		const phones = Array.from({ length: 200 }, (_, index) => `0911${String(2_000_000 + index)}`);
		const items = phones.map((phone, index) => ({ name: `Customer ${index}`, phone }));
		const sent = await raygan.askAccount(
			{
				resource: 'message',
				operation: 'send',
				phoneNumber: LINE,
				message: 'سلام',
				mobiles: '={{ $json.phone }}',
				options: {},
			},
			{ items },
		);
		raygan.simulator().requests.length = 0;
		const asked = await raygan.askAccount(
			{
				resource: 'delivery',
				operation: 'getGroupStatus',
				groupMessageId: '={{ $json.groupMessageId }}',
				options: {},
			},
			{ items: jsonOf(sent.outputs[0]) },
		);
		expect(indexesOf(asked.outputs[0])).toEqual(items.map((_, index) => index));
		expect(recipientsOf(asked)).toEqual(phones.map((phone) => phone.replace(/^0/, '+98')));
		expect(raygan.simulator().requests).toHaveLength(1);
		expect(hintsOf(asked)).toEqual([
			'All 200 items have one group message ID; its recipients are listed once',
		]);
	});

	test.each([
		['a field of a send', (phone: string) => ({ recipient: phone.replace(/^0/, '+98') })],
		['a column of a sheet', (phone: string) => ({ 'Phone Number': phone })],
		['a number', (phone: string) => ({ mobile: Number(phone) })],
		[
			'Persian digits',
			(phone: string) => ({ موبایل: phone.replace(/\d/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[Number(d)] ?? '') }),
		],
		['a column of any name', (phone: string) => ({ order: 17, kontakt: phone })],
		['an inner field', (phone: string) => ({ body: { customer: { mobile: phone } } })],
	])('the item names its customer by %s', async (_, fieldsOf) => {
		answer(group([...CUSTOMERS].reverse()));
		const asked = await status(CUSTOMERS.map((phone) => ({ id: 'g1', ...fieldsOf(phone) })));
		expect(indexesOf(asked.outputs[0])).toEqual([0, 1, 2, 3]);
		expect(recipientsOf(asked)).toEqual(CUSTOMERS.map((phone) => phone.replace(/^0/, '+98')));
	});

	test('a number beside the recipient does not take another item’s row', async () => {
		answer(group(CUSTOMERS.slice(0, 2)));
		const [first = '', second = ''] = CUSTOMERS;
		const items = [
			{ id: 'g1', recipient: first, managerContact: second },
			{ id: 'g1', recipient: second, managerContact: first },
		];
		const asked = await status(items);
		expect(indexesOf(asked.outputs[0])).toEqual([0, 1]);
		expect(recipientsOf(asked)).toEqual([first, second].map((phone) => phone.replace(/^0/, '+98')));
	});

	test('rows that no item names go to the first; a number that is listed twice to both of its items', async () => {
		answer(group([...CUSTOMERS, '09112170848']));
		const items = [{ id: 'g1' }, { id: 'g1', to: '09112170848' }, { id: 'g1', to: '09112170848' }];
		const asked = await status(items);
		expect(indexesOf(asked.outputs[0])).toEqual([0, 0, 0, 1, 2]);
	});

	test('items whose IDs differ are as before, each with all rows of its own group', async () => {
		answer(group(CUSTOMERS.slice(0, 2)), group(CUSTOMERS.slice(2)));
		const items = [
			{ id: 'g1', to: CUSTOMERS[0] },
			{ id: 'g2', to: CUSTOMERS[0] },
		];
		const asked = await status(items);
		expect(indexesOf(asked.outputs[0])).toEqual([0, 0, 1, 1]);
		expect(hintsOf(asked)).toEqual([]);
	});

	test('a group that waits in the queue is one row', async () => {
		answer({ StatusCode: '2', MessagesListState: [] });
		const asked = await status(CUSTOMERS.map((to) => ({ id: 'g1', to })));
		expect(indexesOf(asked.outputs[0])).toEqual([0]);
	});

	test('5,000 items that share one ID take time for 5,000 rows', async () => {
		const phones = Array.from({ length: 5_000 }, (_, index) => `0911${String(2_000_000 + index)}`);
		answer(group(phones), group(phones));
		const items = phones.map((phone) => ({ id: 'g1', phone }));
		const shared = await status(items, { includeRaw: true });
		expect(indexesOf(shared.outputs[0])).toEqual(items.map((_, index) => index));
		const own = await status(items, { includeRaw: true, onlyThisRecipient: '={{ $json.phone }}' });
		expect(recipientsOf(own)).toEqual(recipientsOf(shared));
		expect(indexesOf(own.outputs[0])).toEqual(items.map((_, index) => index));
	});
});

describe('Only This Recipient', () => {
	test.each(['={{ $json.to }}', true, '={{ true }}'])(
		'%p: each item gets its own row',
		async (onlyThisRecipient) => {
			answer(group(CUSTOMERS));
			const items = ['09116662206', '09116662206', '09112170848'].map((to) => ({ id: 'g1', to }));
			const asked = await status(items, { onlyThisRecipient });
			expect(recipientsOf(asked)).toEqual(['+989116662206', '+989116662206', '+989112170848']);
			expect(indexesOf(asked.outputs[0])).toEqual([0, 1, 2]);
			expect(hintsOf(asked)).toEqual([]);
		},
	);

	test('a recipient that is not listed is pending, and one of a group in the queue is queued', async () => {
		answer(group(CUSTOMERS.slice(0, 1)), { StatusCode: '2', MessagesListState: [] });
		const items = [
			{ id: 'g1', to: '09116665601' },
			{ id: 'g2', to: '09116665601' },
		];
		const asked = await status(items, { onlyThisRecipient: '={{ $json.to }}' });
		expect(jsonOf(asked.outputs[0])).toMatchObject([
			{ recipient: '+989116665601', status: 'pending', isFinal: false },
			{ recipient: '+989116665601', status: 'queued', isFinal: false },
		]);
	});

	test.each(['', '={{ $json.nothing }}', '={{ null }}'])(
		'set to %j it never gives all rows to everybody',
		async (onlyThisRecipient) => {
			const { fault } = await status([{ id: 'g1' }], { onlyThisRecipient });
			expect(fault?.message).toContain('Only This Recipient is set, but');
			expect(raygan.simulator().requests).toEqual([]);
		},
	);
});

test('own message IDs: an ID that several items ask for is one row, with the item that bears it', async () => {
	answer([
		{ MsgId: '1', Status: 1 },
		{ MsgId: '2', Status: 1 },
	]);
	const asked = await raygan.askAccount(
		{ resource: 'delivery', operation: 'getMessageStatus', messageIds: '1, 2', options: {} },
		{ items: [{ messageId: '2' }, { messageId: '1' }] },
	);
	expect(jsonOf(asked.outputs[0]).map(({ messageId }) => messageId)).toEqual(['2', '1']);
	expect(indexesOf(asked.outputs[0])).toEqual([0, 1]);
});

describe('TurkeySMS', () => {
	const numbers = ['905000000001', '905000000002', '905000000003'];
	const bulk = async () => {
		turkey.simulator().clock.freeze();
		const sent = await turkey.askAccount(
			{
				resource: 'message',
				operation: 'sendPersonalized',
				title: 'TURKEY SMS',
				text: '={{ $json.text }}',
				recipient: '={{ $json.to }}',
				language: 'auto',
				options: {},
			},
			{ items: numbers.map((to, index) => ({ to, text: `TEXT ${index}` })) },
		);
		turkey.simulator().clock.advance(10_000);
		turkey.simulator().requests.length = 0;
		return jsonOf(sent.outputs[0]);
	};

	test.each([
		['getDetailed', [0, 1, 2], 'All 3 items have one report ID; its numbers are listed once'],
		['get', [0], 'All 3 items have one report ID; it is listed once'],
	])('report %s: items of one send share its rows', async (operation, indexes, hint) => {
		const items = await bulk();
		const asked = await turkey.askAccount(
			{ resource: 'report', operation, reportId: '={{ $json.reportId }}', options: {} },
			{ items },
		);
		expect(indexesOf(asked.outputs[0])).toEqual(indexes);
		expect(turkey.simulator().requests).toHaveLength(1);
		expect(hintsOf(asked)).toEqual([hint]);
	});

	test('Get Detailed with Only This Recipient', async () => {
		const items = await bulk();
		const asked = await turkey.askAccount(
			{
				resource: 'report',
				operation: 'getDetailed',
				reportId: '={{ $json.reportId }}',
				options: { onlyThisRecipient: '0500 000 00 02', oneItem: true },
			},
			{ items },
		);
		expect(recipientsOf(asked)).toEqual(['+905000000002', '+905000000002', '+905000000002']);
	});
});
