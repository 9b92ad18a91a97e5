import type { Workflow } from '../e2e/examples';
import { LINES, receivedWorkflow } from '../e2e/received';
import { ownNode, workflowOf } from '../e2e/workflow';

type Node = Partial<Workflow['nodes'][number]>;

/** What the node under test is called. */
export const SEND = 'Send';

/** A workflow that makes items with n8n's own nodes and hands them to a node of ours. */
function sending(id: string, rows: string, node: Node): Workflow {
	const names = ['Start', 'Rows', 'Items', SEND] as const;
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return workflowOf(
		id,
		[
			{ name: 'Start' },
			{
				name: 'Rows',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: `={{ { rows: ${rows} } }}`, options: {} },
			},
			{
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'rows', options: {} },
			},
			{ ...node, name: SEND },
		],
		Object.fromEntries(names.slice(1).map((name, index) => [names[index], to(name)])),
	);
}

const rayganSend = (mobiles: string, message: string, options: object = {}) =>
	ownNode('raygan', 'Sms', {
		resource: 'message',
		operation: 'send',
		phoneNumber: LINES.first,
		message,
		mobiles,
		options,
	});

const turkeySend = (options: object = {}) =>
	ownNode('turkey', 'Sms', {
		resource: 'message',
		operation: 'send',
		title: { __rl: true, mode: 'name', value: 'TURKEY SMS' },
		text: 'Your order is ready',
		recipient: '905000000001',
		options,
	});

export const MAPPED = 1_000;

/** Items with a number each, mapped as dragging a field does. */
export const mapped = sending(
	'hostMapped000001',
	`Array.from({ length: ${MAPPED} }, (_, i) => ({ mobile: '0911' + String(2000000 + i) }))`,
	rayganSend('={{ $json.mobile }}', 'The same text'),
);

/** Two good items around one that has no number. */
export const withErrorOutput: Workflow = sending(
	'hostErrorOutput1',
	"['09112170848', 'nobody', '09112170849'].map((mobile, i) => ({ mobile, order: i }))",
	{ ...rayganSend('={{ $json.mobile }}', 'The same text'), onError: 'continueErrorOutput' },
);

/** n8n runs the node again, although the message may have gone. */
export const retried: Workflow = sending('hostRetried00001', '[{}]', {
	...turkeySend({ timeout: 1_500 }),
	retryOnFail: true,
	maxTries: 3,
	waitBetweenTries: 100,
});

export const keyed = sending(
	'hostKeyed0000001',
	"[{ order: 'A-1' }]",
	rayganSend('09112170848', 'Order', { onlyOncePerKey: '={{ $json.order }}' }),
);

export const received = receivedWorkflow('hostReceived0001', LINES.second);
