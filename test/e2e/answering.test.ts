import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

import { linkIn, postAnswer } from './answers';
import { openBrowser } from './browser';
import { exampleWorkflow, type Workflow } from './examples';
import { logToStderr } from './host/run';
import { LINES } from './received';
import { SET_UP_MS } from './setUp';
import { Site } from './site';
import { until } from './until';
import { ownNode, workflowOf } from './workflow';

jest.setTimeout(180_000);

const PICTURES = path.join(__dirname, '../../test-results/answering');
const ASK = 'Ask';

const OWN = {
	raygan: { phoneNumber: LINES.first, mobile: '09112170848' },
	turkey: { title: { __rl: true, mode: 'name', value: 'TURKEY SMS' }, recipient: '905000000001' },
} as const;

function asking(id: string, provider: keyof typeof OWN, parameters: object): Workflow {
	const node = ownNode(provider, 'Sms', {
		resource: 'message',
		operation: 'sendAndWait',
		...OWN[provider],
		responseType: 'approval',
		options: {},
		...parameters,
	});
	const after = { name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return workflowOf(id, [{}, { ...node, name: ASK }, after], {
		'Node 0': to(ASK),
		[ASK]: to('After'),
	});
}

const double = { approvalOptions: { values: { approvalType: 'double' } } };

const ASKED = {
	persian: asking('askPersian000001', 'raygan', {
		message: 'آیا سه‌شنبه ساعت ۱۰ برای نوبت خود می‌آیید؟\nدرمانگاه مهر',
		...double,
	}),
	turkish: asking('askTurkish000001', 'turkey', {
		message: 'Salı günü saat 10 için randevunuza gelecek misiniz?',
		...double,
	}),
	arabic: asking('askArabic0000001', 'turkey', {
		message: 'متى يناسبك الموعد؟ اكتب اليوم والساعة.',
		responseType: 'freeText',
	}),
	english: asking('askEnglish000001', 'raygan', {
		message: 'What shall we bring to <b>your</b> place?',
		responseType: 'freeText',
	}),
	limited: asking('askLimited000001', 'raygan', {
		message: 'Still there?',
		options: {
			limitWaitTime: {
				values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' },
			},
		},
	}),
};

/** Takes the answers to its questions from the messages that come in. */
const BY_SMS = exampleWorkflow('raygan-answer-by-sms');

let site: Site;
let browser: Browser;

beforeAll(async () => {
	await mkdir(PICTURES, { recursive: true });
	browser = await openBrowser(logToStderr);
	site = await Site.open(Object.values(ASKED), [BY_SMS.id], { N8N_HOST: '127.0.0.1' });
}, SET_UP_MS);

beforeEach(() => site.simulators.reset());

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

function sentText(): string | undefined {
	const { raygan, turkey } = site.simulators;
	return [...raygan.ledger, ...turkey.ledger].at(-1)?.text;
}

/** Starts a workflow and waits until it waits. */
async function ask(workflow: Workflow) {
	const id = await site.session.start(workflow);
	await until('the question to wait', async () =>
		(await site.session.status(id)) === 'waiting' ? true : undefined,
	);
	const link = linkIn(sentText());
	return { id, link };
}

const isWaiting = async (id: string) => (await site.session.status(id)) === 'waiting';

async function answered(id: string): Promise<Record<string, unknown> | undefined> {
	const { items } = await site.session.finished(id);
	return items.After?.[0]?.[0];
}

/** The page as a phone shows it; all that the browser complains of is kept. */
async function onPhone(link: string, colorScheme: 'light' | 'dark', picture: string) {
	const context = await browser.newContext({
		viewport: { width: 360, height: 640 },
		colorScheme,
		javaScriptEnabled: false,
	});
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', (message) => complaints.push(message.text()));
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto(link);
	await page.screenshot({ path: path.join(PICTURES, `${picture}-${colorScheme}.png`) });
	const width = await widthOf(page);
	return { page, context, complaints, asked, width };
}

/** How wide the page is that a person would have to scroll. */
async function widthOf(page: Page): Promise<number> {
	const boxes = await Promise.all(
		(await page.locator('main, button, textarea, .question').all()).map((one) => one.boundingBox()),
	);
	return Math.max(...boxes.map((box) => (box === null ? 0 : box.x + box.width)));
}

describe.each([
	['persian', 'fa', 'rtl', 'تأیید می‌کنم', 'approve', { approved: true }],
	['turkish', 'tr', 'ltr', 'Reddet', 'decline', { approved: false }],
	['arabic', 'ar', 'rtl', 'إرسال', 'الخميس ٥', { text: 'الخميس ٥' }],
	['english', 'en', 'ltr', 'Send', '<i>Tea</i> & time', { text: '<i>Tea</i> & time' }],
] as const)('%s', (name, tag, direction, label, answer, data) => {
	it('the page is answered on a phone without scripts, and the workflow goes on', async () => {
		const { id, link } = await ask(ASKED[name]);
		for (const scheme of ['dark', 'light'] as const) {
			const { page, context, complaints, asked, width } = await onPhone(link, scheme, name);
			expect(await page.locator('html').getAttribute('lang')).toBe(tag);
			expect(await page.locator('html').getAttribute('dir')).toBe(direction);
			expect(width).toBeLessThanOrEqual(360);
			expect(asked).toEqual([link]);
			expect(complaints).toEqual([]);
			expect(await isWaiting(id)).toBe(true);
			if (scheme === 'dark') {
				await context.close();
				continue;
			}
			if ('text' in data) await page.getByRole('textbox').fill(answer);
			await page.getByRole('button', { name: label }).focus();
			await page.keyboard.press('Enter');
			await page.getByRole('status').waitFor();
			expect(await page.locator('dd').textContent()).toBe('text' in data ? answer : label);
			await page.screenshot({ path: path.join(PICTURES, `${name}-recorded.png`) });
			await context.close();
		}
		expect(await answered(id)).toMatchObject({
			outcome: 'accepted',
			data: { ...data, respondedAt: expect.any(String) },
		});
	});
});

it('previews, scanners and forged links change nothing', async () => {
	const { id, link } = await ask(ASKED.persian);
	const agents = [
		'WhatsApp/2.23.20.0',
		'TelegramBot (like TwitterBot)',
		'Mozilla/5.0 (compatible; Googlebot/2.1)',
		'facebookexternalhit/1.1',
		'',
	];
	for (const agent of agents) {
		for (const method of ['GET', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']) {
			await (await fetch(link, { method, headers: { 'user-agent': agent } })).text();
		}
	}
	const url = new URL(link);
	const signature = url.searchParams.get('signature') ?? '';
	const forge = (change: (forged: URL) => void) => {
		const forged = new URL(link);
		change(forged);
		return forged.href;
	};
	const forged = [
		forge(({ searchParams }) => searchParams.set('signature', '0'.repeat(signature.length))),
		forge(({ searchParams }) => searchParams.delete('signature')),
		forge(({ searchParams }) => searchParams.set('r', '1')),
		forge(({ searchParams }) => searchParams.set('approved', 'true')),
		forge((other) => (other.pathname = other.pathname.replace(/\/[^/]+$/, ''))),
	];
	for (const address of forged) {
		for (const method of ['GET', 'POST']) {
			const body = method === 'POST' ? new URLSearchParams({ answer: 'approve' }) : undefined;
			const reply = await fetch(address, { method, body });
			expect([address, reply.status]).toEqual([address, 401]);
		}
	}
	const noAnswers: Array<Record<string, string>> = [{}, { answer: 'maybe' }, { approved: 'true' }];
	for (const form of noAnswers) {
		expect((await postAnswer(link, form)).status).toBe(400);
	}
	expect(await isWaiting(id)).toBe(true);
	expect((await postAnswer(link, { answer: 'decline' })).status).toBe(200);
	expect(await answered(id)).toMatchObject({ data: { approved: false } });
});

it('of two answers at the same moment one is recorded, and a later one changes nothing', async () => {
	const { id, link } = await ask(ASKED.turkish);
	const replies = await Promise.all([
		postAnswer(link, { answer: 'approve' }),
		postAnswer(link, { answer: 'decline' }),
	]);
	const told = await Promise.all(replies.map(async (reply) => await reply.text()));
	const recorded = told.filter((html) => html.includes('Yanıtınız kaydedildi'));
	expect(recorded).toHaveLength(1);
	const approved = recorded[0]?.includes('>Onayla<');
	expect(await answered(id)).toMatchObject({ data: { approved } });

	const later = await postAnswer(link, { answer: approved ? 'decline' : 'approve' });
	expect(await later.text()).toContain('No action required');
	expect(await answered(id)).toMatchObject({ data: { approved } });
});

it('a waiting question outlives the end of n8n, and is answered after its next start', async () => {
	const { id, link } = await ask(ASKED.turkish);
	await site.n8n.kill();
	await site.n8n.start();
	expect(await (await fetch(link)).text()).toContain('randevunuza gelecek misiniz?');
	expect((await postAnswer(link, { answer: 'approve' })).status).toBe(200);
	expect(await answered(id)).toMatchObject({ outcome: 'accepted', data: { approved: true } });
	expect(site.simulators.turkey.ledger).toHaveLength(1);
});

it('after the time limit the workflow goes on without an answer, and none is taken', async () => {
	const id = await site.session.start(ASKED.limited);
	const execution = await site.session.finished(id, 120_000);
	const link = linkIn(sentText());
	expect(execution.ok).toBe(true);
	expect(execution.items.After?.[0]?.[0]).not.toHaveProperty('data');
	const late = await (await postAnswer(link, { answer: 'approve' })).text();
	expect(late).not.toContain('recorded');
	expect(site.simulators.raygan.ledger).toHaveLength(1);
});

it("n8n makes a tool for a person's review of each node", async () => {
	const types = z.array(z.object({ name: z.string() }));
	const reply = await fetch(`${site.n8n.url}/types/nodes.json`, {
		headers: site.session.headers,
	});
	const names = types.parse(await reply.json()).map(({ name }) => name);
	expect(names).toEqual(
		expect.arrayContaining([
			'n8n-nodes-raygansms-turkeysms.rayganSmsHitlTool',
			'n8n-nodes-raygansms-turkeysms.turkeySmsHitlTool',
		]),
	);
});

describe('an example takes the answer by SMS', () => {
	const appoint = async (mobile: string) =>
		await fetch(`${site.n8n.url}/webhook/sms-appointment`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ mobile, at: 'سه‌شنبه ۱۰' }),
		});
	const line = '50002910001080';

	it('digits of each script go to the execution that waits for their sender', async () => {
		const { raygan } = site.simulators;
		await appoint('09112170848');
		await appoint('09116420422');
		await until('both questions', () => (raygan.ledger.length === 2 ? true : undefined));
		raygan.inbox.receive({ from: '09112170848', to: line, text: 'چند؟' });
		raygan.inbox.receive({ from: '09112170848', to: line, text: '۱' });
		raygan.inbox.receive({ from: '09116420422', to: line, text: '2 lotfan' });
		const gone = await until(
			'both executions to go on',
			async () => {
				const ended = (await site.session.executions(BY_SMS.id)).filter(
					({ ok, items }) => ok && items['Wait for the Answer'] !== undefined,
				);
				return ended.length === 2 ? ended : undefined;
			},
			150_000,
		);
		const ways = gone.map(({ items }) => [
			items.Ask?.[0]?.[0]?.recipients,
			items['Keep the Appointment'] !== undefined,
			items['Give It to Somebody Else'] !== undefined,
		]);
		expect(ways.sort()).toEqual([
			[['+989112170848'], true, false],
			[['+989116420422'], false, true],
		]);
	});
});
