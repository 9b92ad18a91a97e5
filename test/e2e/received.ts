import type { Execution } from './execution';
import { polling, TRIGGER } from './workflow';

/** Lines of the simulated account. */
export const LINES = { first: '50002910001080', second: '5000299558253' } as const;

/** A workflow that starts for the messages which a line receives. */
export const receivedWorkflow = (id: string, line: string, options: object = {}) =>
	polling(id, 'raygan', { event: 'messageReceived', phoneNumbers: line, options });

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
