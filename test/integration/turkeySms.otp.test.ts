import { TURKEY_CODES } from '../fixtures/resultCodes';
import { KEY } from './simulatorsClient';
import { jsonOf, pairsOf, SMS_ID, TITLE, useTurkeySms } from './turkeySms';

const { simulator, operation, requests, ledger } = useTurkeySms();
const usual = { recipient: '905000000001', digits: 6, language: 'english' };
const send = operation('otp', 'send', usual);
const sendAdvanced = operation('otp', 'sendAdvanced', {
	...usual,
	title: TITLE,
	text: 'MY SHOP: TS_CODE',
});
const check = operation('otp', 'check', usual);

const BOTH = [
	['send', send],
	['sendAdvanced', sendAdvanced],
] as const;

describe('on the wire', () => {
	test('by POST', async () => {
		await send({ language: 'arabic' });
		expect(requests()).toMatchObject([{ method: 'POST', path: '/api/v3/otp_post/sent-otp' }]);
		expect(requests()[0]?.query).toEqual({});
		expect(requests()[0]?.body).toEqual({
			api_key: KEY,
			mobile: '905000000001',
			digits: 6,
			report: 1,
			lang: 2,
			sms_lang: 2,
			response_type: 'json',
		});
	});

	test('by GET', async () => {
		await send({ digits: 4, language: 'turkish', options: { requestMethod: 'GET' } });
		expect(requests()).toMatchObject([
			{ method: 'GET', path: '/api/v3/otp/otp_get.php', rawBody: '' },
		]);
		expect(requests()[0]?.query).toEqual({
			api_key: KEY,
			mobile: '905000000001',
			digits: '4',
			report: '1',
			lang: '1',
			sms_lang: '1',
			response_type: 'json',
		});
	});

	test('in a text of one’s own, which goes under both of its names', async () => {
		const text = 'كودك TS_CODE TS-L\u200fMY SHOP';
		await sendAdvanced({ text, language: 'arabic', digits: 5 });
		expect(requests()).toMatchObject([
			{ method: 'POST', path: '/api/v3/otp_post_detailed/sent-otp', query: {} },
		]);
		expect(requests()[0]?.body).toEqual({
			api_key: KEY,
			title: TITLE,
			text,
			sms_text: text,
			mobile: '905000000001',
			digits: 5,
			report: 1,
			lang: 2,
			sms_lang: 2,
			response_type: 'json',
		});
		const [message] = ledger();
		expect(message?.text).toBe(`كودك ${message?.otpCode} \n\u200fMY SHOP`);
	});

	test.each(['0500 000 00 01', '+90 (500) 000-00-01', '۰۵۰۰۰۰۰۰۰۰۱', '500 000 00 01'])(
		'the number %s goes as the service takes it',
		async (recipient) => {
			await send({ recipient });
			expect(ledger()).toMatchObject([{ recipient: '905000000001' }]);
		},
	);
});

describe('the output', () => {
	test('of a code in the words of the service', async () => {
		simulator().nextOtpCodes.push('000042');
		const before = Date.now();
		const [json] = jsonOf(await send({ options: { includeCode: true } }));
		expect(json).toEqual({
			outcome: 'accepted',
			accepted: true,
			recipient: '+905000000001',
			smsId: SMS_ID,
			otpCode: '000042',
			verificationToken: expect.stringMatching(/^v1\.[\w.-]+$/),
			expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:30$/),
			creditsUsed: 1,
			resultCode: 'TS-1024',
			resultMessage: 'The message was sent successfully',
			language: 'English',
			country: 'Turkey-TR',
		});
		const lifetimeMs = Date.parse(String(json?.expiresAt)) - before;
		expect(lifetimeMs).toBeGreaterThanOrEqual(5 * 60_000);
		expect(lifetimeMs).toBeLessThan(5 * 60_000 + 5_000);
	});

	test('of a code in a text of one’s own has its parts too, counted with the code in place', async () => {
		const text = `${'a'.repeat(153)} TS_CODE`;
		const [json] = jsonOf(await sendAdvanced({ text }));
		expect(json).toMatchObject({ parts: 1, encoding: 'gsm7', contentType: 'High_quality' });
		const [longer] = jsonOf(await sendAdvanced({ text: `${text}b` }));
		expect(longer).toMatchObject({ parts: 2, creditsUsed: 2 });
		const [fewer] = jsonOf(await sendAdvanced({ text: `${text}b`, digits: 4 }));
		expect(fewer).toMatchObject({ parts: 1, creditsUsed: 1 });
	});

	test.each(BOTH)('of %s has the lifetime that was asked for', async (_, run) => {
		const before = Date.now();
		const [json] = jsonOf(await run({ options: { lifetimeMinutes: 60 } }));
		const lifetimeMs = Date.parse(String(json?.expiresAt)) - before;
		expect(lifetimeMs).toBeGreaterThanOrEqual(60 * 60_000);
		expect(lifetimeMs).toBeLessThan(60 * 60_000 + 5_000);
	});

	test.each(BOTH)('of %s leaves the code out, everywhere', async (_, run) => {
		simulator().nextOtpCodes.push('864297');
		const result = await run({ options: { includeRaw: true } });
		const [json] = jsonOf(result);
		expect(json).not.toHaveProperty('otpCode');
		expect(json).toMatchObject({
			verificationToken: expect.any(String),
			raw: { result_code: 'TS-1024' },
		});
		expect(result.stored).not.toContain('864297');
		const checked = await check({
			code: '864297',
			verificationToken: String(json?.verificationToken),
		});
		expect(jsonOf(checked)).toMatchObject([{ valid: true }]);
	});

	test.each([
		[4, 42, '0042'],
		[6, '42', '000042'],
		[5, '00042', '00042'],
	])('a code of %i digits that came as %j is %s', async (digits, otp_code, otpCode) => {
		const body = JSON.stringify({ result: true, result_code: 'TS-1024', otp_code, sms_id: 7 });
		simulator().faults.next({ kind: 'replyWith', body });
		const [json] = jsonOf(await send({ digits, options: { includeCode: true } }));
		expect(json).toMatchObject({ otpCode, smsId: '7' });
	});

	test.each(BOTH)(
		'of %s without the code in the answer says so, and is accepted',
		async (_, run) => {
			const body = JSON.stringify({ result: true, result_code: 'TS-1024', sms_id: '7' });
			simulator().faults.next({ kind: 'replyWith', body });
			const [json] = jsonOf(await run());
			expect(json).toMatchObject({
				outcome: 'accepted',
				smsId: '7',
				note: expect.stringContaining('without telling which'),
			});
			expect(json).not.toHaveProperty('verificationToken');
			expect(json).not.toHaveProperty('expiresAt');
		},
	);
});

