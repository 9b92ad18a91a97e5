import Fastify from 'fastify';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { z } from 'zod';

import type { Simulators } from '../simulators';
import { Entries, FATES, SHOWN } from './entries';
import { WEATHERS, WeatherSwitch } from './weather';

/** How long a message is on its way before it is delivered by itself: time to give it another fate. */
export const DELIVERED_AFTER_MS = 20_000;

/** Handsets that are there before anything is sent: the recipients of the examples. */
const FIRST_HANDSETS = ['+989112170848', '+905000000001'];

/** Page and state: whatever the address says, nothing is read from a path that was asked for. */
const FILES = {
	'/': { file: 'index.html', type: 'text/html; charset=utf-8' },
	'/phone.css': { file: 'phone.css', type: 'text/css; charset=utf-8' },
	'/phone.js': { file: 'phone.js', type: 'text/javascript; charset=utf-8' },
} as const;

/** The page needs nothing but this server, and says so to the browser. */
const POLICY =
	"default-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/;
const TICK_MS = 200;

const replyCall = z
	.object({ handset: z.string().regex(/^\+989\d{9}$/), to: z.string(), text: z.string().min(1) })
	.strict();
const fateCall = z.object({ id: z.number().int(), fate: z.enum(FATES) }).strict();
const weatherCall = z.object({ weather: z.enum(WEATHERS) }).strict();

export interface Phone {
	/** Address of the page */
	readonly url: string;
	/** Where `/n8n` leads, with the cookies that sign in there: a cookie is for all ports of a host */
	signIn(target: string, cookies: readonly string[]): void;
	stop(): Promise<void>;
}

/**
 * Serves the page with the virtual handsets, on this machine alone.
 *
 * @param port 0 takes any free one
 * @throws where the port is taken
 */
export async function startPhone(simulators: Simulators, port = 0): Promise<Phone> {
	const { raygan, turkey } = simulators;
	raygan.delivery.finalAfterMs = DELIVERED_AFTER_MS;
	turkey.delivery.finalAfterMs = DELIVERED_AFTER_MS;
	const entries = new Entries(simulators);
	const weather = new WeatherSwitch(simulators);
	const watchers = new Set<ServerResponse>();
	let signedIn: { target: string; cookies: readonly string[] } | undefined;

	const app = Fastify({ forceCloseConnections: true });
	// A page of the web could else speak to this server through the user's browser.
	app.addHook('onRequest', async (request, reply) => {
		if (!LOOPBACK.test(request.headers.host ?? '')) await reply.code(421).send();
	});
	for (const [address, { file, type }] of Object.entries(FILES)) {
		const body = readFileSync(path.join(__dirname, 'page', file));
		app.get(address, async (_request, reply) => {
			return await reply
				.headers({ 'content-type': type, 'content-security-policy': POLICY })
				.send(body);
		});
	}

	const tell = (watcher: ServerResponse, event: string, data: object) =>
		watcher.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
	const tellAll = (event: string, data: object) => {
		for (const watcher of watchers) tell(watcher, event, data);
	};
	app.get('/events', (_request, reply) => {
		reply.hijack();
		const watcher = reply.raw;
		watcher.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
		tell(watcher, 'state', {
			handsets: FIRST_HANDSETS,
			lines: raygan.account.lines,
			shown: SHOWN,
			weather: weather.weather,
			accepted: entries.accepted,
			entries: entries.all(),
			signsIn: signedIn !== undefined,
		});
		watchers.add(watcher);
		watcher.on('close', () => watchers.delete(watcher));
	});
	const ticking = setInterval(() => {
		const changed = entries.changed();
		if (changed.length > 0) tellAll('entries', { accepted: entries.accepted, entries: changed });
	}, TICK_MS);

	const call = <Body>(name: string, schema: z.ZodType<Body>, run: (body: Body) => void) => {
		app.post(`/${name}`, async (request, reply) => {
			const body = schema.safeParse(request.body);
			if (!body.success) return await reply.code(400).send();
			run(body.data);
			return await reply.code(204).send();
		});
	};
	call('replies', replyCall, ({ handset, to, text }) => entries.reply(handset, to, text));
	call('fates', fateCall, ({ id, fate }) => entries.decide(id, fate));
	call('weather', weatherCall, (chosen) => {
		weather.turn(chosen.weather);
		tellAll('weather', chosen);
	});
	app.get('/n8n', async (_request, reply) => {
		if (signedIn === undefined) return await reply.code(404).send();
		return await reply.header('set-cookie', [...signedIn.cookies]).redirect(signedIn.target);
	});

	const url = await app.listen({ port, host: '127.0.0.1' });
	return {
		url,
		signIn: (target, cookies) => (signedIn = { target, cookies }),
		stop: async () => {
			clearInterval(ticking);
			await app.close();
		},
	};
}
