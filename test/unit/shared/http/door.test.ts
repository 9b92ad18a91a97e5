import { openDoor } from '../../../../nodes/shared/http/door';

/** What a send comes to where n8n's helper throws this. */
async function outcomeOf(thrown: unknown) {
	const context = {
		getCredentials: jest.fn(),
		getNode: jest.fn(),
		logger: { debug: jest.fn(), info: jest.fn(), warn: jest.fn(), error: jest.fn() },
		helpers: { httpRequestWithAuthentication: jest.fn().mockRejectedValue(thrown) },
	};
	const door: ReturnType<typeof openDoor> = Reflect.apply(openDoor, undefined, [
		context,
		{
			provider: 'P',
			credentialType: 'c',
			credential: { apiKey: 'k', baseUrl: 'https://sms.example' },
			secretNames: ['apiKey'],
			timeoutMs: 1000,
		},
	]);
	const baseUrl = 'https://sms.example';
	const reply = await door.request({ method: 'POST', baseUrl, path: '/x', body: {}, sends: true });
	return reply.ok ? 'answered' : reply.fault.outcome;
}

/** n8n's wrapping of what axios throws. */
const wrapped = (code: string, socket: object | null, more: object = {}) => ({
	message: 'x',
	cause: { code, request: { socket, ...more } },
});

test.each(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPROTO', 'EHOSTUNREACH'])(
	'%s before TLS stands is a refusal, and after that an unknown outcome',
	async (code) => {
		expect(await outcomeOf(wrapped(code, { secureConnecting: true }))).toBe('refused');
		expect(await outcomeOf(wrapped(code, { secureConnecting: false }))).toBe('unknown');
		expect(await outcomeOf(wrapped(code, {}))).toBe('unknown');
		expect(await outcomeOf(wrapped(code, null))).toBe('unknown');
		expect(await outcomeOf({ cause: { code } })).toBe('unknown');
	},
);

test('of a request that followed another, the last socket counts', async () => {
	const last = { _currentRequest: { socket: { secureConnecting: false } } };
	expect(await outcomeOf(wrapped('ECONNRESET', { secureConnecting: true }, last))).toBe('unknown');
});

test.each([
	'ENOTFOUND',
	'EAI_AGAIN',
	'ECONNREFUSED',
	'CERT_HAS_EXPIRED',
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s proves by itself that nothing left', async (code) => {
	expect(await outcomeOf({ code })).toBe('refused');
	expect(await outcomeOf({ cause: { cause: { code } } })).toBe('refused');
});

test.each([undefined, null, 'x', 7, {}, { code: 7 }, { cause: {} }])(
	'%j thrown proves nothing',
	async (thrown) => {
		expect(await outcomeOf(thrown)).toBe('unknown');
	},
);
