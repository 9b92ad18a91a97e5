import { SAMPLE_PATTERN } from '../simulators';
import type * as QuickTime from './quickTime';
import { ACCESS_HASH, expectNoSecrets } from './providers';
import { jsonOf, pairsOf, useRaygan } from './rayganOperations';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { simulator, credential, operation, endpoints, bodies, answerWith } = useRaygan();
const ledger = () => simulator().ledger;

const tokens = (...values: string[]) => ({
	values: values.map((value, index) => ({ name: `token${index + 1}`, value })),
});
const toMany = operation('message', 'sendPattern', {
	phoneNumber: '50002910001080',
	patternId: SAMPLE_PATTERN,
	tokens: tokens('علی', '12345'),
	mobiles: '0911 217 0848, 09116662206',
});
const toOne = operation('verification', 'sendPatternCode', {
	mobile: '0911 217 0848',
	patternId: SAMPLE_PATTERN,
	tokens: tokens('۱۲۳۴۵', 'a b&c=d+é'),
});
const BOTH = [
	['sendPattern', toMany],
	['sendPatternCode', toOne],
] as const;

beforeEach(() => {
	simulator().account.patterns[SAMPLE_PATTERN] = '{token1}: {token2}';
});

describe('on the wire', () => {
	test('many: JSON with the login and the Access Hash', async () => {
		const before = Math.floor(Date.now() / 1000);
		await toMany();
		expect(simulator().requests).toMatchObject([
			{
				method: 'POST',
				path: '/api/smsApiWithPattern/SendMessage',
				query: {},
				headers: { 'content-type': 'application/json' },
				hasAuthorization: true,
			},
		]);
		expect(bodies()).toEqual([
			{
				AccessHash: ACCESS_HASH,
				PhoneNumber: '50002910001080',
				PatternId: SAMPLE_PATTERN,
				Mobiles: ['09112170848', '09116662206'],
				UserGroupID: expect.stringMatching(/^\d{18}$/),
				SendDateInTimeStamp: expect.any(Number),
				token1: 'علی',
				token2: '12345',
			},
		]);
		const [body] = bodies();
		const sentAt = Number(Reflect.get(Object(body), 'SendDateInTimeStamp'));
		expect(sentAt - before).toBeGreaterThanOrEqual(0);
		expect(sentAt - before).toBeLessThan(60);
		expect(ledger().map(({ recipient, text }) => [recipient, text])).toEqual([
			['09112170848', 'علی: 12345'],
			['09116662206', 'علی: 12345'],
		]);
	});

	test('one: a form with the Access Hash alone', async () => {
		await toOne();
		expect(simulator().requests).toMatchObject([
			{
				method: 'POST',
				path: '/SendPatternCodeWithUrl.ashx',
				query: {},
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				hasAuthorization: false,
			},
		]);
		expect(Object.fromEntries(new URLSearchParams(simulator().requests[0]?.rawBody))).toEqual({
			AccessHash: ACCESS_HASH,
			Mobile: '09112170848',
			PatternId: SAMPLE_PATTERN,
			token1: '۱۲۳۴۵',
			token2: 'a b&c=d+é',
		});
		expect(ledger()).toMatchObject([{ text: '۱۲۳۴۵: a b&c=d+é' }]);
	});

	test('both go to the code base URL alone', async () => {
		const apart = { ...credential(), baseUrl: 'http://127.0.0.1:1' };
		for (const [, run] of BOTH) {
			expect((await run({}, { credential: apart })).fault).toBeUndefined();
		}
		expect(endpoints()).toEqual(['SendPattern', 'SendPatternCode']);
	});

	test('a time to send at goes along', async () => {
		const atMs = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
		const options = { sendAt: new Date(atMs).toISOString() };
		const [json] = jsonOf((await toMany({ options })).outputs[0]);
		expect(Date.parse(String(json?.scheduledAt))).toBe(atMs);
		expect(bodies()).toMatchObject([{ SendDateInTimeStamp: atMs / 1000 }]);
	});

	test('items whose line, pattern and tokens are the same share a request', async () => {
		const items = ['x', 'y', 'x', 'y', 'x'].map((token, index) => ({
			mobile: `0911217084${index}`,
			token,
		}));
		const { outputs } = await toMany(
			{
				mobiles: '={{ $json.mobile }}',
				tokens: {
					values: [
						{ name: 'token2', value: '1' },
						{ name: 'token1', value: '={{ $json.token }}' },
					],
				},
				options: { itemsPerRequest: 100 },
			},
			{ items },
		);
		expect(endpoints()).toEqual(['SendPattern', 'SendPattern']);
		expect(pairsOf(outputs[0])).toEqual(items.map((_, item) => ({ item })));
		const texts = ledger().map(({ text }) => text);
		expect(texts).toEqual(['x: 1', 'x: 1', 'x: 1', 'y: 1', 'y: 1']);
	});
});