describe('the language of an advanced code', () => {
	test.each([
		['MY SHOP: TS_CODE', 0, 'gsm7'],
		['Kodunuz şu: TS_CODE', 1, 'gsm7-turkish'],
		['كودك TS_CODE', 2, 'ucs2'],
	])('of “%s” is chosen where it is Automatic, or left alone', async (text, lang, encoding) => {
		for (const language of [{ language: 'auto' }, {}]) {
			const advanced = operation('otp', 'sendAdvanced', {
				recipient: usual.recipient,
				digits: 6,
				title: TITLE,
				text,
			});
			const [json] = jsonOf(await advanced(language));
			expect(json).toMatchObject({ encoding });
			expect(requests().at(-1)?.body).toMatchObject({ lang, sms_lang: lang });
		}
	});
});

test('a code that the service repeats in its words or elsewhere is in no item', async () => {
	const body = JSON.stringify({
		result: true,
		result_code: 'TS-1024',
		otp_code: '864297',
		result_message: 'Code 864297 was sent to 905000000001',
		content: 'Your code: 864297',
		code: 864297,
		sms_id: '1000864297',
	});
	simulator().faults.next({ kind: 'replyWith', body });
	const { outputs } = await send({ options: { includeRaw: true } });
	const [json] = outputs[0]?.map((item) => item.json) ?? [];
	expect(json).toMatchObject({
		smsId: '1000864297',
		resultMessage: 'Code *** was sent to 905000000001',
		raw: { sms_id: '1000864297' },
	});
	expect(JSON.stringify(json).replaceAll('1000864297', '')).not.toContain('864297');
});

describe('what is refused before anything is sent', () => {
	afterEach(() => {
		expect(requests()).toEqual([]);
	});

	test.each(['Your code', 'ts_code', 'TS-CODE', 'TS CODE'])(
		'the text “%s”, which has no place for the code',
		async (text) => {
			const { fault } = await sendAdvanced({ text });
			expect(fault?.message).toContain('has no TS_CODE');
			expect(fault?.description).toContain('Your code is TS_CODE');
		},
	);

	test.each([
		['english', 'ş TS_CODE', 'ş'],
		['turkish', 'كود TS_CODE', 'ك'],
	])('a text that %s cannot carry', async (language, text, character) => {
		const { fault } = await sendAdvanced({ text, language });
		expect(fault?.message).toContain(`cannot carry the character ${character}`);
		expect(fault?.description).toContain('Set Language to Automatic');
	});

	test.each(BOTH)('%s: a bad number, digits or lifetime', async (_, run) => {
		for (const [parameters, words] of [
			[{ recipient: '0212 345 67 89' }, 'is a landline'],
			[{ recipient: '905000000001, 905000000002' }, 'more than one number'],
			[{ recipient: '={{ "" }}' }, 'is empty'],
			[{ digits: 7 }, 'Digits cannot be used as it is'],
			[{ digits: '={{ "six" }}' }, 'Digits cannot be used as it is'],
			[{ language: 'french' }, 'Language cannot be used as it is'],
			[{ options: { lifetimeMinutes: 0 } }, 'Lifetime Minutes cannot be used as it is'],
			[{ options: { lifetimeMinutes: 1441 } }, 'Lifetime Minutes cannot be used as it is'],
		] as const) {
			const { outputs } = await run(parameters, { onError: 'continueErrorOutput' });
			expect(outputs[1]).toMatchObject([
				{ json: { error: expect.stringContaining(words), details: { outcome: 'refused' } } },
			]);
		}
	});

	test('an advanced code without a sender ID', async () => {
		const { fault } = await sendAdvanced({ title: '={{ "" }}' });
		expect(fault?.message).toContain('Sender ID is empty');
	});
});

