import { startSimulators, type Simulators } from '../simulators';
import { exampleWorkflow, type Workflow } from './examples';
import { logToStderr } from './host/run';
import type { N8n } from './n8n';
import { SET_UP_MS, setUpN8n } from './setUp';

jest.setTimeout(90_000);

const example = exampleWorkflow('turkeysms-send');
const [start, sms] = example.nodes;
if (start === undefined || sms === undefined) throw new Error('The example has two nodes');
const CREDENTIAL = { id: 'turkeySmsKeys001', name: 'A key for each item' };
const RIGHT = 'demo-api-key';
const OTHER = 'demo-other-key';

/** Four items of two accounts, which share requests where they can. */
const rows = [RIGHT, OTHER, RIGHT, OTHER].map((account, index) => ({
	account,
	to: `+90 500 000 00 1${index}`,
}));

const nodeOf = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
) => ({
	...start,
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters,
});
const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

const workflow: Workflow = {
	...example,
	id: 'turkeySmsKeys001',
	name: 'A key for each item',
	nodes: [
		start,
		nodeOf('Rows', 'set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} }),
		nodeOf('Split Out', 'splitOut', 1, { fieldToSplitOut: 'rows', options: {} }),
		{
			...sms,
			onError: 'continueRegularOutput',
			credentials: { turkeySmsApi: CREDENTIAL },
			parameters: {
				...sms.parameters,
				operation: 'sendPersonalized',
				text: '=Hello {{ $json.to }}',
				recipient: '={{ $json.to }}',
			},
		},
	],
	connections: {
		[start.name]: to('Rows'),
		Rows: to('Split Out'),
		'Split Out': to('TurkeySMS'),
	},
};

let simulators: Simulators;
let n8n: N8n;

beforeAll(async () => {
	simulators = await startSimulators();
	n8n = await setUpN8n(simulators, logToStderr, [workflow]);
	await n8n.importCredentials([
		{
			...CREDENTIAL,
			type: 'turkeySmsApi',
			data: { apiKey: '={{ $json.account }}', baseUrl: simulators.turkey.url },
		},
	]);
}, SET_UP_MS);

afterAll(async () => {
	await n8n?.dispose();
	await simulators?.stop();
});

it('sends each item with the key that its credential has for it', async () => {
	const { items } = await n8n.execute(workflow.id);

	expect(simulators.turkey.ledger.map(({ recipient }) => recipient)).toEqual([
		'905000000010',
		'905000000012',
	]);
	expect(simulators.turkey.requests).toHaveLength(2);
	const outcomes = items.TurkeySMS?.[0]?.map((json) => json.error ?? json.outcome);
	expect(outcomes).toEqual([
		'accepted',
		expect.stringContaining('API key'),
		'accepted',
		expect.stringContaining('API key'),
	]);
});
