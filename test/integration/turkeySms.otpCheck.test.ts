import { processedKeys } from './engine';
import { KEY } from './simulatorsClient';
import { jsonOf, pairsOf, useTurkeySms } from './turkeySms';

const { simulator, operation, requests } = useTurkeySms();
const send = operation('otp', 'send', {
	recipient: '905000000001',
	digits: 4,
	language: 'english',
});
const check = operation('otp', 'check', {
	recipient: '={{ $json.recipient }}',
	code: '={{ $json.code }}',
	verificationToken: '={{ $json.token }}',
});

/** A code of 0042 that was sent to +905000000001, and what its user hands over. */
async function sent(options = {}) {
	simulator().nextOtpCodes.push('0042');
	const [json] = jsonOf(await send({ options }));
	requests().length = 0;
	return { recipient: '+905000000001', code: '0042', token: String(json?.verificationToken) };
}

async function verdictOn(item: { recipient: unknown; code: unknown; token: unknown }) {
	const [json] = jsonOf(await check({}, { items: [JSON.parse(JSON.stringify(item))] }));
	return json;
}

afterEach(() => {
	expect(requests()).toEqual([]);
});

test('the code of the number is valid once, and used from then on', async () => {
	const item = await sent();
	const recipient = '+905000000001';
	expect(await verdictOn(item)).toEqual({ recipient, valid: true, verdict: 'valid' });
	for (const code of ['0042', '9999', '0042']) {
		expect(await verdictOn({ ...item, code })).toEqual({
			recipient,
			valid: false,
			verdict: 'used',
		});
	}
});

test('after five wrong codes the right one is judged no more; two more tries can be allowed', async () => {
	const item = await sent();
	for (let tries = 0; tries < 5; tries += 1) {
		expect(await verdictOn({ ...item, code: '1111' })).toMatchObject({ verdict: 'wrong' });
	}
	expect(await verdictOn(item)).toMatchObject({ valid: false, verdict: 'tooManyTries' });
	const more = await check({ options: { maxTries: 7 } }, { items: [item] });
	expect(jsonOf(more)).toMatchObject([{ verdict: 'valid' }]);
});

test('a code of another number, or one whose time is over, is no try', async () => {
	const item = await sent();
	for (let tries = 0; tries < 6; tries += 1) {
		const other = { ...item, recipient: '905000000002' };
		expect(await verdictOn(other)).toMatchObject({ verdict: 'otherNumber' });
	}
	expect(await verdictOn(item)).toMatchObject({ verdict: 'valid' });
});

test('without Single Use a token is valid until its tries are over', async () => {
	const items = Array(4).fill(await sent());
	const options = { singleUse: false, maxTries: 3 };
	const verdicts = jsonOf(await check({ options }, { items })).map(({ verdict }) => verdict);
	expect(verdicts).toEqual(['valid', 'valid', 'valid', 'tooManyTries']);
});

test('executions at the same moment share the tries of a token', async () => {
	const item = { ...(await sent()), code: '1111' };
	const runs = Array.from({ length: 40 }, async () => await verdictOn(item));
	const verdicts = (await Promise.all(runs)).map((json) => json?.verdict);
	expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(5);
	expect(verdicts.filter((verdict) => verdict === 'tooManyTries')).toHaveLength(35);
});

test.each([
	['maxTries', 0],
	['maxTries', 101],
	['maxTries', '={{ $json.missing }}'],
	['maxTries', '={{ "" }}'],
	['singleUse', '={{ $json.missing }}'],
	['singleUse', '={{ null }}'],
	['singleUse', '={{ "" }}'],
	['singleUse', '={{ "maybe" }}'],
])('%s set to %j is refused, and opens nothing', async (name, value) => {
	const item = await sent();
	const { outputs } = await check(
		{ options: { [name]: value } },
		{ items: [item], onError: 'continueErrorOutput' },
	);
	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toHaveLength(1);
	expect(await verdictOn(item)).toMatchObject({ verdict: 'valid' });
});

test('where an item cannot be checked and the node stops, no token is used up', async () => {
	const item = await sent();
	const { fault } = await check({}, { items: [item, { ...item, token: 'v1' }] });
	expect(fault?.message).toContain('[item 1]');
	expect(await verdictOn(item)).toMatchObject({ verdict: 'valid' });
});

test('without an answer of the store of n8n the check is refused, not open', async () => {
	const item = await sent();
	processedKeys.fault = new Error('the database is away');
	const { outputs } = await check({}, { items: [item], onError: 'continueErrorOutput' });
	processedKeys.fault = undefined;
	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toMatchObject([
		{
			json: {
				error: expect.stringContaining('could not count the tries'),
				details: { code: 'tries-not-counted' },
			},
		},
	]);
});

