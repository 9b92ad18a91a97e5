import { indexesOf, jsonOf, useRaygan } from './rayganOperations';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(60_000);

const { simulator, credential, operation, endpoints, bodies, answerWith } = useRaygan();
const ledger = () => simulator().ledger;

const sendAutoCode = operation('verification', 'sendAutoCode', {
	mobile: '09112170848',
	footer: 'RayganSMS.com',
});
const sendCode = operation('verification', 'sendCode', {
	mobile: '09112170848',
	message: 'کد تایید شما: 21335',
});
const checkCode = operation('verification', 'checkCode', { mobile: '09112170848', code: '21335' });

const send = operation('message', 'send', {
	phoneNumber: '50002910001080',
	message: 'سلام',
	mobiles: '09112170848',
});
const getCredit = operation('account', 'getCredit');

const SENDS = [
	['sendAutoCode', sendAutoCode, 'SendAutoCode'],
	['sendCode', sendCode, 'SendCode'],
] as const;

describe('the requests', () => {
	test('sendAutoCode', async () => {
		await sendAutoCode();
		expect(simulator().requests).toMatchObject([
			{
				method: 'POST',
				path: '/api/smsAPI/SendAutoCode',
				rawBody: '{"Mobile":"09112170848","Footer":"RayganSMS.com"}',
				headers: { 'content-type': 'application/json' },
				hasAuthorization: true,
			},
		]);
	});

	test('sendCode, its text byte for byte', async () => {
		const message = '  کدِ شما\u200c: ۲۱۳۳۵ 🎉\n ';
		await sendCode({ message: '={{ $json.message }}' }, { items: [{ message }] });
		expect(simulator().requests).toMatchObject([
			{
				path: '/api/smsAPI/SendCode',
				rawBody: JSON.stringify({ Mobile: '09112170848', Message: message }),
				hasAuthorization: true,
			},
		]);
		expect(ledger()).toMatchObject([{ text: message }]);
	});

	test('checkCode', async () => {
		await checkCode();
		expect(simulator().requests).toMatchObject([
			{
				path: '/api/smsAPI/CheckSendCode',
				rawBody: '{"Mobile":"09112170848","Code":"21335"}',
				hasAuthorization: true,
			},
		]);
	});

	test('go to the code base URL alone', async () => {
		const apart = { ...credential(), baseUrl: 'http://127.0.0.1:1' };
		for (const run of [sendAutoCode, sendCode, checkCode]) {
			expect((await run({}, { credential: apart })).fault).toBeUndefined();
		}
		expect(endpoints()).toEqual(['SendAutoCode', 'SendCode', 'CheckSendCode']);
	});

	test.each(['baseUrl', 'codeBaseUrl'])(
		'are not made where the %s is not safe, nor is any other',
		async (name) => {
			const unsafe = { ...credential(), [name]: 'http://smspanel.example' };
			for (const run of [sendAutoCode, sendCode, checkCode, send, getCredit]) {
				const { fault } = await run({}, { credential: unsafe });
				expect(fault?.message).toContain('does not start with https');
				expect(fault?.name).toBe('NodeOperationError');
				expect(fault?.message).not.toContain('may have been sent');
			}
			expect(endpoints()).toEqual([]);
		},
	);

	test.each(['۰۹۱۱ ۲۱۷ ۰۸۴۸', '+98 911 217 0848', '00989112170848', '9112170848'])(
		'the number %s is understood',
		async (mobile) => {
			for (const run of [sendAutoCode, sendCode, checkCode]) await run({ mobile });
			expect(bodies()).toMatchObject(Array(3).fill({ Mobile: '09112170848' }));
		},
	);
});

