import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

import { openBrowser } from './browser';
import type { Log } from './host/run';
import { OWNER } from './session';
import { until } from './until';

const SCREENSHOTS = path.join(__dirname, '../../test-results/screenshots');

/** n8n's editor in a headless Chromium, in the words of somebody who uses it. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		private readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens a browser and signs in as the owner. */
	static async open(url: string, log: Log): Promise<Editor> {
		mkdirSync(SCREENSHOTS, { recursive: true });
		const browser = await openBrowser(log);
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
		page.setDefaultTimeout(45_000);
		await page.goto(`${url}/signin`);
		await page.getByLabel('Email').fill(OWNER.email);
		await page.locator('input[type=password]').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL(/\/home\//);
		return new Editor(browser, page, url);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/** Keeps what the page looks like in test-results/screenshots/ */
	async screenshot(name: string): Promise<void> {
		await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').click();
	}

	/** Types into the search for nodes of a new workflow, and waits until a node is among the hits. */
	async search(text: string, node: string): Promise<void> {
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		await this.entry(node).waitFor();
	}

	/** The same, until the node is the only hit. */
	async searchOne(text: string, node: string): Promise<void> {
		await this.search(text, node);
		await this.entries().nth(1).waitFor({ state: 'detached' });
		await this.entry(node).waitFor();
	}

	/** Adds a node of the search's hits by one of its actions, which opens its panel. */
	async add(node: string, action: string): Promise<void> {
		await this.entry(node).click();
		// n8n folds the actions of a node with a trigger while the workflow has none.
		const wanted = this.entry(action);
		const actions = this.page.getByTestId('node-creator-category-item').getByText(/^Actions/);
		await wanted.or(actions).first().waitFor();
		if (!(await wanted.isVisible())) await actions.click();
		await wanted.click();
		await this.panel().waitFor();
	}

	/** Opens the panel of a node of an imported workflow. */
	async openNode(workflowId: string, node: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-node').filter({ hasText: node }).dblclick();
		await this.panel().waitFor();
	}

	/** The panel's own text: the labels of its fields among it. */
	async panelText(): Promise<string> {
		return await this.panel().getByTestId('node-parameters').innerText();
	}

	/** Opens the credential of the node whose panel is open. */
	async openCredential(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		await this.credential().waitFor();
	}

	/** Changes a field of the open credential and saves it, upon which n8n tests it. */
	async saveCredential(field: string, value: string): Promise<void> {
		await this.credential().getByTestId(`parameter-input-${field}`).locator('input').fill(value);
		await this.credential().getByTestId('credential-save-button').click();
	}

	/** Waits for the green line of a credential that passed its test. */
	async credentialWorks(): Promise<void> {
		await this.credential().getByText('Connection tested successfully').waitFor();
	}

	/** Waits for the red line of a credential that did not pass its test, and for its reason. */
	async credentialRefusedBecause(reason: RegExp): Promise<void> {
		const more = this.credential().getByText('More details');
		const shown = this.credential().getByText(reason);
		await more.waitFor();
		await until(`the reason ${String(reason)}`, async () => {
			// n8n folds the details again whenever it shows the outcome of another test.
			if (await more.isVisible()) await more.click();
			return (await shown.isVisible()) || undefined;
		});
	}

	/** Runs the node whose panel is open, up to output that shows `expected`. */
	async executeStep(expected: string): Promise<string> {
		await this.panel().getByTestId('node-execute-button').click();
		const output = this.page.getByTestId('output-panel');
		await output.getByText(expected, { exact: true }).first().waitFor();
		return await output.innerText();
	}

	private entry(name: string): Locator {
		return this.entries().getByText(name, { exact: true });
	}

	private entries(): Locator {
		return this.page.getByTestId('node-creator-item-name');
	}

	private panel(): Locator {
		return this.page.getByTestId('ndv');
	}

	private credential(): Locator {
		return this.page.getByTestId('editCredential-modal');
	}
}
