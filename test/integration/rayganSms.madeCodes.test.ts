import { SAMPLE_PATTERN } from '../simulators';
import { processedKeys } from './engine';
import { jsonOf, useRaygan } from './rayganOperations';

const { simulator, credential, operation, endpoints, answerWith } = useRaygan();
const ledger = () => simulator().ledger;

const sendCode = operation('verification', 'sendCode', {
	mobile: '09112170848',
	message: 'فروشگاه من\nکد شما: {code}',
	options: { makeCode: 6 },
});
const sendPatternCode = operation('verification', 'sendPatternCode', {
	mobile: '09112170848',
	patternId: SAMPLE_PATTERN,
	tokens: {},
	options: { makeCode: 6 },
});
const sendAutoCode = operation('verification', 'sendAutoCode', { mobile: '09112170848' });
const checkCode = operation('verification', 'checkCode', { mobile: '09112170848' });
const checkToken = operation('verification', 'checkToken', {
	mobile: '={{ $json.recipient }}',
	code: '={{ $json.code }}',
	verificationToken: '={{ $json.verificationToken }}',
});
const BOTH = [
	['sendCode', sendCode],
	['sendPatternCode', sendPatternCode],
] as const;

beforeEach(() => processedKeys.reset());

/** The code in the text that went out last. */
const codeOf = (text: string | undefined) => /\d{4,8}$/.exec(text ?? '')?.[0] ?? '';

/** A code that was sent, and what its user hands over. */
async function sent(run: typeof sendCode, options = {}) {
	const [json] = jsonOf((await run({ options: { makeCode: 6, ...options } })).outputs[0]);
	const code = codeOf(ledger().at(-1)?.text);
	return { recipient: '09112170848', code, verificationToken: String(json?.verificationToken) };
}

async function verdictOn(item: Awaited<ReturnType<typeof sent>>, options = {}) {
	const [json] = jsonOf((await checkToken({ options }, { items: [item] })).outputs[0]);
	return json?.verdict;
}

