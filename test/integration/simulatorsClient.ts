import { Agent, request } from 'undici';
import { startSimulators, TURKEY_ROUTES, type Simulators } from '../simulators';

/** The line and the API key of the simulators' own account. */
export const LINE = '50002910001080';
export const KEY = 'demo-api-key';
const LOGIN = `Basic ${Buffer.from('demo:demo-password').toString('base64')}`;

/** Without these TurkeySMS answers in PHP's form, and with `result` alone. */
export const asJson = { response_type: 'json', report: 1 };
export const single = { title: 'TURKEY SMS', text: 'TEXT_SMS', sentto: '905000000001' };
export const two = ['905000000001', '905000000002'];

/** A body of SendMessage, as in the document's sample. */
export const group = (mobiles: string[], more = {}) => ({
	PhoneNumber: LINE,
	Message: 'test',
	Mobiles: mobiles,
	UserGroupID: '13',
	...more,
});

export interface Reply {
	status: number;
	contentType: string;
	text: string;
	/** `undefined` where the text is no JSON */
	json: unknown;
}

/** Starts the simulators for the tests of one file, as new before each of them. */
export function useSimulators() {
	const client = new Agent();
	const running: { simulators?: Simulators } = {};
	beforeAll(async () => {
		running.simulators = await startSimulators();
	});
	beforeEach(() => running.simulators?.reset());
	afterAll(async () => {
		await client.destroy();
		await running.simulators?.stop();
	});
	const simulators = (): Simulators => {
		if (!running.simulators) throw new Error('The simulators are not running');
		return running.simulators;
	};

	/** GET without a body, else POST; a string is sent as it is. Waits 300 ms for the reply. */
	async function call(url: string, body?: unknown, headers = {}): Promise<Reply> {
		const response = await request(url, {
			dispatcher: client,
			method: body === undefined ? 'GET' : 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			headersTimeout: 300,
		});
		const text = await response.body.text();
		const { statusCode: status, headers: received } = response;
		return { status, contentType: String(received['content-type']), text, json: jsonOf(text) };
	}

	async function callRaygan(endpoint: string, body: unknown = {}, authorization = LOGIN) {
		return await call(`${simulators().raygan.url}/api/smsAPI/${endpoint}`, body, { authorization });
	}

	async function callTurkey(endpoint: string, fields: Record<string, unknown>): Promise<Reply> {
		const route = TURKEY_ROUTES.find((entry) => entry.endpoint === endpoint);
		if (!route) throw new Error(`No route ${endpoint}`);
		const url = `${simulators().turkey.url}${route.path}`;
		const all = { api_key: KEY, ...fields };
		if (route.method === 'POST') return await call(url, all);
		const query = Object.entries(all).map(([name, value]): [string, string] => [
			name,
			String(value),
		]);
		return await call(`${url}?${new URLSearchParams(query).toString()}`);
	}

	return {
		raygan: () => simulators().raygan,
		turkey: () => simulators().turkey,
		call,
		callRaygan,
		callTurkey,
	};
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
