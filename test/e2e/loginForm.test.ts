import type { Browser, BrowserContext, Page } from 'playwright-core';

import { openBrowser } from './browser';
import { exampleWorkflow, type Workflow } from './examples';
import { freePort } from './host/freePort';
import { logToStderr } from './host/run';
import { SET_UP_MS } from './setUp';
import { Site } from './site';
import { until } from './until';

jest.setTimeout(180_000);

/** An example, and what differs between the two services. */
const EXAMPLES = {
	raygan: {
		workflow: exampleWorkflow('otp-login-form-raygan'),
		number: '۰۹۱۱ ۲۱۷ ۰۸۴۸',
		landline: '021 8877 6655',
	},
	turkey: {
		workflow: exampleWorkflow('otp-login-form-turkeysms'),
		number: '0500 000 00 01',
		landline: '0212 345 67 89',
	},
} as const;

type Name = keyof typeof EXAMPLES;
const NAMES = ['raygan', 'turkey'] as const;

/** The address of a workflow's form. */
function pathOf({ nodes }: Workflow): string {
	const options = nodes.find(({ type }) => type.endsWith('.formTrigger'))?.parameters.options;
	return String(Reflect.get(Object(options), 'path'));
}

/** The example under another id and address, with other options of the send. */
function variant(name: Name, suffix: string, options: object): Workflow {
	const { workflow } = EXAMPLES[name];
	const changed: Workflow = JSON.parse(
		JSON.stringify(workflow).replaceAll(pathOf(workflow), `${pathOf(workflow)}-${suffix}`),
	);
	return {
		...changed,
		id: `${name}Login${suffix}`.padEnd(16, '0'),
		nodes: changed.nodes.map((node) => ({
			...node,
			...(node.webhookId && { webhookId: `${node.webhookId}-${suffix}` }),
			...(node.name === 'Send Code' && {
				parameters: {
					...node.parameters,
					options: Object.assign({}, node.parameters.options, options),
				},
			}),
		})),
	};
}

/** Its codes expire at once. */
const expiring = (name: Name) => variant(name, 'brief', { lifetimeMinutes: 0.001 });

/** It asks for the code once more after it was right. */
function asksTwice(name: Name): Workflow {
	const changed = variant(name, 'twice', {});
	const again = [{ node: 'Enter the Code', type: 'main', index: 0 }];
	const failed = [{ node: 'May Try Again?', type: 'main', index: 0 }];
	const connections = { ...changed.connections, 'Check Code': { main: [again, failed] } };
	return { ...changed, connections };
}

const VARIANTS = NAMES.flatMap((name) => [expiring(name), asksTwice(name)]);

let site: Site;
let browser: Browser;
let visitor: BrowserContext;
let page: Page;

beforeAll(async () => {
	const port = String(await freePort());
	const published = [
		...NAMES.map((name) => EXAMPLES[name].workflow.id),
		...VARIANTS.map((w) => w.id),
	];
	site = await Site.open(VARIANTS, published, {
		N8N_PORT: port,
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
	});
	browser = await openBrowser(logToStderr);
}, SET_UP_MS);

beforeEach(async () => {
	site.simulators.reset();
	visitor = await browser.newContext();
	page = await visitor.newPage();
});

afterEach(async () => await visitor.close());

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

const ledgerOf = (name: Name) => site.simulators[name].ledger;

/** Fills the one field of the page and sends the form. The page is marked, since the next can look the same. */
async function submit(text: string): Promise<void> {
	await page.evaluate('window.isOld = true');
	await page.locator('input:visible').first().fill(text);
	await page.locator('button:visible').first().click();
}

/** Waits for the page after the one that was sent. */
const sees = async (words: string) =>
	await page.waitForFunction(
		`!window.isOld && document.body.innerText.includes(${JSON.stringify(words)})`,
		undefined,
		{ timeout: 60_000 },
	);

/** Enters a number in the form, and waits for the page of the code. @returns the code that went out */
async function enterNumber(name: Name, workflow: Workflow): Promise<string> {
	await page.goto(`${site.n8n.url}/form/${pathOf(workflow)}`);
	await submit(EXAMPLES[name].number);
	await sees('It is in the SMS that we sent to');
	const text = ledgerOf(name).at(-1)?.text ?? '';
	return /\d{5}/.exec(text)?.[0] ?? '';
}

const inPersian = (code: string) =>
	code.replace(/\d/g, (digit) => String.fromCodePoint(0x6f0 + Number(digit)));

/** Another code of as many digits. */
const not = (code: string) => String(Number(code) === 99_999 ? 10_000 : Number(code) + 1);

/** The last verdict of the newest execution of a workflow, and all that n8n keeps of it. */
async function lastOf(workflow: Workflow, count: number) {
	return await until(`execution ${count} of ${workflow.id}`, async () => {
		const ended = await site.session.triggered(workflow.id, 'webhook');
		const last = ended.length >= count ? ended.at(-1) : undefined;
		if (last === undefined) return undefined;
		const [verdict] = (last.items['Check Code'] ?? []).flat();
		return { verdict: verdict?.verdict, stored: last.stored };
	});
}

describe.each(NAMES)('a visitor of the login form, %s', (name) => {
	const { workflow, landline } = EXAMPLES[name];

	it('is let in with the right code in Persian digits after a wrong one', async () => {
		const code = await enterNumber(name, workflow);
		await submit(not(code));
		await sees('This code is not right');
		await submit(inPersian(code));
		await sees('You are logged in.');

		const { verdict, stored } = await lastOf(workflow, 1);
		expect(verdict).toBe('valid');
		expect(ledgerOf(name)).toHaveLength(1);
		expect(stored.replaceAll(inPersian(code), '')).not.toMatch(
			new RegExp(`(?<!\\d)${code}(?!\\d)`),
		);
	});

	it('is sent away after three wrong codes', async () => {
		const code = await enterNumber(name, workflow);
		await submit(not(code));
		await sees('This code is not right');
		await submit(not(not(code)));
		await sees('This code is not right');
		await submit(not(code));
		await sees('The code was not right three times.');
		expect((await lastOf(workflow, 2)).verdict).toBe('wrong');
		expect(ledgerOf(name)).toHaveLength(1);
	});

	it('is told that the time of the code is over', async () => {
		const brief = expiring(name);
		await submit(await enterNumber(name, brief));
		await sees('The time of the code is over.');
		expect((await lastOf(brief, 1)).verdict).toBe('expired');
	});

	it('cannot use a code twice', async () => {
		const twice = asksTwice(name);
		const code = await enterNumber(name, twice);
		await submit(code);
		await sees('It is in the SMS that we sent to');
		await submit(code);
		await sees('The code was used already.');
		expect((await lastOf(twice, 1)).verdict).toBe('used');
	});

	it('gets a page of its own for a landline, and for a service without credit', async () => {
		await page.goto(`${site.n8n.url}/form/${pathOf(workflow)}`);
		await submit(landline);
		await sees('We cannot send an SMS to this number');
		const { account } = site.simulators[name];
		if ('credit' in account) account.credit = 0;
		else account.localBalance = 0;
		await page.goto(`${site.n8n.url}/form/${pathOf(workflow)}`);
		await submit(EXAMPLES[name].number);
		await sees('We cannot send codes at the moment');
		expect(ledgerOf(name)).toEqual([]);
	});
});
