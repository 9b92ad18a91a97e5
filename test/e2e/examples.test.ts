import type { INodeTypeDescription } from 'n8n-workflow';

import { RayganSms } from '../../nodes/RayganSms/RayganSms.node';
import { TurkeySms } from '../../nodes/TurkeySms/TurkeySms.node';
import { startSimulators, type Simulators } from '../simulators';
import { approving } from './answers';
import { exampleWorkflows } from './examples';
import { logToStderr } from './host/run';
import type { N8n } from './n8n';
import { Session } from './session';
import { SET_UP_MS, setUpN8n } from './setUp';

jest.setTimeout(90_000);

const PACKAGE = 'n8n-nodes-raygansms-turkeysms.';
const MANUAL = 'n8n-nodes-base.manualTrigger';

/** Those that a user starts by hand; the others wait for a poll. */
const startedByHand = exampleWorkflows().filter(({ nodes }) =>
	nodes.some(({ type }) => type === MANUAL),
);

let simulators: Simulators;
let n8n: N8n;
let session: Session;

beforeAll(async () => {
	simulators = await startSimulators();
	n8n = await setUpN8n(simulators, logToStderr);
	await n8n.start();
	session = await Session.open(n8n.url);
}, SET_UP_MS);

beforeEach(() => {
	simulators.reset();
	const [line = ''] = simulators.raygan.account.lines;
	simulators.raygan.inbox.receive({ from: '09112170848', to: line, text: 'لغو ۱۱' });
});

afterAll(async () => {
	await n8n?.dispose();
	await simulators?.stop();
});

it('each operation of both nodes is in an example', () => {
	const shown = startedByHand.flatMap(({ nodes }) =>
		nodes
			.filter(({ type }) => type.startsWith(PACKAGE))
			.map(({ type, parameters }) =>
				operationName(type.slice(PACKAGE.length), parameters.resource, parameters.operation),
			),
	);
	expect([...new Set(shown)].sort()).toEqual(
		[new RayganSms(), new TurkeySms()].flatMap(({ description }) => offered(description)).sort(),
	);
});

function operationName(node: string, resource: unknown, operation: unknown): string {
	return `${node} ${String(resource)}: ${String(operation)}`;
}

function offered({ name, properties }: INodeTypeDescription): string[] {
	return properties
		.filter((property) => property.name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			options.flatMap((option) =>
				'value' in option
					? [operationName(name, displayOptions?.show?.resource?.[0], option.value)]
					: [],
			),
		);
}

it.each(startedByHand.map((workflow) => [workflow.name, workflow] as const))(
	'%s: runs to its end, each of our nodes gives items, and no key comes out',
	async (_, workflow) => {
		const { ok, error, items, stored } = await approving(simulators, session.run(workflow));

		expect(error).toBeUndefined();
		expect(ok).toBe(true);
		for (const { name, type } of workflow.nodes) {
			if (type.startsWith(PACKAGE))
				expect([name, items[name]?.flat().length]).not.toEqual([name, 0]);
		}
		for (const secret of ['demo-password', 'demo-api-key', 'api_key', 'Authorization']) {
			expect(stored).not.toContain(secret);
		}
	},
);

it("n8n's log has no key, and nobody but the simulators was asked", () => {
	for (const secret of ['demo-password', 'demo-api-key', '[loopback only]']) {
		expect(n8n.log()).not.toContain(secret);
	}
});
