import type { Fault } from '../simulators';
import { RAYGAN_CODES, TURKEY_CODES } from '../fixtures/resultCodes';
import { testCredential } from './credentialTest';
import { credentialTypeOf, loadPackage } from './package';
import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();
const { raygan, turkey } = providers;

const check = async (name: (typeof PROVIDERS)[number], wrong = {}) =>
	await testCredential(providers[name].settings.credentialType, {
		...providers[name].credential(),
		...wrong,
	});

const reply = (body: string, contentType = 'application/json'): Fault => ({
	kind: 'replyWith',
	body,
	contentType,
});

/** Two sentences: what is the matter, and what to do. */
const SENTENCES = /^[A-Z][^.]+\. [A-Z].+\.$/;

const GOOD = {
	raygan: '{"Code":0,"Message":"ok","Result":5}',
	turkey: '{"result":true,"result_code":"TS-1040","local_balance_sms":"5"}',
};

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, accountEndpoint } = providers[name];

	test('the right login is green, by one request', async () => {
		expect(await check(name)).toEqual({ green: true });
		expect(simulator().requests).toMatchObject([{ endpoint: accountEndpoint, method: 'POST' }]);
	});

	test.each(['text/html', 'text/plain', 'application/json; charset=utf-8'])(
		'JSON that is announced as %s is green',
		async (contentType) => {
			simulator().faults.next(reply(GOOD[name], contentType));
			expect(await check(name)).toEqual({ green: true });
		},
	);

	test.each<[string, Fault]>([
		['a web page', 'html'],
		['an empty answer', 'empty'],
		['half an answer', 'cutJson'],
		['a printed array', reply('Array\n(\n    [result] => true\n)\n', 'text/html')],
		['an empty object', reply('{}')],
		['null', reply('null')],
		['a list with an object', reply('[{}]')],
		['a number', reply('7')],
		['a text', reply('"ok"')],
	])('%s is red, with a sentence on the address', async (_, fault) => {
		simulator().faults.next(fault);
		expect(await check(name)).toMatchObject({
			green: false,
			message: expect.stringMatching(/^The address did not answer as .+ does\. .+\.$/),
		});
	});

	test.each<[string, Fault]>([
		['500', 'serverErrorHtml'],
		['502', 'badGateway'],
		['a redirect', 'redirect'],
		['a reset', 'reset'],
	])('%s is red, and no other request is made', async (_, fault) => {
		simulator().faults.next(fault);
		expect(await check(name)).toMatchObject({ green: false, message: expect.stringMatching(/\w/) });
		expect(simulator().requests).toHaveLength(1);
	});

	test.each([
		['http to another machine', 'http://0.0.0.0', /https.*readable/],
		['no address', 'not an address', /not a plain web address/],
	])('%s is red with our sentence, and nothing is requested', async (_, address, words) => {
		const port = new URL(simulator().url).port;
		const verdict = await check(name, { baseUrl: `${address}:${port}` });
		expect(verdict).toMatchObject({ green: false, message: expect.stringMatching(words) });
		expect(simulator().requests).toEqual([]);
	});
});

describe('each code is a sentence of its own', () => {
	test.each(
		RAYGAN_CODES.map(({ code, meaning, mend }): [string, RegExp, RegExp] => [code, meaning, mend]),
	)('Raygan SMS %s', async (code, meaning, mend) => {
		for (const written of [Number(code), code]) {
			raygan.simulator().faults.next(reply(JSON.stringify({ Code: written, Message: 'x' })));
			const verdict = await check('raygan');
			expect(verdict).toMatchObject({ message: expect.stringMatching(meaning) });
			expect(verdict).toMatchObject({ message: expect.stringMatching(mend) });
			expect(verdict).toMatchObject({ message: expect.stringMatching(SENTENCES) });
		}
	});

	test.each(
		TURKEY_CODES.map(({ code, meaning, mend }): [string, RegExp, RegExp] => [code, meaning, mend]),
	)('TurkeySMS %s', async (code, meaning, mend) => {
		turkey.simulator().faults.next({ code });
		const verdict = await check('turkey');
		expect(verdict).toMatchObject({ message: expect.stringMatching(meaning) });
		expect(verdict).toMatchObject({ message: expect.stringMatching(mend) });
		expect(verdict).toMatchObject({ message: expect.stringMatching(SENTENCES) });
	});

	test('of codes that no table knows, too', async () => {
		raygan.simulator().faults.next(reply('{"Code":777,"Message":"x"}'));
		turkey.simulator().faults.next({ code: 'TS-9999' });
		for (const name of PROVIDERS) {
			expect(await check(name)).toMatchObject({ message: expect.stringMatching(SENTENCES) });
		}
	});
});

