import type { Execution } from './execution';
import type { Workflow } from './examples';
import { LINES, TRIGGER } from './received';

const CREDENTIALS = { rayganSmsApi: { id: 'rayganSmsAccount', name: 'Raygan SMS account' } };
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

/** Starts for what this n8n sent. */
export const watchSentHere = workflowOf('watchSentHere001', [
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

export const sendToThree = workflowOf(
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

/** The changes that started executions, in alphabetical order. */
export function changesOf(executions: readonly Execution[]): string[] {
	return executions
		.flatMap(({ items }) => (items[TRIGGER] ?? []).flat())
		.map(
			({ event, recipient, previousStatus, status }) =>
				`${String(event)} ${String(recipient)} ${String(previousStatus)} ${String(status)}`,
		)
		.sort();
}