describe.each(BOTH)('%s that makes the code', (name, run) => {
	test('sends it, and gives a token in its place', async () => {
		const { outputs, stored } = await run({ options: { makeCode: 6, includeRaw: true } });
		const [message] = ledger();
		const code = codeOf(message?.text);
		expect(code).toMatch(/^[1-9]\d{5}$/);
		expect(jsonOf(outputs[0])).toEqual([
			{
				outcome: 'accepted',
				accepted: true,
				recipient: '+989112170848',
				providerMessageId: '2000',
				verificationToken: expect.stringMatching(/^v1\.[\w.-]+$/),
				expiresAt: expect.stringMatching(/\+03:30$/),
				raw: expect.anything(),
				...(name === 'sendCode' && { parts: 1, encoding: 'ucs2' }),
			},
		]);
		expect(stored).not.toContain(code);
	});

	test.each([4, 5, 6, 7, 8])('of %d digits, for as long as it is told', async (digits) => {
		const before = Date.now();
		const options = { makeCode: digits, lifetimeMinutes: 60 };
		const [json] = jsonOf((await run({ options })).outputs[0]);
		expect(codeOf(ledger()[0]?.text)).toHaveLength(digits);
		const lifetimeMs = Date.parse(String(json?.expiresAt)) - before;
		expect(lifetimeMs).toBeGreaterThanOrEqual(60 * 60_000);
		expect(lifetimeMs).toBeLessThan(61 * 60_000);
	});

	test.each([3, 9, 'six', '={{ "" }}', '={{ $json.missing }}'])(
		'%j digits are refused',
		async (makeCode) => {
			const { fault } = await run({ options: { makeCode } });
			expect(fault?.message).toContain('Make a Code');
			expect(endpoints()).toEqual([]);
		},
	);

	test('each number gets a code of its own', async () => {
		const mobiles = Array.from({ length: 20 }, (_, index) => `0911${2_000_000 + index}`);
		const items = mobiles.map((mobile) => ({ mobile }));
		const { outputs } = await run({ mobile: '={{ $json.mobile }}' }, { items });
		const codes = new Map(ledger().map(({ recipient, text }) => [recipient, codeOf(text)]));
		expect(new Set(codes.values()).size).toBeGreaterThan(15);
		const checked = jsonOf(outputs[0]).map(({ recipient, verificationToken }) => ({
			recipient,
			verificationToken,
			code: codes.get(`0${String(recipient).slice(3)}`),
		}));
		const verdicts = await checkToken({}, { items: JSON.parse(JSON.stringify(checked)) });
		expect(jsonOf(verdicts.outputs[0]).map(({ verdict }) => verdict)).toEqual(
			Array(20).fill('valid'),
		);
	});

	test('a retry gives the token of the message that went out, and sends no other code', async () => {
		const items = [{ mobile: '09112170848' }, { mobile: '09116662206' }];
		simulator().faults.next('wrongContentType');
		simulator().faults.next({ kind: 'replyWith', body: '5' });
		const { outputs } = await run({ mobile: '={{ $json.mobile }}' }, { items, maxTries: 2 });
		expect(ledger().map(({ recipient }) => recipient)).toEqual(
			expect.arrayContaining(['09112170848', '09116662206']),
		);
		expect(ledger()).toHaveLength(2);
		for (const json of jsonOf(outputs[0])) {
			const recipient = String(json.recipient);
			const message = ledger().find((entry) => recipient.endsWith(entry.recipient.slice(1)));
			expect(json).not.toHaveProperty('note');
			const item = { recipient, code: codeOf(message?.text) };
			const token = String(json.verificationToken);
			expect(await verdictOn({ ...item, verificationToken: token })).toBe('valid');
		}
	});

	test('what the service repeats of it is in no item', async () => {
		const echo = (code: number, words: string) =>
			simulator().faults.next({ code, message: words }, { when: 'after' });
		echo(1004, 'wrong');
		const { outputs, stored } = await run({}, { onError: 'continueRegularOutput' });
		expect(outputs[0]).toHaveLength(1);
		expect(stored).not.toContain(codeOf(ledger()[0]?.text));
	});

	test('a lost answer leaves no token and an unknown outcome', async () => {
		simulator().faults.next('reset', { when: 'after' });
		const { fault, stored } = await run();
		expect(fault?.message).toContain('may have been sent');
		expect(stored).not.toContain(codeOf(ledger()[0]?.text));
		expect(ledger()).toHaveLength(1);
	});
});

describe('the text of sendCode', () => {
	test('that makes a code needs a place for it', async () => {
		for (const message of ['کد شما', 'code', '{Code}', '{{ code }} 1234']) {
			const { fault } = await sendCode({ message });
			expect(fault?.message).toContain('has no {code}');
			expect(fault?.description).toContain('Your code is {code}');
		}
		expect(endpoints()).toEqual([]);
	});

	test('that makes none needs a code in it, in digits of any script', async () => {
		for (const message of ['کد شما', 'Your code is {code}', 'one two']) {
			const { fault } = await sendCode({ message, options: {} });
			expect(fault?.message).toContain('has no code in it');
		}
		expect(endpoints()).toEqual([]);
		for (const message of ['کد ۱۲۳۴', 'code ١٢٣٤', 'code 1234']) {
			expect((await sendCode({ message, options: {} })).fault).toBeUndefined();
		}
	});

	test('has the code everywhere that it names, and its parts are counted with it', async () => {
		const message = `${'a'.repeat(148)} {code}`;
		const [json] = jsonOf((await sendCode({ message })).outputs[0]);
		expect(json).toMatchObject({ parts: 1, encoding: 'gsm7' });
		const [longer] = jsonOf((await sendCode({ message: `aaaaaa${message}` })).outputs[0]);
		expect(longer).toMatchObject({ parts: 2 });
		await sendCode({ message: '{code} or {code}' });
		expect(ledger().at(-1)?.text).toMatch(/^(\d{6}) or \1$/);
	});

	test('is checked by Raygan SMS as well', async () => {
		const { code } = await sent(sendCode);
		const { outputs } = await checkCode({ code });
		expect(jsonOf(outputs[0])).toMatchObject([{ verdict: 'valid' }]);
	});
});

