import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { startPhone, type Phone } from '../phone/server';
import { openBrowser } from './browser';
import { exampleWorkflow } from './examples';
import { logToStderr } from './host/run';
import { SET_UP_MS } from './setUp';
import { Site } from './site';
import { until } from './until';

jest.setTimeout(120_000);

const SCREENSHOTS = path.join(__dirname, '../../test-results/screenshots');
const PERSIAN = exampleWorkflow('raygan-send');
const TURKISH = exampleWorkflow('turkeysms-send');
const ANSWERING = exampleWorkflow('raygan-keyword-router');
const FOLLOWING = exampleWorkflow('delivery-follow-up-trigger');

let site: Site;
let phone: Phone;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	mkdirSync(SCREENSHOTS, { recursive: true });
	site = await Site.open([], []);
	phone = await startPhone(site.simulators);
	browser = await openBrowser(logToStderr);
	page = await browser.newPage({ viewport: { width: 360, height: 800 } });
	await page.goto(phone.url);
	await page.getByText('Connected.').waitFor();
}, SET_UP_MS);

afterAll(async () => {
	await browser?.close();
	await phone?.stop();
	await site?.close();
});

const handset = (number: string): Locator => page.getByRole('region', { name: number });
const iranian = () => handset('+989112170848');
const turkish = () => handset('+905000000001');

/** One poll, which n8n makes when a workflow is published. */
async function pollOnce(workflowId: string): Promise<void> {
	expect(await site.session.publish(workflowId)).toBeUndefined();
	await site.session.unpublish(workflowId);
}

it('what a workflow sends appears on the phone, each text in its own direction, parts counted', async () => {
	await site.session.run(PERSIAN);
	await site.session.run(TURKISH);

	const persian = iranian().getByText('سلام، سفارش شما آماده است.');
	await persian.waitFor();
	expect(await persian.evaluate((text) => text.matches(':dir(rtl):lang(fa)'))).toBe(true);
	expect(await iranian().innerText()).toMatch(/1 part · Unicode/);
	const latin = turkish().getByText('Merhaba, siparişiniz hazır.');
	await latin.waitFor();
	expect(await latin.evaluate((text) => text.matches(':dir(ltr):lang(tr)'))).toBe(true);
	expect(await turkish().innerText()).toMatch(/1 part · Turkish letters/);
});

it('an answer written on the phone, by keyboard alone, starts the workflow, which answers back', async () => {
	await pollOnce(ANSWERING.id);
	await iranian().getByLabel('Answer').focus();
	await page.keyboard.type('ساعت کاری شما؟');
	await page.keyboard.press('Enter');
	await iranian().getByText('ساعت کاری شما؟').waitFor();
	await pollOnce(ANSWERING.id);

	await iranian().getByText('ما شنبه تا چهارشنبه از ۹ تا ۱۷ باز هستیم.').waitFor();
	await page.screenshot({ path: path.join(SCREENSHOTS, 'phone-360.png'), fullPage: true });
});

it('the fate that a message is given on the page is what the delivery trigger reports', async () => {
	await pollOnce(FOLLOWING.id);
	await site.session.run(PERSIAN);
	const fates = iranian().getByLabel('What becomes of this message');
	await until('the message', async () => ((await fates.count()) === 3 ? true : undefined));
	await fates.last().selectOption('Rejected by the operator');
	await iranian().locator('.state').getByText('Rejected by the operator').waitFor();
	await pollOnce(FOLLOWING.id);

	const [execution] = await until('the report', async () => {
		const executions = await site.session.triggered(FOLLOWING.id);
		return executions.length > 0 ? executions : undefined;
	});
	const [told] = execution?.items['Raygan SMS Trigger']?.flat() ?? [];
	expect(told).toMatchObject({ status: 'rejected', recipient: '+989112170848', isFinal: true });
});

it('the switch for faults: no credit refuses, a lost answer leaves the outcome unknown and the message sent', async () => {
	await page.getByLabel('have no credit left').check();
	const refused = await site.session.run(TURKISH);
	expect(refused.error?.message).toMatch(/not enough balance/);
	expect(await turkish().getByText('Merhaba, siparişiniz hazır.').count()).toBe(1);

	await page.getByLabel('the answer is lost').check();
	const unknown = await site.session.run(TURKISH);
	expect(unknown.error?.message).toMatch(/outcome unknown/);
	await turkish().getByText('Merhaba, siparişiniz hazır.').nth(1).waitFor();

	await page.getByLabel('work as usual').check();
	expect((await site.session.run(TURKISH)).ok).toBe(true);
});

it('asks for nothing from elsewhere, and is no wider than a phone', async () => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.reload();
	await page.getByText('Connected.').waitFor();
	expect(asked.filter((url) => !url.startsWith(phone.url) && !url.startsWith('data:'))).toEqual([]);
	expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
});
