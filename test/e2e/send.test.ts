import { startSimulators, type Simulators } from '../simulators';
import { exampleWorkflow } from './examples';
import { logToStderr } from './host/run';
import type { N8n } from './n8n';
import { Session } from './session';
import { SET_UP_MS, setUpN8n } from './setUp';

jest.setTimeout(90_000);

const raygan = exampleWorkflow('raygan-send');
const turkey = exampleWorkflow('turkeysms-send');
const turkeyByGet = {
	...turkey,
	id: 'turkeySmsByGet01',
	name: 'Send by GET',
	nodes: turkey.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, options: { requestMethod: 'GET' } },
	})),
};

const SECRETS = [
	'demo-password',
	Buffer.from('demo:demo-password').toString('base64'),
	'demo-api-key',
];

/** What secrets travel under: no execution has a use for it. */
const CARRIERS = ['api_key', 'Authorization'];

let simulators: Simulators;
let n8n: N8n;

beforeAll(async () => {
	simulators = await startSimulators();
	n8n = await setUpN8n(simulators, logToStderr, [turkeyByGet]);
}, SET_UP_MS);

afterEach(() => simulators.reset());

afterAll(async () => {
	await n8n?.dispose();
	await simulators?.stop();
});

describe("n8n's command line", () => {
	it('sends the Raygan SMS example, text byte for byte', async () => {
		const { ok, items, stored } = await n8n.execute(raygan.id);

		expect(ok).toBe(true);
		expect(simulators.raygan.ledger).toMatchObject([
			{ sender: '50002910001080', recipient: '09112170848', text: 'سلام، سفارش شما آماده است.' },
		]);
		const [{ groupMessageId, userGroupId } = {}] = simulators.raygan.ledger;
		expect(items['Raygan SMS']).toMatchObject([
			[
				{
					outcome: 'accepted',
					accepted: true,
					recipients: ['+989112170848'],
					groupMessageId,
					userGroupId,
					parts: 1,
					encoding: 'ucs2',
				},
			],
		]);
		expectNoSecret(stored);
	});

	it('sends the TurkeySMS example, in the language that carries its text', async () => {
		const { ok, items, stored } = await n8n.execute(turkey.id);

		expect(ok).toBe(true);
		expect(simulators.turkey.ledger).toMatchObject([
			{
				sender: 'TURKEY SMS',
				recipient: '905000000001',
				text: 'Merhaba, siparişiniz hazır.',
				language: 1,
			},
		]);
		const [{ smsId } = {}] = simulators.turkey.ledger;
		expect(items.TurkeySMS).toMatchObject([
			[{ outcome: 'accepted', recipient: '+905000000001', smsId, resultCode: 'TS-1024', parts: 1 }],
		]);
		expectNoSecret(stored);
	});
});

