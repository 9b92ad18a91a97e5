import { request as httpRequest } from 'node:http';

import { startPhone, type Phone } from '../phone/server';
import { startSimulators, type Simulators } from '../simulators';

let simulators: Simulators;
let phone: Phone;

beforeEach(async () => {
	simulators = await startSimulators();
	phone = await startPhone(simulators);
});

afterEach(async () => {
	await phone.stop();
	await simulators.stop();
});

async function post(call: string, body: string, type = 'application/json'): Promise<number> {
	const headers = { 'content-type': type };
	return (await fetch(`${phone.url}/${call}`, { method: 'POST', headers, body })).status;
}

const statusFor = async (host: string): Promise<number | undefined> =>
	await new Promise((resolve, reject) => {
		httpRequest(phone.url, { headers: { host } }, (reply) => {
			reply.resume();
			resolve(reply.statusCode);
		})
			.once('error', reject)
			.end();
	});

async function sendTurkish(sentto: string): Promise<void> {
	await fetch(`${simulators.turkey.url}/api/v3/gonder/add-content`, {
		method: 'POST',
		body: JSON.stringify({
			api_key: 'demo-api-key',
			title: 'TURKEY SMS',
			text: 'Merhaba',
			sentto,
			response_type: 'json',
		}),
	});
}

/** What the page is told when it opens. */
async function state(): Promise<string> {
	const reply = await fetch(`${phone.url}/events`);
	const reader = reply.body?.getReader();
	const { value } = (await reader?.read()) ?? {};
	await reader?.cancel();
	return new TextDecoder().decode(value);
}

it('answers its own machine alone, by whatever name a page of the web calls it', async () => {
	expect(new URL(phone.url).hostname).toBe('127.0.0.1');
	expect(await statusFor('127.0.0.1')).toBe(200);
	expect(await statusFor('rebound.example')).toBe(421);
});

it('takes nothing that a form of another page can send', async () => {
	const body = JSON.stringify({ weather: 'noCredit' });
	expect(await post('weather', body, 'text/plain')).toBe(400);
	expect(simulators.raygan.account.credit).toBeGreaterThan(0);
	expect(await post('weather', body)).toBe(204);
	expect(simulators.raygan.account.credit).toBe(0);
});

it.each([
	['replies', '{"handset":"+905000000001","to":"50002910001080","text":"iptal"}'],
	['replies', '{"handset":"+989112170848","to":"50002910001080","text":""}'],
	['fates', '{"id":1,"fate":"lost"}'],
	['weather', '{"weather":"rain"}'],
])('refuses %s %s', async (call, body) => {
	expect(await post(call, body)).toBe(400);
});

it('a fault ends when another one is chosen', async () => {
	const { credit } = simulators.raygan.account;
	for (const weather of ['noCredit', 'slow', 'lostAnswer', 'fair']) {
		expect(await post('weather', JSON.stringify({ weather }))).toBe(204);
	}
	expect(simulators.raygan.account.credit).toBe(credit);
	expect(simulators.raygan.latencyMs).toBe(0);
	await sendTurkish('905000000001');
	expect(simulators.turkey.ledger).toHaveLength(1);
});

it('a page that opens later shows what was sent before, the last 200 of it', async () => {
	for (let index = 0; index < 205; index += 1) {
		await sendTurkish(`90500${String(index).padStart(7, '0')}`);
	}
	const told = await state();
	expect(told).toContain('"accepted":205');
	expect(told).toContain('+905000000005');
	expect(told).not.toContain('+905000000004');
	expect(told).toContain('+905000000204');
});
