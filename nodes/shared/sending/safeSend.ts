import type { Fault } from '../node/faults';
import type { Batch } from './batches';
import type { MessageResult } from './message';
import { pause } from './pause';

/** How a batch is handed to the provider, and asked for when its answer is lost. */
export interface BatchSender {
	/** One result a message, in order. Throws nothing. */
	send(batch: Batch): Promise<readonly MessageResult[]>;
	/** Milliseconds that may be spent waiting for a rate limit to pass. */
	readonly rateLimitWaitMs: number;
	/** The execution's cancel signal. */
	readonly signal?: AbortSignal;
}

const RATE_LIMIT_WINDOW_MS = 60_000;
const NEVER_CONNECTED_TRIES = 2;
const NEVER_CONNECTED_WAIT_MS = 500;

/** The fault that all messages of a batch share, where none was accepted. */
function sharedFault(results: readonly MessageResult[]): Fault | undefined {
	const [first] = results;
	if (first === undefined || first.ok) return undefined;
	const { code } = first.fault;
	return results.every((result) => !result.ok && result.fault.code === code)
		? first.fault
		: undefined;
}

function withWait(results: readonly MessageResult[], waitedMs: number): MessageResult[] {
	return results.map((result) =>
		result.ok
			? result
			: {
					ok: false,
					fault: {
						...result.fault,
						meaning: `${result.fault.meaning}, also after ${waitedMs / 1000} seconds of waiting`,
						whatToDo: `${result.fault.whatToDo}, or put fewer recipients into one request`,
					},
				},
	);
}

/**
 * Sends a batch, again only where the provider certainly took none of it for a reason that passes: the
 * connection was never made, or the provider said that the rate limit was hit, which is waited out.
 */
export async function safeSend(
	batch: Batch,
	sender: BatchSender,
): Promise<readonly MessageResult[]> {
	let waitedMs = 0;
	for (let tries = 1; ; tries += 1) {
		const results = await sender.send(batch);
		const fault = sharedFault(results);
		if (fault?.outcome !== 'refused' || sender.signal?.aborted) return results;
		if (fault.httpCode === 429) {
			if (waitedMs + RATE_LIMIT_WINDOW_MS > sender.rateLimitWaitMs) {
				return waitedMs === 0 ? results : withWait(results, waitedMs);
			}
			await pause(RATE_LIMIT_WINDOW_MS, sender.signal);
			waitedMs += RATE_LIMIT_WINDOW_MS;
		} else if (fault.code === 'not-reached' && tries < NEVER_CONNECTED_TRIES) {
			await pause(NEVER_CONNECTED_WAIT_MS, sender.signal);
		} else {
			return results;
		}
		if (sender.signal?.aborted) return results;
	}
}
