import { sleep } from 'n8n-workflow';

const SLICE_MS = 250;

/** Waits so many milliseconds, and ends early when the execution is cancelled. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = ms; left > 0 && !signal?.aborted; left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
}
