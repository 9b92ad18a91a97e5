import { startSimulators, type Simulators } from '../simulators';
import type { Workflow } from './examples';
import { logToStderr } from './host/run';
import { N8n } from './n8n';
import { COMBINED, SINGLES } from './package';
import { exampleCredentials } from './examples';
import { LINES } from './received';
import { SET_UP_MS } from './setUp';
import { ownNode, workflowOf } from './workflow';

jest.setTimeout(90_000);

const SEND = 'Send';

type Provider = keyof typeof SINGLES;

const PARAMETERS: Readonly<Record<Provider, Workflow['nodes'][number]['parameters']>> = {
	raygan: {
		resource: 'message',
		operation: 'send',
		phoneNumber: LINES.first,
		message: 'Your order is ready',
		mobiles: '09112170848',
		options: {},
	},
	turkey: {
		resource: 'message',
		operation: 'send',
		title: { __rl: true, mode: 'name', value: 'TURKEY SMS' },
		text: 'Your order is ready',
		recipient: '905000000001',
		options: {},
	},
};

/** A send by the node that a package brings. */
function sendBy(from: string, provider: Provider): Workflow {
	const node = ownNode(provider, 'Sms', PARAMETERS[provider], from);
	return workflowOf(`${from}-${provider}`, [{ name: 'Start' }, { ...node, name: SEND }], {
		Start: { main: [[{ node: SEND, type: 'main', index: 0 }]] },
	});
}

const ofRaygan = sendBy('n8n-nodes-raygansms', 'raygan');
const ofTurkey = sendBy('n8n-nodes-turkeysms', 'turkey');
const combined = [
	sendBy('n8n-nodes-raygansms-turkeysms', 'raygan'),
	sendBy('n8n-nodes-raygansms-turkeysms', 'turkey'),
];

let simulators: Simulators;

beforeAll(async () => {
	simulators = await startSimulators();
});

afterEach(() => simulators.reset());

afterAll(async () => await simulators?.stop());

it.each([
	{ what: 'Raygan SMS alone', packages: [SINGLES.raygan], sends: [ofRaygan] },
	{ what: 'TurkeySMS alone', packages: [SINGLES.turkey], sends: [ofTurkey] },
	{
		what: 'both beside the combined package',
		packages: [COMBINED, SINGLES.raygan, SINGLES.turkey],
		sends: [ofRaygan, ofTurkey, ...combined],
	},
])(
	'the packages of one service: $what, each sends its message',
	async ({ packages, sends }) => {
		const n8n = await N8n.create(logToStderr, {}, { packages });
		try {
			await n8n.importCredentials(exampleCredentials(simulators));
			await n8n.importWorkflows(sends);
			for (const { id } of sends) {
				const { items, error } = await n8n.execute(id);
				expect(error).toBeUndefined();
				expect(items[SEND]).toMatchObject([[{ outcome: 'accepted' }]]);
			}
			const accepted = [...simulators.raygan.ledger, ...simulators.turkey.ledger];
			expect(accepted).toHaveLength(sends.length);
		} finally {
			await n8n.dispose();
		}
	},
	SET_UP_MS,
);
