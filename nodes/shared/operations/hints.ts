import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** What is needed of n8n's context. Hosts before 1.70 have no hints, and a tool's run has no panel. */
export type HintContext = Partial<Pick<IExecuteFunctions, 'addExecutionHints' | 'isToolExecution'>>;

/** Shows a sentence above the output of the run, where the host can. */
export function giveHint(
	context: HintContext,
	message: string,
	type: NodeExecutionHint['type'] = 'info',
): void {
	if (context.isToolExecution?.()) return;
	context.addExecutionHints?.({ message, type, location: 'outputPane' });
}

/** `1 message`, `3 messages` */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