describe('a running n8n', () => {
	let session: Session;

	beforeAll(async () => {
		await n8n.start();
		session = await Session.open(n8n.url);
	});

	it('sends the TurkeySMS example by GET', async () => {
		const { ok, stored } = await session.run(turkeyByGet);

		expect(ok).toBe(true);
		expect(simulators.turkey.ledger).toMatchObject([
			{ endpoint: 'sendGet', recipient: '905000000001', text: 'Merhaba, siparişiniz hazır.' },
		]);
		expectNoSecret(stored);
	});

	const REFUSALS = [
		{
			what: 'Raygan SMS: a wrong password',
			workflow: raygan,
			given: () => (simulators.raygan.account.password = 'changed-at-the-provider'),
			cause: /did not accept the user name or password/,
			mend: /Correct the user name and password in the credential/,
		},
		{
			what: 'Raygan SMS: no credit',
			workflow: raygan,
			given: () => (simulators.raygan.account.credit = 0),
			cause: /not enough credit/,
			mend: /Top up.*3003/,
		},
		{
			what: 'Raygan SMS: a line of somebody else',
			workflow: raygan,
			given: () => (simulators.raygan.account.lines = ['5000299558253']),
			cause: /line does not belong to this account/,
			mend: /Use a line of this account.*2001/,
		},
		{
			what: 'TurkeySMS: a wrong API key',
			workflow: turkey,
			given: () => (simulators.turkey.account.apiKey = 'changed-at-the-provider'),
			cause: /did not accept the API key/,
			mend: /Copy the API key .* into the credential.*TS-1031/,
		},
		{
			what: 'TurkeySMS: no credit',
			workflow: turkey,
			given: () => (simulators.turkey.account.localBalance = 0),
			cause: /not enough balance/,
			mend: /Top up.*TS-1027/,
		},
		{
			what: 'TurkeySMS: an inactive sender',
			workflow: turkey,
			given: () => (simulators.turkey.account.senderIds = [{ name: 'TURKEY SMS', active: false }]),
			cause: /sender ID is not active/,
			mend: /Ask TurkeySMS to activate the sender ID.*TS-1028/,
		},
		{
			what: 'TurkeySMS: a code that no table knows',
			workflow: turkey,
			given: () => simulators.turkey.faults.next({ code: 'TS-9999' }),
			cause: /code TS-9999/,
			mend: /Ask TurkeySMS what the code means/,
		},
		{
			what: 'TurkeySMS: a web page instead of JSON',
			workflow: turkey,
			given: () => simulators.turkey.faults.next('html'),
			cause: /a web page.*instead of a result/,
			mend: /Check whether the message arrived before you send it again/,
		},
		{
			what: 'TurkeySMS by GET, key in the URL: a web page instead of JSON',
			workflow: turkeyByGet,
			given: () => simulators.turkey.faults.next('html'),
			cause: /a web page.*instead of a result/,
			mend: /Check whether the message arrived before you send it again/,
		},
		{
			what: 'TurkeySMS by GET, key in the URL: a redirect',
			workflow: turkeyByGet,
			given: () => simulators.turkey.faults.next('redirect'),
			cause: /redirect/,
			mend: /base URL/,
		},
	];

	it.each(REFUSALS)('$what: names cause and mend', async ({ workflow, given, cause, mend }) => {
		given();
		const { ok, error, stored } = await session.run(workflow);

		expect(ok).toBe(false);
		expect(error?.message).toMatch(cause);
		expect(error?.description).toMatch(mend);
		expect([...simulators.raygan.ledger, ...simulators.turkey.ledger]).toEqual([]);
		expectNoSecret(stored);
	});

	it('Raygan SMS: a code that no table knows, a web page instead of JSON: the same', async () => {
		simulators.raygan.faults.next({ code: 4242 }, { endpoint: 'SendMessage' });
		simulators.raygan.faults.next('html', { endpoint: 'SendMessage' });
		// At once, since each one asks the provider for 15 s what became of its message.
		const both = await Promise.all([session.run(raygan), session.run(raygan)]);

		const texts = both.map(({ error }) => `${error?.message} ${error?.description}`);
		expect(texts).toContainEqual(expect.stringMatching(/code 4242.*Ask Raygan SMS what .* means/));
		expect(texts).toContainEqual(expect.stringMatching(/a web page.*Check whether .* arrived/));
		expect(both.map(({ ok }) => ok)).toEqual([false, false]);
		expect(simulators.raygan.ledger).toEqual([]);
		expectNoSecret(both.map(({ stored }) => stored).join());
	});

	it('has written no secret into its log, and asked nobody but the simulators', () => {
		expectNone(SECRETS, n8n.log());
		expect(n8n.log()).not.toContain('[loopback only]');
	});
});

function expectNoSecret(stored: string): void {
	expectNone([...SECRETS, ...CARRIERS], stored);
}

function expectNone(words: readonly string[], text: string): void {
	expect(words.filter((word) => text.includes(word))).toEqual([]);
}
