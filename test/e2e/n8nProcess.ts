import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 15_000;

/** A process of n8n that runs until it is ended: its server, or a worker. */
export class N8nProcess {
	private constructor(private readonly child: ChildProcess) {}

	/**
	 * Waits until a new process has said that it is ready.
	 *
	 * @param output what the process has written so far
	 * @throws Error with its output if it ends before, or takes too long
	 */
	static async ready(child: ChildProcess, says: string, output: () => string): Promise<N8nProcess> {
		const started = new N8nProcess(child);
		const deadline = Date.now() + START_LIMIT_MS;
		while (!output().includes(says)) {
			if (!started.isRunning() || Date.now() > deadline) {
				await started.end('SIGKILL');
				throw new Error(`n8n did not start:\n${output()}`);
			}
			await sleep(100);
		}
		return started;
	}

	/** Settles when it has ended, for whatever reason. */
	async ended(): Promise<void> {
		if (!this.isRunning()) return;
		await new Promise((resolve) => this.child.once('close', resolve));
	}

	/** Ends it: as Ctrl-C does, or as a power cut. */
	async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		if (!this.isRunning()) return;
		const ended = this.ended();
		const impatience = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
		this.child.kill(signal);
		await ended;
		clearTimeout(impatience);
	}

	private isRunning(): boolean {
		return this.child.exitCode === null && this.child.signalCode === null;
	}
}