describe('what goes wrong most', () => {
	test.each([
		['username', { username: 'other' }],
		['password', { password: 'other' }],
	])('Raygan SMS: a wrong %s', async (_, wrong) => {
		expect(await check('raygan', wrong)).toEqual({
			green: false,
			message:
				'Raygan SMS did not accept the user name or password. Correct the user name and password in the credential.',
		});
	});

	test.each<[string, object, RegExp]>([
		['the web service is not enabled', { webServiceEnabled: false }, /by ticket/],
		['the IP address is not allowed', { allowedIp: false }, /IP address of your n8n server/],
	])('Raygan SMS: %s', async (_, account, words) => {
		Object.assign(raygan.simulator().account, account);
		expect(await check('raygan')).toMatchObject({ message: expect.stringMatching(words) });
	});

	test.each([
		['a wrong key', { apiKey: 'other' }, {}, /did not accept the API key/],
		['an empty key', { apiKey: '' }, {}, /API key is empty/],
		['an account that is not active', {}, { active: false }, /account is not active/],
		['a key without the balance', {}, { balanceEnabled: false }, /balance/],
	])('TurkeySMS: %s', async (_, wrong, account, words) => {
		Object.assign(turkey.simulator().account, account);
		expect(await check('turkey', wrong)).toMatchObject({
			green: false,
			message: expect.stringMatching(words),
		});
	});
});

test('the login of Raygan SMS goes along as Basic, with an object as the body', async () => {
	await check('raygan');
	const [request] = raygan.simulator().requests;
	expect(request).toMatchObject({ rawBody: '{}', hasAuthorization: true });
	expect(request?.query).toEqual({});
});

test('the key of TurkeySMS goes along in the body alone', async () => {
	await check('turkey');
	const [request] = turkey.simulator().requests;
	expect(request?.body).toEqual({ api_key: 'demo-api-key', response_type: 'json' });
	expect(request?.query).toEqual({});
	expect(request?.hasAuthorization).toBe(false);
});

test.each([true, 'true', 1, '1'])('TurkeySMS: the result %j is green', async (result) => {
	turkey.simulator().faults.next(reply(JSON.stringify({ result, local_balance_sms: 5 })));
	expect(await check('turkey')).toEqual({ green: true });
});

test.each([false, 'false', 'False', 0, '0', null, ''])(
	'TurkeySMS: the result %j is red',
	async (result) => {
		turkey.simulator().faults.next(reply(JSON.stringify({ result, local_balance_sms: 5 })));
		expect(await check('turkey')).toMatchObject({
			green: false,
			message: expect.stringMatching(SENTENCES),
		});
	},
);

test('Raygan SMS: a code base URL by http to another machine is red as well', async () => {
	const verdict = await check('raygan', { codeBaseUrl: 'http://example.com' });
	expect(verdict).toMatchObject({ message: expect.stringContaining('https') });
	expect(raygan.simulator().requests).toEqual([]);
});

test.each(PROVIDERS)('each secret of %s is masked in the editor', async (name) => {
	await loadPackage();
	const { properties } = credentialTypeOf(providers[name].settings.credentialType);
	const masked = properties.filter(({ typeOptions }) => typeOptions?.password);
	expect(masked.map((property) => property.name)).toEqual(
		name === 'raygan' ? ['password', 'accessHash'] : ['apiKey'],
	);
});
