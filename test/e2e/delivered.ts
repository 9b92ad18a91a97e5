import type { Execution } from './execution';
import { LINES } from './received';
import { ownNode, polling, TRIGGER, workflowOf } from './workflow';

/** Starts for what this n8n sent. */
export const watchSentHere = polling('watchSentHere001', 'raygan', {
	event: 'deliveryStatusChanged',
	watch: 'sentHere',
});

export const sendToThree = workflowOf(
	'sendToThree00001',
	[
		{ name: 'Start' },
		{
			...ownNode('raygan', 'Sms', {
				resource: 'message',
				operation: 'send',
				phoneNumber: LINES.first,
				message: 'Your order is on its way',
				mobiles: '09112170848, 09333152378, 09116662206',
				options: {},
			}),
			name: 'Send',
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
