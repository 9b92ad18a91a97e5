import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { signIn } from '../demo/signIn';
import { openBrowser } from '../e2e/browser';
import { exampleWorkflow } from '../e2e/examples';
import { setUpN8n } from '../e2e/setUp';
import { startPhone, type Phone } from '../phone/server';
import { startSimulators } from '../simulators';

/** The pictures of README and guides: the real panels, in the real n8n, made anew. */

const FOLDER = path.join(__dirname, '../../docs/images');
const PACKAGE = 'n8n-nodes-raygansms-turkeysms';
const log = (line: string) => console.log(line);

/** `last` is the last field of the credential that a picture shows: addresses are those of a simulator. */
const NODES = [
	{ name: 'raygan', node: 'Raygan SMS', example: 'raygan-send', last: 'password' },
	{ name: 'turkeysms', node: 'TurkeySMS', example: 'turkeysms-send', last: 'apiKey' },
] as const;

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const simulators = await startSimulators();
	const phone = await startPhone(simulators);
	const n8n = await setUpN8n(simulators, log);
	const browser = await openBrowser(log);
	try {
		await n8n.start();
		phone.signIn(`${n8n.url}/home/workflows`, await signIn(n8n.url));
		const page = await browser.newPage({ viewport: { width: 960, height: 760 } });
		page.setDefaultTimeout(45_000);
		await page.goto(`${phone.url}/n8n`);
		await page.waitForURL(/home\/workflows/);
		for (const shown of NODES) await shootSend(page, n8n.url, shown);
		await shootTrigger(page, n8n.url);
		await shootInstall(page, n8n.url);
		await shootPhones(page, phone);
	} finally {
		await browser.close();
		await n8n.dispose();
		await phone.stop();
		await simulators.stop();
	}
}

async function shootSend(
	page: Page,
	url: string,
	{ name, node, example, last }: (typeof NODES)[number],
): Promise<void> {
	await openNode(page, url, exampleWorkflow(example).id, node);
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByText('accepted', { exact: true }).first().waitFor();
	await shoot(page.getByTestId('ndv'), `${name}-send`);
	await page.getByTestId('credential-edit-button').click();
	const credential = page.getByTestId('editCredential-modal');
	await credential.getByText('Connection tested successfully').waitFor();
	const top = await credential.boundingBox();
	const field = await credential.getByTestId(`parameter-input-${last}`).boundingBox();
	if (top === null || field === null) throw new Error(`No field ${last} to be seen`);
	const clip = { ...top, height: field.y + field.height + 16 - top.y };
	await page.screenshot({ ...still(`${name}-credential`), clip });
}

async function shootTrigger(page: Page, url: string): Promise<void> {
	const { id } = exampleWorkflow('raygan-keyword-router');
	await openNode(page, url, id, 'Raygan SMS Trigger');
	await shoot(page.getByTestId('ndv'), 'raygan-trigger');

	await page.goto(`${url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('workflow-menu').click();
	await page.getByText('Settings', { exact: true }).last().click();
	const settings = page.getByTestId('workflow-settings-dialog');
	await settings.waitFor();
	await shoot(settings, 'workflow-settings');
}

async function shootInstall(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/settings/community-nodes`);
	await page
		.getByRole('button', { name: /install/i })
		.first()
		.click();
	const dialog = page.getByRole('dialog');
	await dialog.locator('input[type=text], input:not([type])').first().fill(PACKAGE);
	await shoot(dialog, 'install');
}

async function shootPhones(page: Page, phone: Phone): Promise<void> {
	await page.setViewportSize({ width: 800, height: 400 });
	await page.goto(phone.url);
	const iranian = page.getByRole('region', { name: '+989112170848' });
	await iranian.getByLabel('Answer').fill('سپاس! ساعت کاری شما؟');
	await iranian.getByRole('button', { name: 'Send' }).click();
	await iranian.locator('li.replied').waitFor();
	await page.screenshot({ ...still('phones'), fullPage: true });
}

async function openNode(page: Page, url: string, workflowId: string, node: string) {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page
		.getByTestId('canvas-node')
		.filter({ has: page.getByText(node, { exact: true }) })
		.dblclick();
	await page.getByTestId('ndv').waitFor();
}

function still(name: string) {
	return { path: path.join(FOLDER, `${name}.png`), animations: 'disabled' } as const;
}

async function shoot(what: Locator, name: string): Promise<void> {
	await what.screenshot(still(name));
}

void main();
