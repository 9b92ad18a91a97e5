import { DateTime } from 'luxon';

import { searchList } from './engine';
import { expectNoSecrets, useProviders } from './providers';
import { KEY } from './simulatorsClient';

const { turkey } = useProviders();
const ledger = () => turkey.simulator().ledger;
const requests = () => turkey.simulator().requests;

const BY_GET = { requestMethod: 'GET' };

describe('on the wire', () => {
	test('a POST has all in its body, the key included, and nothing in its query', async () => {
		await turkey.send();
		expect(requests()).toMatchObject([
			{ method: 'POST', path: '/api/v3/gonder/add-content', query: {}, hasAuthorization: false },
		]);
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

describe('language', () => {
	test.each([
		['auto', 'Hello €', 0, 'gsm7', 1],
		['auto', 'ş', 1, 'gsm7-turkish', 1],
		['auto', 'ş'.repeat(100), 1, 'gsm7-turkish', 2],
		['auto', 'مرحبا', 2, 'ucs2', 1],
		['auto', 'ş 🎉', 2, 'ucs2', 1],
		['english', 'a'.repeat(161), 0, 'gsm7', 2],
		['turkish', 'Ğ', 1, 'gsm7-turkish', 1],
		['turkish', 'plain', 1, 'gsm7', 1],
		['arabic', 'plain', 2, 'ucs2', 1],
		['arabic', 'a'.repeat(71), 2, 'ucs2', 2],
	])('%s carries %j', async (language, text, number, encoding, parts) => {
		const { outputs } = await turkey.send({ text, options: { language } });
		expect(ledger()).toMatchObject([{ text, language: number, parts }]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ encoding, parts, creditsUsed: parts });
	});

	test.each([
		['english', 'Merhaba ş', 'ş'],
		['turkish', 'ğ 🎉', '🎉'],
		['english', 'سلام', 'س'],
	])('%s does not carry %j, and says why', async (language, text, character) => {
		const { fault } = await turkey.send({ text, options: { language } });
		expect(fault?.message).toContain(`cannot carry the character ${character} `);
		expect(fault?.description).toContain('Automatic');
		expect(requests()).toEqual([]);
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
		expect(fault?.httpCode).toBe('422');
		expect(requests()).toEqual([]);
	});
});

describe('sender ID', () => {
	test.each([
		['from the list', { __rl: true, mode: 'list', value: 'TURKEY SMS' }],
		['by its name', { __rl: true, mode: 'name', value: 'TURKEY SMS' }],
		['as plain text', 'TURKEY SMS'],
		['from an expression', { __rl: true, mode: 'name', value: '={{ $json.title }}' }],
	])('%s', async (_, title) => {
		await turkey.send({ title }, { items: [{ title: 'TURKEY SMS' }] });
		expect(ledger()).toMatchObject([{ sender: 'TURKEY SMS' }]);
	});

	test.each(['objects', 'strings'] as const)('a list of %s is offered', async (senderIds) => {
		turkey.simulator().style.senderIds = senderIds;
		const settings = { ...turkey.settings, credential: turkey.credential(), parameters: {} };
		expect(await searchList(settings, 'searchSenderIds')).toEqual({
			results: [
				{ name: 'TURKEY SMS', value: 'TURKEY SMS' },
				{ name: 'PASSIVE', value: 'PASSIVE' },
			],
		});
		expect(await searchList(settings, 'searchSenderIds', 'pass')).toEqual({
			results: [{ name: 'PASSIVE', value: 'PASSIVE' }],
		});
	});

	test('a list that cannot be had says why', async () => {
		const credential = { ...turkey.credential(), apiKey: 'another-key' };
		const settings = { ...turkey.settings, credential, parameters: {} };
		const thrown: unknown = await searchList(settings, 'searchSenderIds').catch(
			(fault: unknown) => fault,
		);
		expect(thrown).toMatchObject({ message: expect.stringContaining('API key'), httpCode: '401' });
		expectNoSecrets(JSON.stringify(thrown), ['another-key']);
	});
});

describe('scheduleAt', () => {
	const inZone = (zone: string) => DateTime.now().setZone(zone).plus({ days: 3 });

	test.each(['Asia/Tehran', 'Europe/Istanbul', 'America/New_York'])(
		'a date of the workflow, in %s, goes out as one of Istanbul',
		async (zone) => {
			const at = inZone(zone).startOf('minute');
			const scheduleAt = at.toFormat('yyyy-MM-dd HH:mm');
			const { outputs } = await turkey.send({ options: { scheduleAt } }, { zone });
			const there = at.setZone('Europe/Istanbul');
			expect(requests()[0]?.body).toMatchObject({
				scheduled_sms: 1,
				scheduled_date: there.toFormat('yyyy-MM-dd'),
				scheduled_time: there.toFormat('HH:mm'),
			});
			expect(ledger()).toMatchObject([{ scheduledAt: at.toMillis() }]);
			expect(outputs[0]?.[0]?.json.scheduledAt).toBe(at.toISO({ suppressMilliseconds: true }));
		},
	);

	test('a time within a minute is the next full one: never before the time that was asked for', async () => {
		const at = inZone('Asia/Tehran').set({ second: 1, millisecond: 0 });
		await turkey.send({ options: { scheduleAt: at.toISO() ?? '' } });
		expect(ledger()[0]?.scheduledAt).toBe(at.startOf('minute').plus({ minutes: 1 }).toMillis());
	});

	test('a DateTime comes from an expression', async () => {
		await turkey.send({ options: { scheduleAt: '={{ $now.plus({ hours: 1 }) }}' } });
		const wait = (ledger()[0]?.scheduledAt ?? 0) - Date.now();
		expect(wait).toBeGreaterThan(59 * 60_000);
		expect(wait).toBeLessThanOrEqual(61 * 60_000);
	});

	test.each([
		['a past date', { scheduleAt: '2020-01-01T10:00' }, 'in the past'],
		['a GET', { scheduleAt: '2099-01-01T10:00', ...BY_GET }, 'by GET'],
		['what is no date', { scheduleAt: 'tomorrow' }, 'not a date'],
	])('%s is refused', async (_, options, reason) => {
		const { fault } = await turkey.send({ options });
		expect(fault?.message).toContain(reason);
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

describe('what is missing is named, and nothing is sent', () => {
	const fields: Array<[string, RegExp]> = [
		['text', /^Text is empty/],
		['recipient', /^To \(Mobile Number\) is empty/],
		['title', /^Sender ID is empty/],
	];
	const values = ['={{ "" }}', '  \n ', '={{ $json.missing }}', '={{ null }}', '={{ $json.a.b }}'];
	const cases = fields.flatMap(([name, sentence]) =>
		values.map((value): [string, string, RegExp] => [name, value, sentence]),
	);

	test.each(cases)('%s: %j', async (name, value, sentence) => {
		const { fault } = await turkey.send({ [name]: value });
		expect(fault?.message).toMatch(sentence);
		expect(fault?.httpCode).toBe('422');
		expect(requests()).toEqual([]);
	});
});