test('token1 and Make a Code at once are refused', async () => {
	const tokens = { values: [{ name: 'token1', value: '1234' }] };
	const { fault } = await sendPatternCode({ tokens });
	expect(fault?.message).toContain('token1 is given as well');
	expect(endpoints()).toEqual([]);
});

test.each(['123', '12345678', ' ۱۲۳۴ ', '١٢٣٤٥', '１２３４', '\u200f1234'])(
	'the footer %j, which the service would send as the code, is refused',
	async (footer) => {
		const { fault } = await sendAutoCode({ footer });
		expect(fault?.message).toContain('a number of 3 to 8 digits');
		expect(endpoints()).toEqual([]);
	},
);

test.each(['12', '123456789', 'SHOP 1234', 'RayganSMS.com', ''])(
	'the footer %j goes out',
	async (footer) => {
		expect((await sendAutoCode({ footer })).fault).toBeUndefined();
	},
);

describe.each(BOTH)('checkToken of a code of %s', (_, run) => {
	test.each(['۰-۹', '٠-٩', '0-9'])('typed in the digits %s is valid, once', async (digits) => {
		const item = await sent(run);
		const zero = digits.codePointAt(0) ?? 0;
		const code = item.code.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
		expect(await verdictOn({ ...item, code })).toBe('valid');
		expect(await verdictOn({ ...item, code })).toBe('used');
		expect(await verdictOn({ ...item, code: '1' })).toBe('used');
	});

	test('after Max Tries is judged no more', async () => {
		const item = await sent(run);
		const wrong = { ...item, code: '1' };
		for (let tries = 0; tries < 3; tries += 1) {
			expect(await verdictOn(wrong, { maxTries: 3 })).toBe('wrong');
		}
		expect(await verdictOn(item, { maxTries: 3 })).toBe('tooManyTries');
	});

	test('of another number, or expired', async () => {
		const item = await sent(run);
		expect(await verdictOn({ ...item, recipient: '09116662206' })).toBe('otherNumber');
		const brief = await sent(run, { lifetimeMinutes: 0.001 });
		const expiresAt = Number(brief.verificationToken.split('.')[1]) * 1000;
		while (Date.now() < expiresAt) await new Promise((done) => setTimeout(done, 20));
		expect(await verdictOn(brief)).toBe('expired');
	});

	test('with another password is refused, with another base URL or Access Hash is not', async () => {
		const item = await sent(run);
		const other = { ...credential(), password: 'other' };
		const { fault } = await checkToken({}, { items: [item], credential: other });
		expect(fault?.message).toContain('was not made with this credential');
		const moved = { ...credential(), baseUrl: 'https://raygan.example', accessHash: '' };
		const { outputs } = await checkToken({}, { items: [item], credential: moved });
		expect(jsonOf(outputs[0])).toMatchObject([{ verdict: 'valid' }]);
	});
});

test('checkToken makes no request, and branches by verdict', async () => {
	const item = await sent(sendCode);
	simulator().requests.length = 0;
	const items = [{ ...item, code: '1' }, item];
	const { outputs } = await checkToken({ options: { branchByVerdict: true } }, { items });
	expect(outputs.map((output) => jsonOf(output).map(({ verdict }) => verdict))).toEqual([
		['valid'],
		['wrong'],
	]);
	expect(endpoints()).toEqual([]);
});

test('an envelope that says the code in its words does not bring it out', async () => {
	answerWith('{"Code":0,"Message":"sent","Result":2345}');
	const [json] = jsonOf(
		(await sendCode({ options: { makeCode: 6, includeRaw: true } })).outputs[0],
	);
	expect(json).toMatchObject({ providerMessageId: '2345', raw: { Result: 2345 } });
});
