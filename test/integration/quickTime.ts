import type * as Workflow from 'n8n-workflow';

/** The time that the node under test passes with waiting, in no time. */
class QuickTime {
	/** Milliseconds that were waited since the last reset. */
	waited = 0;
	private readonly listeners: Array<(ms: number) => void> = [];

	/** Calls `listener` each time that the node waits. */
	onWait(listener: (ms: number) => void): void {
		this.listeners.push(listener);
	}

	async pass(ms: number): Promise<void> {
		this.waited += ms;
		for (const listener of this.listeners) listener(ms);
		await new Promise((resolve) => setImmediate(resolve));
	}
}

export const quickTime = new QuickTime();

/**
 * n8n-workflow with a `sleep` that returns at once, for
 * `jest.mock('n8n-workflow', () => jest.requireActual<typeof QuickTimeModule>('./quickTime').quickWorkflow())`.
 */
export function quickWorkflow(): typeof Workflow {
	const actual = jest.requireActual<typeof Workflow>('n8n-workflow');
	return { ...actual, sleep: async (ms) => await quickTime.pass(ms) };
}