describe('the answer of sendPattern', () => {
	test('in an envelope names the group', async () => {
		const { outputs } = await toMany();
		expect(jsonOf(outputs[0])).toEqual([
			{
				outcome: 'accepted',
				accepted: true,
				recipients: ['+989112170848', '+989116662206'],
				recipientCount: 2,
				groupMessageId: ledger()[0]?.groupMessageId,
				userGroupId: ledger()[0]?.userGroupId,
				invalidRecipients: [],
			},
		]);
	});

	test.each(['json', 'quoted', 'text'] as const)('as a bare number (%s)', async (bare) => {
		Object.assign(simulator().style, { patternAnswer: 'bare', bare });
		const [json] = jsonOf((await toMany()).outputs[0]);
		expect(json).toMatchObject({ accepted: true, providerMessageId: '2000' });
		expect(endpoints()).toEqual(['SendPattern']);
	});

	test('2 is accepted, and says not to send again', async () => {
		answerWith('2');
		const [json] = jsonOf((await toMany()).outputs[0]);
		expect(json).toMatchObject({
			accepted: true,
			userGroupId: expect.any(String),
			note: expect.stringContaining('Do not send it again'),
		});
	});

	test('without a result is proven by asking for the own id', async () => {
		simulator().style.patternAnswer = 'withoutResult';
		const [json] = jsonOf((await toMany()).outputs[0]);
		expect(json).toMatchObject({
			accepted: true,
			groupMessageId: ledger()[0]?.groupMessageId,
		});
		expect(endpoints()).toEqual(['SendPattern', 'GetGroupMessageId']);
		expect(ledger()).toHaveLength(2);
	});

	test.each([
		'0',
		'3',
		'9',
		'1999',
		'-1',
		'null',
		'true',
		'<html></html>',
		'{"Code":0,"Result":0}',
	])('%s leaves the outcome unknown, whatever else is asked', async (body) => {
		answerWith(body);
		const { fault } = await toMany();
		expect(fault?.message).toContain('outcome unknown, may have been sent to +989112170848');
		expect(endpoints().filter((endpoint) => endpoint === 'SendPattern')).toHaveLength(1);
	});

	test.each([
		['4', '402'],
		['8', '403'],
		['{"Code":3003}', '402'],
		['{"Code":2002}', '403'],
	])('%s is a refusal', async (body, httpCode) => {
		answerWith(body);
		const { fault } = await toMany();
		expect(fault?.httpCode).toBe(httpCode);
		expect(fault?.message).not.toContain('may have been sent');
		expect(endpoints()).toEqual(['SendPattern']);
	});

	test('that was lost is found by the own id, and nothing is sent again', async () => {
		simulator().faults.next('reset', { endpoint: 'SendPattern', when: 'after' });
		const [json] = jsonOf((await toMany()).outputs[0]);
		expect(json).toMatchObject({ accepted: true, groupMessageId: ledger()[0]?.groupMessageId });
		expect(ledger()).toHaveLength(2);
	});
});

describe('the answer of sendPatternCode', () => {
	test.each(['json', 'quoted', 'text'] as const)('as a bare number (%s)', async (bare) => {
		simulator().style.bare = bare;
		expect(jsonOf((await toOne()).outputs[0])).toEqual([
			{
				outcome: 'accepted',
				accepted: true,
				recipient: '+989112170848',
				providerMessageId: '2000',
			},
		]);
	});

	test.each(['0', '1', '3', '6', '9', '1001', '1999', '-1', '', 'null', '<html></html>'])(
		'%j leaves the outcome unknown',
		async (body) => {
			answerWith(body);
			const { fault } = await toOne();
			expect(fault?.message).toContain('outcome unknown, may have been sent to +989112170848');
			expect(endpoints()).toEqual(['SendPatternCode']);
		},
	);

	test.each([
		[4, '402'],
		[5, '422'],
		[8, '403'],
	])('%d is a refusal', async (number, httpCode) => {
		simulator().rejectRecipient('09112170848', number);
		const { fault } = await toOne();
		expect(fault?.httpCode).toBe(httpCode);
		expect(ledger()).toEqual([]);
	});
});

describe.each(BOTH)('%s', (_, run) => {
	test.each([undefined, '', '  '])('without an Access Hash (%j) is refused', async (accessHash) => {
		const { fault } = await run({}, { credential: { ...credential(), accessHash } });
		expect(fault?.message).toContain('Patterns need the Access Hash');
		expect(fault?.description).toContain('Copy the Access Hash');
		expect(endpoints()).toEqual([]);
	});

	test.each([
		[tokens(''), 'token1 is empty'],
		[tokens('a', '\u200c '), 'token2 is empty'],
		[tokens('={{ $json.missing }}'), 'token1 is empty'],
		[tokens('={{ null }}'), 'token1 is empty'],
		[tokens('={{ { deep: 1 } }}'), 'token1 cannot be used as it is'],
		[{ values: [...tokens('a').values, ...tokens('b').values] }, 'token1 is given twice'],
		[{ values: [{ name: 'token10', value: 'a' }] }, 'Tokens cannot be used as it is'],
		[{ values: [{ name: '={{ 1 }}', value: 'a' }] }, 'Tokens cannot be used as it is'],
	])('the tokens %j are refused by name', async (given, words) => {
		const { fault } = await run({ tokens: given });
		expect(fault?.message).toContain(words);
		expect(endpoints()).toEqual([]);
	});

	test('a number is a value, and a pattern may have no tokens', async () => {
		await run({ tokens: tokens('={{ 7 }}', '8') });
		expect(ledger().at(-1)?.text).toBe('7: 8');
		await run({ tokens: {} });
		expect(ledger().at(-1)?.text).toBe(': ');
	});

	test('the Access Hash that the service repeats, in whatever form, reaches nothing', async () => {
		const forms = [ACCESS_HASH, ACCESS_HASH.toUpperCase(), ACCESS_HASH.replaceAll('-', '')];
		const words = forms.join(' | ');
		for (const body of [
			JSON.stringify({ Code: 1004, Message: words }),
			JSON.stringify({ Code: 0, Message: words, Result: 2345, [ACCESS_HASH]: forms }),
			`<html>${words}</html>`,
		]) {
			answerWith(body);
			const { stored } = await run(
				{ options: { includeRaw: true } },
				{ onError: 'continueRegularOutput' },
			);
			expectNoSecrets(stored, forms);
		}
	});
});
