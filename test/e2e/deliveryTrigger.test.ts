import type { Workflow } from './examples';
import { LINES } from './received';
import { SET_UP_MS } from './setUp';
import { Site } from './site';
import { until } from './until';

jest.setTimeout(240_000);

const CREDENTIALS = { rayganSmsApi: { id: 'rayganSmsAccount', name: 'Raygan SMS account' } };
const TRIGGER = 'Raygan SMS Trigger';

function workflowOf(
	id: string,
	nodes: Array<Partial<Workflow['nodes'][number]>>,
	connections: Workflow['connections'] = {},
): Workflow {
	return {
		id,
		name: id,
		active: false,
		nodes: nodes.map((node, index) => ({
			id: `${id}-${index}`,
			name: `Node ${index}`,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [220 * index, 0],
			parameters: {},
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

const watch = workflowOf('watchSentHere001', [
	{
		name: TRIGGER,
		type: 'n8n-nodes-raygansms-turkeysms.rayganSmsTrigger',
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			event: 'deliveryStatusChanged',
			watch: 'sentHere',
			options: {},
		},
		credentials: CREDENTIALS,
	},
]);

const send = workflowOf(
	'sendToThree00001',
	[
		{ name: 'Start' },
		{
			name: 'Send',
			type: 'n8n-nodes-raygansms-turkeysms.rayganSms',
			parameters: {
				resource: 'message',
				operation: 'send',
				phoneNumber: LINES.first,
				message: 'Your order is on its way',
				mobiles: '09112170848, 09333152378, 09116662206',
				options: {},
			},
			credentials: CREDENTIALS,
		},
	],
	{ Start: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
);

let site: Site;

beforeAll(async () => {
	site = await Site.open([watch, send], []);
}, SET_UP_MS);

afterAll(async () => await site?.close());

/** One poll, which n8n makes when a workflow is published. */
async function poll(): Promise<void> {
	expect(await site.session.publish(watch.id)).toBeUndefined();
	await site.session.unpublish(watch.id);
}

/** The changes that started the workflow so far, once they are as many. */
async function changes(count: number): Promise<string[]> {
	return await until(`${count} changes`, async () => {
		const executions = await site.session.triggered(watch.id);
		const items = executions.flatMap(({ items: ran }) => (ran[TRIGGER] ?? []).flat());
		const told = items.map(
			({ event, recipient, previousStatus, status }) =>
				`${String(event)} ${String(recipient)} ${String(previousStatus)} ${String(status)}`,
		);
		return told.length >= count ? told.sort() : undefined;
	});
}

it('each change of what this n8n sent starts the workflow once, also after n8n was killed', async () => {
	const { simulators, session, n8n } = site;
	const { delivery } = simulators.raygan;
	Object.assign(delivery, { sentAfterMs: 0, finalAfterMs: 3_600_000 });
	await poll();
	expect((await session.run(send)).ok).toBe(true);
	await poll();
	const changed = (from: string, to: string) =>
		['+989112170848', '+989116662206', '+989333152378'].map(
			(recipient) => `deliveryStatusChanged ${recipient} ${from} ${to}`,
		);
	const first = changed('null', 'sent');
	expect(await changes(3)).toEqual(first);

	// Nothing changed, and a message that comes in is none of its events.
	site.receive(LINES.first, 'Where is it?');
	await poll();
	await n8n.kill();
	Object.assign(delivery, { finalAfterMs: 0 });
	await n8n.start();
	await poll();
	await poll();
	expect(await changes(6)).toEqual([...changed('sent', 'delivered'), ...first].sort());
	expect(simulators.raygan.ledger).toHaveLength(3);
});
