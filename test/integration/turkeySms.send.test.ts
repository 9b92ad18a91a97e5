import { useProviders } from './providers';
import { KEY } from './simulatorsClient';

const { turkey } = useProviders();
const ledger = () => turkey.simulator().ledger;
const requests = () => turkey.simulator().requests;

const BY_GET = { requestMethod: 'GET' };

describe('on the wire', () => {
	test('a POST has all in its body, the key included, and nothing in its query', async () => {
		await turkey.send();
		expect(requests()).toMatchObject([
			{ method: 'POST', path: '/api/v3/gonder/add-content', hasAuthorization: false },
		]);
		expect(requests()[0]?.query).toEqual({});
		expect(requests()[0]?.body).toEqual({
			api_key: KEY,
			title: 'TURKEY SMS',
			text: 'TEXT_SMS',
			sentto: '905000000001',
			report: 1,
			sms_lang: 0,
			response_type: 'json',
		});
		expect(requests()[0]?.headers['content-type']).toMatch(/^application\/json/);
	});

	test('a GET has all in its query, the key included, and no body', async () => {
		await turkey.send({ options: BY_GET });
		expect(requests()).toMatchObject([
			{ method: 'GET', path: '/api/v3/get/get.php', rawBody: '', hasAuthorization: false },
		]);
		expect(requests()[0]?.query).toEqual({
			api_key: KEY,
			title: 'TURKEY SMS',
			text: 'TEXT_SMS',
			mobile: '905000000001',
			report: '1',
			lang: '0',
			response_type: 'json',
		});
	});
});

const TEXTS = [
	['a Turkish one', 'Şişli’de ığdır ğüşöç İSTANBUL'],
	['a Persian one with ZWNJ', 'نمی\u200cخواهم'],
	['emoji', '🎉 👨‍👩‍👧'],
	['spaces and lines at both ends', '  \n kod:\r\n\t1234 \n '],
	['marks of direction', '\u200fمرحبا\u200e ABC'],
	['all that has a meaning in a URL', 'a+b&c=d#e?f%20/ %2B ;"\'<>'],
];

describe.each(['POST', 'GET'])('text by %s', (requestMethod) => {
	test.each(TEXTS)('%s arrives as it was given', async (_, text) => {
		await turkey.send(
			{ text: '={{ $json.text }}', options: { requestMethod } },
			{ items: [{ text }] },
		);
		expect(ledger().map((message) => message.text)).toEqual([text]);
	});
});

describe('recipient', () => {
	test.each([
		['0500 000 00 01', '905000000001'],
		['5000000001', '905000000001'],
		['+90 (500) 000-00-01', '905000000001'],
		['0090 500 000 00 01', '905000000001'],
		['۰۵۰۰۰۰۰۰۰۰۱', '905000000001'],
		[905000000001, '905000000001'],
	])('%s goes out as %s', async (recipient, digits) => {
		const { outputs } = await turkey.send(
			{ recipient: '={{ $json.recipient }}' },
			{ items: [{ recipient }] },
		);
		expect(ledger().map((message) => message.recipient)).toEqual([digits]);
		expect(outputs[0]?.[0]?.json.recipient).toBe(`+${digits}`);
	});

	test.each([
		['+98 911 217 0848', '989112170848', /-IR$/],
		['00966 50 000 0000', '966500000000', /-SA$/],
	])('%s abroad is taken with its country code', async (recipient, digits, country) => {
		turkey.simulator().account.internationalEnabled = true;
		const { outputs } = await turkey.send({ recipient });
		expect(ledger().map((message) => message.recipient)).toEqual([digits]);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			recipient: `+${digits}`,
			country: expect.stringMatching(country),
		});
	});

	test.each([
		['0212 000 00 00', 'is a landline'],
		['444 0 123', 'is a special number'],
		['abc', 'abc'],
		['5000000001, 5000000002', 'is more than one number'],
	])('%s is refused', async (recipient, reason) => {
		const { fault } = await turkey.send({ recipient });
		expect(fault?.message).toContain(reason);
		expect(fault?.name).toBe('NodeOperationError');
		expect(requests()).toEqual([]);
	});
});

test('the output has the fields of the contract and no others', async () => {
	const { outputs } = await turkey.send();
	expect(outputs).toEqual([
		[
			{
				json: {
					outcome: 'accepted',
					accepted: true,
					recipient: '+905000000001',
					smsId: ledger()[0]?.smsId,
					creditsUsed: 1,
					resultCode: 'TS-1024',
					resultMessage: expect.any(String),
					language: 'English',
					country: 'Turkey-TR',
					parts: 1,
					encoding: 'gsm7',
				},
				pairedItem: { item: 0 },
			},
		],
	]);
});

test.each(['strings', 'numbers'] as const)('ids and counts that arrive as %s', async (numbers) => {
	turkey.simulator().style.numbers = numbers;
	const { outputs } = await turkey.send();
	expect(outputs[0]?.[0]?.json).toMatchObject({ smsId: ledger()[0]?.smsId, creditsUsed: 1 });
});

test.each([true, 'true', 1, '1'] as const)('success that reads %j', async (result) => {
	Object.assign(turkey.simulator().style, { result });
	const { outputs } = await turkey.send();
	expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'accepted', resultCode: 'TS-1024' });
	turkey.simulator().account.localBalance = 0;
	expect((await turkey.send()).fault?.message).toContain('not enough balance');
});

test("the provider's own answer is added on demand", async () => {
	const { outputs } = await turkey.send({ options: { includeRaw: true } });
	expect(outputs[0]?.[0]?.json.raw).toMatchObject({ result: true, sms_id: ledger()[0]?.smsId });
});

test('each item is a message of its own, paired with it', async () => {
	const items = ['905000000001', '905000000002', '905000000003'].map((mobile) => ({ mobile }));
	const { outputs } = await turkey.send(
		{ recipient: '={{ $json.mobile }}', text: '={{ "for " + $json.mobile }}' },
		{ items },
	);
	expect(outputs[0]?.map(({ json, pairedItem }) => [json.recipient, pairedItem])).toEqual(
		items.map(({ mobile }, item) => [`+${mobile}`, { item }]),
	);
	const sent = ledger().map(({ recipient, text }) => `${recipient}: ${text}`);
	expect(sent.sort()).toEqual(items.map(({ mobile }) => `${mobile}: for ${mobile}`));
});

test('an answer is waited for as long as the option Timeout says', async () => {
	turkey.simulator().faults.next('timeout');
	const { fault } = await turkey.send({ options: { timeout: 150 } });
	expect(fault?.message).toContain('within 150 ms');
});
