import type { Execution } from './execution';
import type { Workflow } from './examples';

export const TRIGGER = 'Raygan SMS Trigger';

/** Lines of the simulated account. */
export const LINES = { first: '50002910001080', second: '5000299558253' } as const;

/** A workflow of one trigger, which polls each minute for the messages that a line receives. */
export function receivedWorkflow(id: string, line: string, options: object = {}): Workflow {
	return {
		id,
		name: `Received by ${line} (${id})`,
		active: false,
		nodes: [
			{
				id: `${id}-trigger`,
				name: TRIGGER,
				type: 'n8n-nodes-raygansms-turkeysms.rayganSmsTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					event: 'messageReceived',
					phoneNumbers: line,
					options,
				},
				credentials: { rayganSmsApi: { id: 'rayganSmsAccount', name: 'Raygan SMS account' } },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

/** The texts of all messages that started executions, in alphabetical order. */
export function textsOf(executions: readonly Execution[]): string[] {
	return executions
		.flatMap(messagesOf)
		.map(({ text }) => String(text))
		.sort();
}

/**
 * The messages that started an execution. Where n8n was killed before it had run, they are still
 * before the trigger, and what the trigger gave is a stand-in that n8n made up when it recovered.
 */
export function messagesOf({ items, waiting }: Execution) {
	return waiting[TRIGGER] ?? (items[TRIGGER] ?? []).flat();
}