describe.each(BOTH)('%s', (_, run) => {
	test('several items, of which one fails, at the same time and in order', async () => {
		simulator().latencyMs = 20;
		const items = Array.from({ length: 20 }, (__, index) => ({
			to: index === 7 ? 'hello' : `9050000${10_000 + index}`,
		}));
		const result = await run(
			{ recipient: '={{ $json.to }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		const expected = items.flatMap(({ to }, item) => (item === 7 ? [] : [[`+${to}`, { item }]]));
		const pairs = pairsOf(result);
		expect(jsonOf(result).map(({ recipient }, index) => [recipient, pairs[index]])).toEqual(
			expected,
		);
		expect(result.outputs[1]).toMatchObject([{ json: { to: 'hello' }, pairedItem: { item: 7 } }]);
		expect(simulator().peakInFlight).toBeGreaterThan(1);
		expect(simulator().peakInFlight).toBeLessThanOrEqual(5);
	});

	test('two items for one number are one message, and share its code', async () => {
		const result = await run({ options: { includeCode: true } }, { items: [{}, {}] });
		const [first, second] = jsonOf(result);
		expect(ledger()).toHaveLength(1);
		expect(first?.otpCode).toEqual(expect.any(String));
		expect(second?.otpCode).toBe(first?.otpCode);
		expect(second?.verificationToken).toBe(first?.verificationToken);
	});

	test('a code that went to a test number instead proves that number, not the other', async () => {
		const [json] = jsonOf(
			await run({
				options: { redirectAllTo: '905000000009', includeCode: true },
			}),
		);
		expect(json).toMatchObject({
			recipient: '+905000000009',
			redirectedFrom: ['+905000000001'],
		});
		const code = {
			code: String(json?.otpCode),
			verificationToken: String(json?.verificationToken),
		};
		const own = await check({ ...code, recipient: '905000000009' });
		expect(jsonOf(own)).toMatchObject([{ verdict: 'valid' }]);
		const other = await check({ ...code, recipient: '905000000001' });
		expect(jsonOf(other)).toMatchObject([{ verdict: 'otherNumber' }]);
	});

	test('each item gets the code and the token of its own number', async () => {
		const items = Array.from({ length: 10 }, (__, index) => ({ to: `9050000${10_000 + index}` }));
		const options = { includeCode: true };
		const sent = await run({ recipient: '={{ $json.to }}', options }, { items });
		for (const { recipient, otpCode } of jsonOf(sent)) {
			const message = ledger().find((entry) => `+${entry.recipient}` === recipient);
			expect(otpCode).toBe(message?.otpCode);
		}
		const checked = await check(
			{
				recipient: '={{ $json.recipient }}',
				code: '={{ $json.otpCode }}',
				verificationToken: '={{ $json.verificationToken }}',
			},
			{ items: jsonOf(sent) },
		);
		expect(jsonOf(checked).map(({ verdict }) => verdict)).toEqual(Array(10).fill('valid'));
	});

	test.each(TURKEY_CODES.map(({ code, httpCode }) => [code, httpCode]))(
		'%s has the class %s, and nothing was sent',
		async (code, httpCode) => {
			simulator().faults.next({ code });
			const options = { rateLimitWait: 0 };
			expect((await run({ options })).fault?.httpCode).toBe(httpCode);
			simulator().faults.next({ code });
			const { outputs } = await run({ options }, { onError: 'continueErrorOutput' });
			expect(outputs[1]?.[0]?.json.details).toMatchObject({
				code,
				outcome: 'refused',
				recipients: ['+905000000001'],
			});
			expect(ledger()).toEqual([]);
		},
	);

	test.each(['timeout', 'reset', 'badGateway'] as const)(
		'after %s the outcome is unknown, and it is not sent again',
		async (fault) => {
			simulator().faults.next(fault, { when: 'after' });
			const { outputs } = await run(
				{ options: { timeout: 300 } },
				{ onError: 'continueErrorOutput' },
			);
			expect(outputs[1]).toMatchObject([
				{
					json: {
						error: expect.stringContaining('may have been sent to +905000000001'),
						details: { outcome: 'unknown', recipients: ['+905000000001'] },
					},
				},
			]);
			expect(requests()).toHaveLength(1);
			expect(ledger()).toHaveLength(1);
		},
	);
});