describe('Branch by Verdict', () => {
	const options = { branchByVerdict: true };
	/** A wrong code, a right one, and a token that is none. */
	async function three() {
		const item = await sent();
		return [{ ...item, code: '1' }, item, { ...item, token: 'v1' }];
	}

	test('has an output for what is valid, and one for all else', async () => {
		const { outputs } = await check({ options }, { items: (await three()).slice(0, 2) });
		expect(outputs).toMatchObject([
			[{ json: { verdict: 'valid' }, pairedItem: { item: 1 } }],
			[{ json: { verdict: 'wrong' }, pairedItem: { item: 0 } }],
		]);
	});

	test('what could not be checked is not valid where the node continues', async () => {
		const items = await three();
		const { outputs } = await check({ options }, { items, onError: 'continueRegularOutput' });
		expect(outputs[0]).toMatchObject([{ json: { verdict: 'valid' } }]);
		expect(outputs[1]).toMatchObject([{ json: { verdict: 'wrong' } }, { pairedItem: { item: 2 } }]);
	});

	test('with an error output that is the third', async () => {
		const items = await three();
		const { outputs } = await check({ options }, { items, onError: 'continueErrorOutput' });
		expect(outputs.map((output) => output.map(({ json }) => json.verdict ?? 'failed'))).toEqual([
			['valid'],
			['wrong'],
			['failed'],
		]);
	});

	test('without it there is one output, also of a send that has it set', async () => {
		const { outputs } = await check({}, { items: (await three()).slice(0, 2) });
		expect(outputs).toHaveLength(1);
		const sending = await send({ options });
		expect(sending.outputs).toHaveLength(1);
		requests().length = 0;
	});
});

test.each(['0042', '۰۰۴۲', '٠٠٤٢', ' 00 42 ', '00-42', '\u200f۰۰۴۲'])(
	'the code typed as %j is valid',
	async (code) => {
		expect(await verdictOn({ ...(await sent()), code })).toMatchObject({ valid: true });
	},
);

test.each(['0500 000 00 01', '905000000001', '۰۵۰۰ ۰۰۰ ۰۰ ۰۱', '00905000000001'])(
	'the number written as %s is the same',
	async (recipient) => {
		expect(await verdictOn({ ...(await sent()), recipient })).toEqual({
			recipient: '+905000000001',
			valid: true,
			verdict: 'valid',
		});
	},
);

test.each(['0043', '42', '00420', '004', 'abcd', 42, '0042x', '4200'])(
	'the code %j is wrong',
	async (code) => {
		expect(await verdictOn({ ...(await sent()), code })).toMatchObject({
			valid: false,
			verdict: 'wrong',
		});
	},
);

test('a code that was sent to another number is of another number', async () => {
	expect(await verdictOn({ ...(await sent()), recipient: '905000000002' })).toEqual({
		recipient: '+905000000002',
		valid: false,
		verdict: 'otherNumber',
	});
});

test('a code expires', async () => {
	const item = await sent({ lifetimeMinutes: 0.01 });
	const expiresAt = Number(item.token.split('.')[1]) * 1000;
	while (Date.now() < expiresAt) await new Promise((done) => setTimeout(done, 20));
	expect(await verdictOn(item)).toMatchObject({ valid: false, verdict: 'expired' });
	expect(await verdictOn({ ...item, code: '1' })).toMatchObject({ verdict: 'expired' });
});

test('a token that was changed, cut or made up is none, and the mend is named', async () => {
	const item = await sent();
	const { token } = item;
	const bad = [token.slice(0, -1), `${token}A`, token.replace('v1.', 'v1.1'), 'v1', 'hello'];
	const items = bad.map((changed) => ({ ...item, token: changed }));
	const { outputs } = await check({}, { items, onError: 'continueErrorOutput' });
	expect(outputs[0]).toEqual([]);
	expect(outputs[1]).toHaveLength(bad.length);
	for (const { json } of outputs[1] ?? []) {
		expect(json.error).toBe(
			'The verification token was changed, or was not made with this credential',
		);
		expect(json.message).toContain('use the same API key in both steps');
		expect(json.details).not.toHaveProperty('outcome');
	}
});

test('a token of another API key is not believed', async () => {
	const item = await sent();
	const credential = { apiKey: 'another-api-key', baseUrl: simulator().url };
	const { fault } = await check({}, { items: [item], credential });
	expect(fault?.message).toContain('was not made with this credential');
});

test('with an empty API key no token is believed', async () => {
	const credential = { apiKey: '', baseUrl: simulator().url };
	const { fault } = await check({}, { items: [await sent()], credential });
	expect(fault?.message).toContain('was not made with this credential');
});

test('what is missing is named by its item, the others get their verdicts', async () => {
	const item = await sent();
	const result = await check(
		{},
		{
			items: [
				{ ...item, code: '' },
				item,
				{ ...item, token: '' },
				{ ...item, recipient: '0212 345 67 89' },
				{ ...item, code: '9999' },
			],
			onError: 'continueErrorOutput',
		},
	);
	expect(pairsOf(result)).toEqual([{ item: 1 }, { item: 4 }]);
	expect(result.outputs[1]?.map(({ json }) => json.error)).toEqual([
		'Code is empty',
		'Verification Token is empty',
		expect.stringContaining('is a landline'),
	]);
});

test('neither number, code nor key can be read from the token', async () => {
	const { token } = await sent();
	const clear = token
		.split('.')
		.slice(2)
		.map((part) => Buffer.from(part, 'base64url').toString('latin1'));
	for (const text of [token, ...clear]) {
		expect(text).not.toContain('5000000001');
		expect(text).not.toContain(KEY);
		expect(text).not.toBe('0042');
	}
});

test('a huge text for a code, a number or a token is answered at once', async () => {
	const item = await sent();
	const huge = '1'.repeat(1_000_000);
	expect(await verdictOn({ ...item, code: huge })).toMatchObject({ verdict: 'wrong' });
	const { outputs } = await check(
		{},
		{
			items: [
				{ ...item, token: huge },
				{ ...item, recipient: huge },
			],
			onError: 'continueErrorOutput',
		},
	);
	expect(outputs[1]).toHaveLength(2);
});
