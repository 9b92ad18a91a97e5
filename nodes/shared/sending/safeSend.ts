import type { Fault } from '../node/faults';
import type { Batch, MessageResult } from './message';
import { pause } from './pause';

/** How a batch is handed to the provider. */
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

function inVain(results: readonly MessageResult[], waitedMs: number): MessageResult[] {
	return results.map((result) => {
		if (result.ok) return result;
		const { meaning, whatToDo } = result.fault;
		const fault: Fault = {
			...result.fault,
			meaning: `${meaning}, also after ${waitedMs / 1000} seconds of waiting`,
			whatToDo: `${whatToDo}; put fewer recipients into one request, or raise the option Rate Limit Wait`,
		};
		return { ok: false, fault };
	});
}

/**
 * Makes a sender of the batches of one run. It sends a batch again only where the provider certainly
 * took none of it for a reason that passes: the connection was never made, or the provider said that
 * the rate limit was hit, which is waited out. Once a batch waited in vain, the others wait no more.
 */
export function safeSender({ send, rateLimitWaitMs, signal }: BatchSender) {
	let patienceMs = rateLimitWaitMs;

	return async (batch: Batch): Promise<readonly MessageResult[]> => {
		let waitedMs = 0;
		for (let tries = 1; ; tries += 1) {
			const results = await send(batch);
			const fault = sharedFault(results);
			if (fault?.outcome !== 'refused' || signal?.aborted) return results;
			if (fault.httpCode === 429) {
				if (waitedMs + RATE_LIMIT_WINDOW_MS > patienceMs) {
					if (waitedMs === 0) return results;
					patienceMs = 0;
					return inVain(results, waitedMs);
				}
				await pause(RATE_LIMIT_WINDOW_MS, signal);
				waitedMs += RATE_LIMIT_WINDOW_MS;
			} else if (fault.code === 'not-reached' && tries < NEVER_CONNECTED_TRIES) {
				await pause(NEVER_CONNECTED_WAIT_MS, signal);
			} else {
				return results;
			}
			if (signal?.aborted) return results;
		}
	};
}
