import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import FormData from 'form-data';
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, IHttpRequestOptions, INode, IRequestOptions } from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { credentialTypeOf, loadPackage, nodeTypes } from './package';

/**
 * n8n's HTTP Request node with our credentials ("Predefined Credential Type"), and Custom API Call: what
 * the user gave goes out as it is, and the login is where the provider reads it.
 */

interface Arrived {
	readonly method: string;
	readonly url: string;
	readonly type: string;
	readonly authorization: string;
	readonly body: string;
}

let server: Server;
let arrived: Arrived[] = [];

beforeAll(async () => {
	await loadPackage();
	server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (text: string) => (body += text));
		request.on('end', () => {
			const { method = '', url = '', headers } = request;
			const { 'content-type': type = '', authorization = '' } = headers;
			arrived.push({ method, url, type, authorization, body });
			response.end('{}');
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});

beforeEach(() => (arrived = []));

afterAll(() => server.close());

const TYPES = { raygan: 'rayganSmsApi', turkey: 'turkeySmsApi' } as const;
const KEY = 'demo-api-key';
const LOGIN = `Basic ${Buffer.from('demo:demo-password').toString('base64')}`;

function address(): string {
	const found: AddressInfo | string | null = server.address();
	return typeof found === 'object' && found !== null ? `http://127.0.0.1:${found.port}` : '';
}

function contextFor(type: string) {
	const credential: IDataObject = {
		username: 'demo',
		password: 'demo-password',
		apiKey: KEY,
		baseUrl: address(),
		codeBaseUrl: address(),
	};
	const node: INode = {
		id: '1',
		name: 'HTTP Request',
		// The Custom API Call of our own node; the HTTP Request node asks by the same helper.
		type: type.replace(/Api$/, ''),
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type]: { id: '1', name: 'Test' } },
	};
	return new ExecuteContext(
		new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes }),
		node,
		additionalDataFor(credentialTypeOf, credential),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
}

/** As the HTTP Request node asks: bodies of forms in fields of their own. */
async function viaNode(
	provider: keyof typeof TYPES,
	request: Partial<IRequestOptions>,
): Promise<Arrived | undefined> {
	const context = contextFor(TYPES[provider]);
	const options = { method: 'POST', uri: `${address()}/call`, ...request } as const;
	await context.helpers.requestWithAuthentication.call(context, TYPES[provider], options);
	return arrived[0];
}

/** As nodes and Custom API Call ask. */
async function viaHelper(
	provider: keyof typeof TYPES,
	request: Partial<IHttpRequestOptions>,
): Promise<Arrived | undefined> {
	const context = contextFor(TYPES[provider]);
	const options = { method: 'POST', url: `${address()}/call`, ...request } as const;
	await context.helpers.httpRequestWithAuthentication.call(context, TYPES[provider], options);
	return arrived[0];
}

const FIELDS = { text: 'سلام & goodbye', to: '0911' };
const URLENCODED = 'application/x-www-form-urlencoded';
const fieldsOf = (body = '') => Object.fromEntries(new URLSearchParams(body));

describe('Raygan SMS', () => {
	test.each([
		['an object', { body: FIELDS, json: true }, JSON.stringify(FIELDS), /^application\/json/],
		['a form', { form: FIELDS }, new URLSearchParams(FIELDS).toString(), URLENCODED],
		[
			'raw text',
			{ body: '<sms>1</sms>', headers: { 'content-type': 'text/xml' } },
			'<sms>1</sms>',
			'text/xml',
		],
		[
			'raw JSON',
			{ body: '{ "id": 12345678901234567890 }', headers: { 'content-type': 'application/json' } },
			'{ "id": 12345678901234567890 }',
			'application/json',
		],
		['a list', { body: ['09112170848'], json: true }, '["09112170848"]', /^application\/json/],
		['nothing', {}, '{}', 'application/json'],
		['an empty object', { body: {}, json: true }, '{}', 'application/json'],
	])('%s goes out unspoiled', async (_, request, body, type) => {
		const sent = await viaNode('raygan', request);
		expect(sent).toMatchObject({ method: 'POST', url: '/call', authorization: LOGIN });
		expect(fieldsOf(sent?.body)).toEqual(fieldsOf(body));
		expect(sent?.type).toMatch(type);
	});

	test('a multipart form keeps its boundary and its fields', async () => {
		const sent = await viaNode('raygan', { formData: { text: 'hello' } });
		expect(sent?.type).toMatch(/^multipart\/form-data; boundary=/);
		expect(sent?.body).toMatch(/name="text"\r\n\r\nhello\r\n/);
		expect(sent?.authorization).toBe(LOGIN);
	});

	test('a GET has no body and no type of one', async () => {
		const sent = await viaNode('raygan', { method: 'GET', qs: { a: '1' } });
		expect(sent).toMatchObject({
			method: 'GET',
			url: '/call?a=1',
			body: '',
			type: '',
			authorization: LOGIN,
		});
	});

	test("through n8n's newer helper: a form, raw text, nothing", async () => {
		await viaHelper('raygan', { body: new URLSearchParams(FIELDS) });
		await viaHelper('raygan', { body: 'a text', headers: { 'Content-Type': 'text/plain' } });
		await viaHelper('raygan', {});
		expect(arrived.map(({ type }) => type.split(';')[0])).toEqual([
			URLENCODED,
			'text/plain',
			'application/json',
		]);
		expect(fieldsOf(arrived[0]?.body)).toEqual(FIELDS);
		expect(arrived.slice(1).map(({ body }) => body)).toEqual(['a text', '{}']);
	});
});

