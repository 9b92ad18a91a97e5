import type { Fault } from '../simulators';
import { expectNoSecrets, PROVIDERS, useProviders } from './providers';

const providers = useProviders();

/** Characters that a URL, JSON and HTML each write in another way. */
const PASSWORD = 'p@ss wörd/"\\&+<%>';
const KEY = 'key/with+"all" &that=hides\\';

const SECRET = { raygan: PASSWORD, turkey: KEY };
const FORMS = {
	raygan: [
		PASSWORD,
		encodeURIComponent(PASSWORD),
		Buffer.from(`demo:${PASSWORD}`).toString('base64'),
	],
	turkey: [KEY, encodeURIComponent(KEY)],
};

/** Answers in which a provider (or what stands before it) says the secret itself. */
function echoes(name: 'raygan' | 'turkey'): Array<[string, Fault]> {
	const secret = SECRET[name];
	const words = `wrong: ${FORMS[name].join(' | ')}`;
	const says = (body: string | object, status = 200): Fault => ({
		kind: 'replyWith',
		status,
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	const printed = `Array\n(\n [result] => true\n [api_key] => ${secret}\n [result_message] => ${words}\n)`;
	const replies = {
		raygan: {
			refusal: { Code: 1004, Message: words },
			unknownCode: { Code: 777, Message: words },
			success: { Code: 0, Message: words, Result: '42', [secret]: { deep: [secret] } },
		},
		turkey: {
			refusal: { result: false, result_code: 'TS-1033', result_message: words },
			unknownCode: { result: false, result_code: secret, result_message: words },
			success: {
				result: true,
				result_message: words,
				local_balance_sms: 1,
				api_key: secret,
				[secret]: { deep: [secret] },
			},
		},
	};
	return [
		['a refusal', says(replies[name].refusal)],
		['a code that no table knows', says(replies[name].unknownCode)],
		['a success', says(replies[name].success)],
		['a web page', says(`<html>${words}</html>`)],
		['a plain text', says(words, 500)],
		['a printed array', says(printed)],
		['a redirect', { kind: 'redirect', to: `http://127.0.0.1:1/?${encodeURIComponent(secret)}` }],
	];
}

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, askAccount, credential, sendEndpoint } = providers[name];
	const secret = SECRET[name];
	const settings = () => ({
		credential: { ...credential(), [name === 'raygan' ? 'password' : 'apiKey']: secret },
	});
	const written = [...FORMS[name], JSON.stringify(secret).slice(1, -1)];

	beforeEach(() => {
		Object.assign(simulator().account, { password: PASSWORD, apiKey: KEY });
	});

	test.each(echoes(name))(
		'%s that says the secret does not reach the execution',
		async (_, fault) => {
			const raw = { includeRaw: true };
			const options = name === 'raygan' ? { ...raw, userGroupId: '1403001' } : raw;
			for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
				simulator().faults.next(fault, { endpoint: sendEndpoint });
				const sent = await send({ options }, { ...settings(), onError });
				expectNoSecrets(sent.stored, written);
				simulator().faults.clear();
				simulator().faults.next(fault);
				const asked = await askAccount({ options: raw }, { ...settings(), onError });
				expectNoSecrets(asked.stored, written);
			}
		},
	);

	test.each(['timeout', 'reset', 'redirect', 'serverErrorHtml', 'empty'] as const)(
		'the fault after %s holds nothing of the request',
		async (fault) => {
			simulator().faults.next(fault, { endpoint: sendEndpoint });
			const options = { timeout: 200, userGroupId: '1403001', requestMethod: 'POST' };
			const { stored } = await send({ options }, settings());
			expectNoSecrets(stored, [...written, 'api_key', 'authorization']);
		},
	);

	test('a secret with any characters logs in', async () => {
		const { fault } = await askAccount({}, settings());
		expect(fault).toBeUndefined();
	});
});

test.each(['timeout', 'reset', 'redirect', 'badGateway'] as const)(
	'the fault of a GET after %s holds nothing of its URL',
	async (fault) => {
		const { simulator, send } = providers.turkey;
		simulator().faults.next(fault);
		const { stored } = await send({ options: { requestMethod: 'GET', timeout: 200 } });
		expectNoSecrets(stored, ['api_key', 'get.php']);
	},
);
