import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { openBrowser } from '../e2e/browser';
import { exampleWorkflow } from '../e2e/examples';
import { setUpN8n } from '../e2e/setUp';
import { signIn } from '../demo/signIn';
import { startPhone } from '../phone/server';
import { startSimulators } from '../simulators';

/** The pictures of README and guides: the real panels, in the real n8n, made anew. */

const FOLDER = path.join(__dirname, '../../docs/images');
const PACKAGE = 'n8n-nodes-raygansms-turkeysms';
const log = (line: string) => console.log(line);

const NODES = [
	{ name: 'raygan', node: 'Raygan SMS', example: 'raygan-send' },
	{ name: 'turkeysms', node: 'TurkeySMS', example: 'turkeysms-send' },
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
		const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
		page.setDefaultTimeout(45_000);
		await page.goto(`${phone.url}/n8n`);
		await page.waitForURL(/home\/workflows/);

		for (const { name, node, example } of NODES) {
			const { id } = exampleWorkflow(example);
			await openNode(page, n8n.url, id, node);
			await page.getByTestId('node-execute-button').click();
			await page.getByTestId('output-panel').getByText('accepted', { exact: true }).first().waitFor();
			await shoot(page, `${name}-send`);
			await page.getByTestId('credential-edit-button').click();
			const credential = page.getByTestId('editCredential-modal');
			await credential.getByText('Connection tested successfully').waitFor();
			await shoot(credential, `${name}-credential`);
		}

		const answering = exampleWorkflow('raygan-keyword-router');
		await openNode(page, n8n.url, answering.id, 'Raygan SMS Trigger');
		await shoot(page, 'raygan-trigger');

		await page.goto(`${n8n.url}/workflow/${answering.id}`);
		await page.getByTestId('canvas-node').first().waitFor();
		await page.getByTestId('workflow-menu').click();
		await page.getByText('Settings', { exact: true }).last().click();
		await page.getByTestId('workflow-settings-dialog').waitFor();
		await shoot(page.getByTestId('workflow-settings-dialog'), 'workflow-settings');

		await page.goto(`${n8n.url}/settings/community-nodes`);
		await page
			.getByRole('button', { name: /install/i })
			.first()
			.click();
		await page
			.getByRole('dialog')
			.locator('input[type=text], input:not([type])')
			.first()
			.fill(PACKAGE);
		await shoot(page.getByRole('dialog'), 'install');

		await page.goto(phone.url);
		await page.getByText('Connected.').waitFor();
		await shoot(page, 'phones');
	} finally {
		await browser.close();
		await n8n.dispose();
		await phone.stop();
		await simulators.stop();
	}
}

async function openNode(page: Page, url: string, workflowId: string, node: string) {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page
		.getByTestId('canvas-node')
		.filter({ has: page.getByText(node, { exact: true }) })
		.dblclick();
	await page.getByTestId('ndv').waitFor();
}

async function shoot(what: Page | Locator, name: string): Promise<void> {
	await what.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
}

void main();