describe('TurkeySMS', () => {
	test.each([
		['an object', { body: { text: 'a' }, json: true }, { text: 'a', api_key: KEY }],
		['nothing', {}, { api_key: KEY }],
		['an empty object', { body: {}, json: true }, { api_key: KEY }],
		[
			'an object as text',
			{ body: '{"text":"a"}', headers: { 'content-type': 'application/json' } },
			{ text: 'a', api_key: KEY },
		],
		[
			'an empty object as text',
			{ body: ' {} ', headers: { 'content-type': 'application/json' } },
			{ api_key: KEY },
		],
		[
			'a text with a key of its own',
			{ body: '{"api_key":"x"}', headers: { 'content-type': 'application/json' } },
			{ api_key: KEY },
		],
	])('%s gets the key as a property', async (_, request, body) => {
		const sent = await viaNode('turkey', request);
		expect(JSON.parse(sent?.body ?? '')).toEqual(body);
		expect(sent).toMatchObject({ url: '/call', type: expect.stringMatching(/^application\/json/) });
	});

	test('a number of many digits in a text stays whole', async () => {
		const sent = await viaNode('turkey', {
			body: '{"id": 12345678901234567890}',
			headers: { 'content-type': 'application/json' },
		});
		expect(sent?.body).toContain('12345678901234567890');
	});

	test('a form gets it as a field, in every way to give a form', async () => {
		await viaNode('turkey', { form: FIELDS });
		await viaNode('turkey', {
			body: new URLSearchParams(FIELDS).toString(),
			headers: { 'content-type': URLENCODED },
		});
		await viaHelper('turkey', { body: new URLSearchParams(FIELDS) });
		await viaHelper('turkey', { body: FIELDS, headers: { 'content-type': URLENCODED } });
		for (const { url, type, body } of arrived) {
			expect({ url, type: type.split(';')[0], fields: fieldsOf(body) }).toEqual({
				url: '/call',
				type: URLENCODED,
				fields: { ...FIELDS, api_key: KEY },
			});
		}
		expect(arrived).toHaveLength(4);
	});

	test('a multipart form gets it as a part', async () => {
		await viaNode('turkey', { formData: { text: 'hello' } });
		const form = new FormData();
		form.append('text', 'hello');
		await viaHelper('turkey', { body: form });
		for (const { type, body } of arrived) {
			expect(type).toMatch(/^multipart\/form-data; ?boundary=/);
			expect(body).toMatch(/name="text"\r\n\r\nhello\r\n/);
			expect(body).toMatch(new RegExp(`name="api_key"\r\n\r\n${KEY}\r\n`));
		}
		expect(arrived).toHaveLength(2);
	});

	test('a GET gets it in the query, and no body', async () => {
		const sent = await viaNode('turkey', { method: 'GET', qs: { a: '1' } });
		expect(sent).toMatchObject({ url: `/call?a=1&api_key=${KEY}`, body: '' });
	});

	test.each([
		['a list', { body: [1, 2], json: true }, '[1,2]'],
		['other text', { body: '<sms/>', headers: { 'content-type': 'text/xml' } }, '<sms/>'],
	])('%s has no place for it and goes out as it is', async (_, request, body) => {
		const sent = await viaNode('turkey', request);
		expect(sent).toMatchObject({ url: '/call', body });
	});
});