describe('the outputs', () => {
	test('sendAutoCode tells the id and not the code', async () => {
		const { outputs, stored } = await sendAutoCode();
		expect(outputs).toEqual([
			[
				{
					json: {
						outcome: 'accepted',
						accepted: true,
						recipient: '+989112170848',
						providerMessageId: '2000',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
		expect(stored).not.toContain(ledger()[0]?.otpCode);
	});

	test('sendCode also tells the parts of its text', async () => {
		const { outputs } = await sendCode({ message: `${'س'.repeat(70)} 21335` });
		expect(jsonOf(outputs[0])).toEqual([
			{
				outcome: 'accepted',
				accepted: true,
				recipient: '+989112170848',
				providerMessageId: '2000',
				parts: 2,
				encoding: 'ucs2',
			},
		]);
	});

	test('a footer may be empty', async () => {
		const { outputs } = await sendAutoCode({ footer: '' });
		expect(jsonOf(outputs[0])).toMatchObject([{ accepted: true }]);
		expect(bodies()).toEqual([{ Mobile: '09112170848', Footer: '' }]);
	});

	test("the provider's own answer is added on demand", async () => {
		const options = { includeRaw: true };
		expect(jsonOf((await sendCode({ options })).outputs[0])).toMatchObject([{ raw: '2000' }]);
		expect(jsonOf((await checkCode({ options })).outputs[0])).toMatchObject([{ raw: 'true' }]);
	});
});

describe.each(SENDS)('the answer of %s', (_, run, endpoint) => {
	test.each([
		['json', '2000'],
		['quoted', '2000'],
		['text', '2000'],
	] as const)('a number as %s', async (bare, providerMessageId) => {
		simulator().style.bare = bare;
		const { outputs } = await run();
		expect(jsonOf(outputs[0])).toMatchObject([{ accepted: true, providerMessageId }]);
	});

	test('a long number keeps all its digits', async () => {
		answerWith('9007199254740993');
		const { outputs } = await run();
		expect(jsonOf(outputs[0])).toMatchObject([{ providerMessageId: '9007199254740993' }]);
	});

	test('2 is accepted, and says not to send again', async () => {
		answerWith('2');
		const [json] = jsonOf((await run()).outputs[0]);
		expect(json).toMatchObject({
			outcome: 'accepted',
			accepted: true,
			note: expect.stringContaining('Do not send it again'),
		});
		expect(json).not.toHaveProperty('providerMessageId');
	});

	test.each([
		[4, '402', 'credit'],
		[5, '422', 'too long'],
		[7, '422', 'too many recipients'],
		[8, '403', 'web service'],
	])('%d is a refusal (%s)', async (number, httpCode, words) => {
		simulator().rejectRecipient('09112170848', number);
		const { fault } = await run();
		expect(fault?.httpCode).toBe(httpCode);
		expect(fault?.message).toContain(words);
		expect(fault?.message).not.toContain('may have been sent');
		const { outputs } = await run({}, { onError: 'continueErrorOutput' });
		expect(jsonOf(outputs[1])).toMatchObject([
			{
				details: {
					provider: 'Raygan SMS',
					code: String(number),
					outcome: 'refused',
					recipients: ['+989112170848'],
				},
			},
		]);
	});

	test.each([0, 1, 3, 6, 9, 1001, 1999, -1])('%d leaves the outcome unknown', async (number) => {
		simulator().rejectRecipient('09112170848', number);
		const { fault } = await run();
		expect(fault?.message).toContain('outcome unknown, may have been sent to +989112170848');
		const { outputs } = await run({}, { onError: 'continueErrorOutput' });
		expect(jsonOf(outputs[1])).toMatchObject([
			{ details: { code: String(number), outcome: 'unknown', recipients: ['+989112170848'] } },
		]);
	});

	test.each([
		['timeout', 504],
		['reset', 504],
		['serverErrorHtml', 502],
		['badGateway', 502],
		['empty', 502],
		['html', 502],
	] as const)(
		'after %s the outcome is unknown, and nothing is sent again',
		async (kind, httpCode) => {
			simulator().faults.next(kind, { when: 'after' });
			const { fault } = await run({ options: { timeout: 300 } });
			expect(fault?.httpCode).toBe(String(httpCode));
			expect(fault?.message).toContain('may have been sent to +989112170848');
			expect(endpoints()).toEqual([endpoint]);
		},
	);

	test('a wrong login and an account without the web service', async () => {
		const { fault } = await run({}, { credential: { ...credential(), password: 'other' } });
		expect(fault).toMatchObject({ httpCode: '401' });
		simulator().account.webServiceEnabled = false;
		expect((await run()).fault?.httpCode).toBe('403');
		expect(ledger()).toEqual([]);
	});

	test('an error envelope', async () => {
		simulator().account.allowedIp = false;
		const { fault } = await run();
		expect(fault?.httpCode).toBe('403');
		expect(fault?.message).toContain('IP address');
		expect(fault?.description).toContain('code 2003');
	});
});

describe('before sending', () => {
	test.each(['02188776655', '50002910001080', 'سلام', '0911 217 0848, 0911 666 2206'])(
		'the recipient %s is refused by name',
		async (mobile) => {
			for (const run of [sendAutoCode, sendCode, checkCode]) {
				const { fault } = await run({ mobile });
				expect(fault?.name).toBe('NodeOperationError');
				expect(fault?.message).toContain(mobile.slice(0, 6));
			}
			expect(endpoints()).toEqual([]);
		},
	);

	test.each([
		['mobile', sendAutoCode],
		['mobile', sendCode],
		['message', sendCode],
		['mobile', checkCode],
		['code', checkCode],
	])('an empty %s is named', async (name, run) => {
		for (const empty of ['={{ "" }}', '={{ $json.missing }}', '  ']) {
			const { fault } = await run({ [name]: empty });
			expect(fault?.message).toMatch(/^(To \(Mobile Number\)|Mobile Number|Message|Code) is empty/);
			expect(fault?.name).toBe('NodeOperationError');
		}
		expect(endpoints()).toEqual([]);
	});

	test.each([
		['message', sendCode],
		['footer', sendAutoCode],
	])('a %s of more than 10 parts is not sent', async (name, run) => {
		const { fault } = await run({ [name]: '1'.repeat(1531) });
		expect(fault?.message).toContain('11 parts');
		expect(endpoints()).toEqual([]);
	});
});

describe('many items', () => {
	const mobiles = ['09112170848', '09116662206', 'junk', '09119048697', '09112170849'];
	const items = mobiles.map((mobile, index) => ({ mobile, code: `1000${index}` }));

	test.each(SENDS)('%s: one request each, and each result stays with its item', async (_, run) => {
		simulator().rejectRecipient('09119048697', 5);
		simulator().latencyMs = 10;
		const { outputs } = await run(
			{ mobile: '={{ $json.mobile }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(indexesOf(outputs[0])).toEqual([0, 1, 4]);
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual([
			'+989112170848',
			'+989116662206',
			'+989112170849',
		]);
		expect(indexesOf(outputs[1])).toEqual([2, 3]);
		expect(jsonOf(outputs[1])).toMatchObject([
			{ error: expect.stringContaining('junk'), details: { outcome: 'refused' } },
			{ error: expect.stringContaining('too long'), details: { code: '5' } },
		]);
		expect(
			ledger()
				.map(({ recipient }) => recipient)
				.sort(),
		).toEqual(['09112170848', '09116662206', '09112170849'].sort());
	});

	test('200 codes go out a few at a time, none twice', async () => {
		simulator().latencyMs = 5;
		const crowd = Array.from({ length: 200 }, (_, index) => ({
			mobile: `0911${2_000_000 + index}`,
		}));
		const { outputs } = await sendAutoCode({ mobile: '={{ $json.mobile }}' }, { items: crowd });
		expect(indexesOf(outputs[0])).toEqual(crowd.map((_, index) => index));
		expect(
			ledger()
				.map(({ recipient }) => recipient)
				.sort(),
		).toEqual(crowd.map(({ mobile }) => mobile));
		expect(simulator().peakInFlight).toBeGreaterThan(1);
		expect(simulator().peakInFlight).toBeLessThanOrEqual(10);
	});

	test('without credit for the first no other is tried', async () => {
		simulator().account.credit = 0;
		simulator().latencyMs = 20;
		const crowd = Array.from({ length: 50 }, (_, index) => ({
			mobile: `0911${2_000_000 + index}`,
		}));
		const { outputs } = await sendCode(
			{ mobile: '={{ $json.mobile }}' },
			{ items: crowd, onError: 'continueErrorOutput' },
		);
		expect(indexesOf(outputs[1])).toEqual(crowd.map((_, index) => index));
		expect(endpoints().length).toBeLessThanOrEqual(10);
	});
});

describe('checkCode', () => {
	test('the code that was sent is valid, another is wrong', async () => {
		await sendAutoCode();
		const code = simulator().codes.get('09112170848') ?? '';
		const right = await checkCode({ code });
		expect(jsonOf(right.outputs[0])).toEqual([
			{ recipient: '+989112170848', valid: true, verdict: 'valid' },
		]);
		const wrong = await checkCode({ code: '1' });
		expect(jsonOf(wrong.outputs[0])).toEqual([
			{ recipient: '+989112170848', valid: false, verdict: 'wrong' },
		]);
	});

	test.each(['۰۲۱۳۳۵', '٠٢١٣٣٥', ' 021 335 ', '021\u200c335', '021-335'])(
		'%j typed by the user goes out in Latin digits, zeros at its start kept',
		async (code) => {
			await checkCode({ code: '={{ $json.code }}' }, { items: [{ code }] });
			expect(bodies()).toMatchObject([{ Code: '021335' }]);
		},
	);

	test.each([
		['json', 'lower'],
		['json', 'upper'],
		['quoted', 'capital'],
		['quoted', 'lower'],
		['text', 'capital'],
		['text', 'upper'],
	] as const)('the answer as %s in %s case', async (bare, booleanCase) => {
		Object.assign(simulator().style, { bare, booleanCase });
		simulator().codes.set('09112170848', '21335');
		expect(jsonOf((await checkCode()).outputs[0])).toMatchObject([{ valid: true }]);
		expect(jsonOf((await checkCode({ code: '9' })).outputs[0])).toMatchObject([{ valid: false }]);
	});

	test.each(['1', '2000', '"yes"', '', '<html></html>', '{"Code":5001}'])(
		'the answer %j is no verdict, and bears no outcome',
		async (body) => {
			answerWith(body);
			const { outputs } = await checkCode({}, { onError: 'continueErrorOutput' });
			expect(jsonOf(outputs[0])).toEqual([]);
			const [json] = jsonOf(outputs[1]);
			expect(json?.details).not.toHaveProperty('outcome');
			expect(json?.message).not.toContain('before you send it again');
		},
	);

	test('a fault of one item leaves the others their verdicts', async () => {
		simulator().codes.set('09112170848', '21335');
		answerWith('2000');
		const items = ['21335', '1', '۲۱۳ ۳۵', '2'].map((code) => ({ code }));
		const { outputs } = await checkCode(
			{ code: '={{ $json.code }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		// The same code of the same number is asked once, so its fault is that of both items.
		const failed = indexesOf(outputs[1]);
		expect([[0, 2], [1], [3]]).toContainEqual(failed);
		const verdicts = ['valid', 'wrong', 'valid', 'wrong'];
		const rest = verdicts.flatMap((verdict, item) =>
			failed.includes(item) ? [] : [{ item, verdict }],
		);
		expect(indexesOf(outputs[0])).toEqual(rest.map(({ item }) => item));
		expect(jsonOf(outputs[0])).toMatchObject(rest.map(({ verdict }) => ({ verdict })));
		expect(endpoints()).toHaveLength(3);
	});
});
