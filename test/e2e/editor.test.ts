import { startSimulators, type Simulators } from '../simulators';
import { Editor } from './editor';
import { logToStderr } from './host/run';
import type { N8n } from './n8n';
import { Session } from './session';
import { SET_UP_MS, setUpN8n } from './setUp';

jest.setTimeout(90_000);

let simulators: Simulators;
let n8n: N8n;
let editor: Editor;

beforeAll(async () => {
	simulators = await startSimulators();
	n8n = await setUpN8n(simulators, logToStderr);
	await n8n.start();
	await Session.open(n8n.url);
	editor = await Editor.open(n8n.url, logToStderr);
}, SET_UP_MS);

afterAll(async () => {
	await editor?.close();
	await n8n?.dispose();
	await simulators?.stop();
});

const PROVIDERS = [
	{
		node: 'Raygan SMS',
		search: 'raygan',
		action: 'Send one text to many numbers',
		fields: ['From (Line)', 'To (Mobile Numbers)', 'Message'],
		workflowId: 'rayganSmsSend001',
		credential: {
			field: 'password',
			right: 'demo-password',
			refusal: /did not accept the user name/,
		},
		output: ['+989112170848', 'accepted', 'ucs2'],
		ledger: () => simulators.raygan.ledger,
		accepted: { recipient: '09112170848', text: 'سلام، سفارش شما آماده است.' },
	},
	{
		node: 'TurkeySMS',
		search: 'turkey',
		action: 'Send a text to one number',
		fields: ['From (Sender ID)', 'To (Mobile Number)', 'Message'],
		workflowId: 'turkeySmsSend001',
		credential: { field: 'apiKey', right: 'demo-api-key', refusal: /did not accept the API key/ },
		output: ['+905000000001', 'accepted', 'TS-1024'],
		ledger: () => simulators.turkey.ledger,
		accepted: { recipient: '905000000001', text: 'Merhaba, siparişiniz hazır.' },
	},
];

const SEARCHES = [
	['sms', 'Raygan SMS', 'Send one text to many numbers'],
	['otp', 'Raygan SMS', 'Send a verification code (OTP) of your own'],
	['پیامک', 'Raygan SMS', 'Send one text to many numbers'],
	['trez', 'Raygan SMS', 'Get many received messages'],
	['sms', 'TurkeySMS', 'Send a text to one number'],
	['otp', 'TurkeySMS', 'Send a one-time code (OTP)'],
] as const;

it.each(SEARCHES)('a search for "%s" finds %s with "%s"', async (words, node, action) => {
	await editor.newWorkflow();
	await editor.search(words, node);
	await editor.add(node, action);
	expect(await editor.panelText()).toContain('Credential');
});

describe.each(PROVIDERS)('$node in the editor', (provider) => {
	const { node, credential } = provider;
	const shot = (name: string) => editor.screenshot(`${provider.search}-${name}`);

	it('is found by its own name and by "sms", and opens its panel', async () => {
		await editor.newWorkflow();
		await editor.search('sms', node);
		await editor.searchOne(provider.search, node);
		await shot('search');
		await editor.add(node, provider.action);
		const panel = await editor.panelText();
		await shot('panel');
		for (const label of provider.fields) expect(panel).toContain(label);
	});

	it('tests its credential red with the reason, then green', async () => {
		await editor.openNode(provider.workflowId, node);
		await editor.openCredential();
		await editor.saveCredential(credential.field, 'not-the-right-one');
		await editor.credentialRefusedBecause(credential.refusal);
		await shot('credential-red');
		await editor.saveCredential(credential.field, credential.right);
		await editor.credentialWorks();
		await shot('credential-green');
	});

	it('sends a message and shows what became of it', async () => {
		await editor.openNode(provider.workflowId, node);
		const output = await editor.executeStep('accepted');
		await shot('output');
		for (const value of provider.output) expect(output).toContain(value);
		expect(provider.ledger()).toMatchObject([provider.accepted]);
	});
});
