import type { Socket } from 'node:net';
import { createServer } from 'node:net';

import type { Fault } from '../simulators';
import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();

/** An own id given by the user is never used to find out what became of a send, so the answer stands. */
const OPTIONS = { raygan: { userGroupId: '1403001' }, turkey: {} };

type Row = [name: string, fault: Fault, code: string, httpCode: string, words: RegExp];

/** What may come instead of an answer, and what our fault says of it. */
const LOST: Row[] = [
	['no answer', 'timeout', 'no-answer-in-time', '504', /did not answer within 300 ms/],
	['a reset', 'reset', 'connection-lost', '504', /connection .* broke/],
	[
		'500 with HTML',
		'serverErrorHtml',
		'unreadable-answer',
		'502',
		/a web page \(HTTP status 500\)/,
	],
	['502 with HTML', 'badGateway', 'unreadable-answer', '502', /a web page \(HTTP status 502\)/],
	['200 with HTML', 'html', 'unreadable-answer', '502', /a web page \(HTTP status 200\)/],
	['an empty answer', 'empty', 'unreadable-answer', '502', /an empty answer/],
	['half an answer', 'cutJson', 'unreadable-answer', '502', /a text that is not JSON/],
	['a redirect', 'redirect', 'redirect', '502', /redirect, which is not followed/],
	[
		'a redirect that keeps the method',
		{ kind: 'redirect', status: 307 },
		'redirect',
		'502',
		/redirect, which is not followed/,
	],
	[
		'a plain 503',
		{ kind: 'httpStatus', status: 503, headers: { 'retry-after': '1' } },
		'unreadable-answer',
		'502',
		/HTTP status 503/,
	],
];

async function closedPort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === 'object' && address !== null ? address.port : 1;
}

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, askAccount, credential, sendEndpoint, recipient } = providers[name];
	const options = { ...OPTIONS[name], timeout: 300 };
	const sends = () => simulator().requests.filter(({ endpoint }) => endpoint === sendEndpoint);

	describe.each(['before', 'after'] as const)('%s the provider accepted the message', (when) => {
		test.each(LOST)('%s leaves the outcome unknown', async (_, fault, code, httpCode, words) => {
			simulator().faults.next(fault, { endpoint: sendEndpoint, when });
			const stopped = await send({ options });
			expect(stopped.fault?.message).toMatch(words);
			expect(stopped.fault?.message).toContain(
				`outcome unknown, may have been sent to ${recipient}`,
			);
			expect(stopped.fault?.description).toMatch(/before you send it again/);
			expect(stopped.fault?.httpCode).toBe(httpCode);
			expect(stopped.fault?.json.failure).toEqual({ cause: 'temporarily-unavailable' });
			expect(simulator().ledger).toHaveLength(when === 'after' ? 1 : 0);
			expect(sends()).toHaveLength(1);

			simulator().reset();
			simulator().faults.next(fault, { endpoint: sendEndpoint, when });
			const wentOn = await send({ options }, { onError: 'continueRegularOutput' });
			expect(wentOn.outputs[0]?.[0]?.json.details).toMatchObject({
				code,
				outcome: 'unknown',
				recipients: [recipient],
			});
			expect(sends()).toHaveLength(1);
		});
	});

	test.each(LOST)('%s to a question is no send', async (_, fault, _code, httpCode, words) => {
		simulator().faults.next(fault);
		const { fault: found } = await askAccount({ options: { timeout: 300 } });
		expect(found?.message).toMatch(words);
		expect(found?.message).not.toContain('sent');
		expect(found?.description).not.toMatch(/send it again/);
		expect(found?.httpCode).toBe(httpCode);
	});

	test('JSON that is announced as a web page is read all the same', async () => {
		simulator().faults.next('wrongContentType', { endpoint: sendEndpoint });
		const { outputs } = await send({ options });
		expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'accepted' });
	});

	test('JSON behind a byte order mark is read all the same', async () => {
		const answers = {
			raygan: '{"Code":0,"Result":42}',
			turkey: '{"result":true,"local_balance_sms":1}',
		};
		simulator().faults.next({ kind: 'replyWith', body: `\uFEFF${answers[name]}` });
		const { fault } = await askAccount();
		expect(fault).toBeUndefined();
	});

	test('a server that was never reached has not got the message', async () => {
		const baseUrl = `http://127.0.0.1:${await closedPort()}`;
		const elsewhere = { credential: { ...credential(), baseUrl } };
		const { fault } = await send({}, elsewhere);
		expect(fault?.message).toMatch(/could not be reached/);
		expect(fault?.message).not.toContain('may have been sent');
		expect(fault?.httpCode).toBe('502');
		const { outputs } = await send({}, { ...elsewhere, onError: 'continueRegularOutput' });
		expect(outputs[0]?.[0]?.json.details).toMatchObject({
			code: 'not-reached',
			outcome: 'refused',
		});
	});
});

/** Listens where TLS is spoken to, and does as it is told with each connection. */
async function inPlaceOfTls(onConnection: (socket: Socket) => void) {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket.on('error', () => undefined));
		onConnection(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 1;
	return {
		baseUrl: `https://127.0.0.1:${port}`,
		sockets,
		close() {
			for (const socket of sockets) socket.destroy();
			server.close();
		},
	};
}

describe.each(PROVIDERS)('%s: a TLS handshake that is never finished', (name) => {
	const { send, credential } = providers[name];

	test.each<[string, (socket: Socket) => void]>([
		['is never answered', () => undefined],
		['is reset at once', (socket) => socket.resetAndDestroy()],
		['is reset', (socket) => socket.once('data', () => socket.resetAndDestroy())],
		['is ended', (socket) => socket.once('data', () => socket.end())],
		[
			'is answered in plain HTTP',
			(socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
		],
		[
			'is refused by an alert',
			(socket) => socket.once('data', () => socket.write(Buffer.from([21, 3, 1, 0, 2, 2, 40]))),
		],
	])('since it %s, has not brought the message', async (_, onConnection) => {
		const server = await inPlaceOfTls(onConnection);
		try {
			const elsewhere = { credential: { ...credential(), baseUrl: server.baseUrl } };
			const options = { ...OPTIONS[name], timeout: 300 };
			const { outputs } = await send(
				{ options },
				{ ...elsewhere, onError: 'continueRegularOutput' },
			);
			expect(outputs[0]?.[0]?.json.error).toMatch(/could not be reached/);
			expect(outputs[0]?.[0]?.json.details).toMatchObject({
				code: 'not-reached',
				outcome: 'refused',
			});
			expect(server.sockets.size).toBeGreaterThan(0);
		} finally {
			server.close();
		}
	});
});

test.each(['printR', 'printRArrows'] as const)('%s of TurkeySMS is read', async (form) => {
	const { simulator, send } = providers.turkey;
	simulator().faults.next(form);
	const { outputs } = await send({ options: { includeRaw: true } });
	expect(outputs[0]?.[0]?.json).toMatchObject({
		outcome: 'accepted',
		smsId: simulator().ledger[0]?.smsId,
		creditsUsed: 1,
		resultCode: 'TS-1024',
		country: 'Turkey-TR',
	});
});

test('a refusal of TurkeySMS that comes as a printed array is read', async () => {
	const { simulator, send } = providers.turkey;
	const body = 'Array\n(\n    [result] => false\n    [result_code] => TS-1027\n)\n';
	simulator().faults.next({ kind: 'replyWith', body, contentType: 'text/html' });
	const { fault } = await send();
	expect(fault?.message).toContain('not enough balance');
});
