import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { htmlPage, parseJson, type Answer, type Incoming } from './answer';
import { addControl, type ControlExtras } from './control';
import { spoil, type NeverEnding, type Spoilt } from './spoil';
import type { SimulatorState } from './state';

/** One endpoint of a provider, by the name that its document gives it. */
export interface ProviderRoute {
	endpoint: string;
	method: 'GET' | 'POST';
	path: string;
}

/** What a provider adds to the common server. */
export interface ProviderSide {
	routes: readonly ProviderRoute[];
	/** Handles a request: accepts or refuses it. */
	answer: (incoming: Incoming) => Answer;
	/** A refusal with a code of the provider, in the form of the endpoint. */
	refuse: (
		incoming: Incoming,
		code: number | string,
		message: string | undefined,
		result: unknown,
	) => Answer;
	control: ControlExtras;
}

export interface ListenOptions {
	/** 0 (the default) takes any free one */
	port?: number;
	/** 127.0.0.1 by default */
	host?: string;
}

export interface RunningServer {
	/** Origin without a slash at the end */
	url: string;
	/** Ends all connections, also those that a fault holds, and frees the port. */
	stop: () => Promise<void>;
}

/** More than 50,000 recipients must reach the provider's own limit. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** Starts the HTTP server of one provider. */
export async function openServer(
	state: SimulatorState,
	provider: ProviderSide,
	{ port = 0, host = '127.0.0.1' }: ListenOptions,
): Promise<RunningServer> {
	const app = Fastify({
		bodyLimit: BODY_LIMIT_BYTES,
		forceCloseConnections: true,
		exposeHeadRoutes: false,
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

	let inFlight = 0;
	for (const { endpoint, method, path } of provider.routes) {
		app.route({
			method,
			url: path,
			handler: async (request, reply) => {
				inFlight += 1;
				state.peakInFlight = Math.max(state.peakInFlight, inFlight);
				try {
					const spoilt = respond(state, provider, request, endpoint);
					if (state.latencyMs > 0) await delay(state.latencyMs);
					return await send(spoilt, request, reply);
				} finally {
					inFlight -= 1;
				}
			},
		});
	}
	app.setNotFoundHandler(async (request, reply) => {
		record(state, request);
		const known = provider.routes.some(({ path }) => path === pathOf(request));
		const page = known ? htmlPage(405, 'Method Not Allowed') : htmlPage(404, 'Not Found');
		return await send(page, request, reply);
	});
	addControl(app, state, provider.control);

	const url = await app.listen({ port, host });
	return { url, stop: async () => await app.close() };
}

function respond(
	state: SimulatorState,
	provider: ProviderSide,
	request: FastifyRequest,
	endpoint: string,
): Spoilt {
	state.clock.runDue();
	const recorded = record(state, request, endpoint);
	const incoming: Incoming = {
		requestId: recorded.id,
		endpoint,
		query: recorded.query,
		rawBody: recorded.rawBody,
		contentType: request.headers['content-type'] ?? '',
		authorization: request.headers.authorization,
	};
	const hit = state.faults.take(endpoint);
	if (!hit) return provider.answer(incoming);

	const { fault, when } = hit;
	const late = typeof fault === 'object' && 'acceptLateMs' in fault;
	if (late) {
		state.clock.schedule(state.clock.now() + fault.acceptLateMs, () => provider.answer(incoming));
	}
	return spoil(fault, {
		answer: when === 'after' && !late ? provider.answer(incoming) : undefined,
		refuse: (code, message, result) => provider.refuse(incoming, code, message, result),
		elsewhere: `http://localhost:${request.socket.localPort ?? 0}${recorded.path}`,
	});
}

function record(state: SimulatorState, request: FastifyRequest, endpoint?: string) {
	const rawBody = typeof request.body === 'string' ? request.body : '';
	const { authorization, ...headers } = request.headers;
	return state.record({
		...(endpoint && { endpoint }),
		method: request.method,
		path: pathOf(request),
		query: queryOf(request),
		rawBody,
		body: parseJson(rawBody),
		headers: Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]),
		),
		hasAuthorization: authorization !== undefined,
	});
}

function pathOf(request: FastifyRequest): string {
	return request.url.split('?')[0] ?? '';
}

function queryOf(request: FastifyRequest): Record<string, unknown> {
	const { query } = request;
	return typeof query === 'object' && query !== null ? { ...query } : {};
}

async function send(spoilt: Spoilt, request: FastifyRequest, reply: FastifyReply) {
	if (typeof spoilt === 'string') {
		reply.hijack();
		if (spoilt === 'destroy') request.raw.socket.destroy();
		else if (spoilt !== 'hold') neverEnd(request.raw.socket, spoilt);
		return reply;
	}
	return await reply
		.code(spoilt.status)
		.headers({ ...spoilt.headers, 'content-type': spoilt.contentType })
		.send(spoilt.body);
}

const DRIP_MS = 100;

const FIRST_WORDS: Record<NeverEnding, string> = {
	drip: 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{',
	switchingProtocols:
		'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
	endlessHeaders: 'HTTP/1.1 200 OK\r\n',
};

/** Says something for ever, so that nobody can call it silent. */
function neverEnd(socket: Socket, way: NeverEnding): void {
	socket.on('error', () => undefined);
	socket.write(FIRST_WORDS[way]);
	if (way === 'switchingProtocols') return;
	const timer = setInterval(() => socket.write(way === 'drip' ? ' ' : 'X-More: 1\r\n'), DRIP_MS);
	socket.on('close', () => clearInterval(timer));
}
