import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../shared/node/faults';
import type { MessageResult } from '../../../shared/sending/message';
import { isUnknown } from '../../../shared/sending/message';
import { pause } from '../../../shared/sending/pause';

/** Waits before each question, 15 s in all: the server may still be at work on the request. */
const ASK_AFTER_MS = [1_000, 4_000, 10_000];

/**
 * Asks the service once for messages of a request, by their positions in it. Answers with the output
 * fields of those that it certainly accepted; undefined where it gave no answer.
 */
export type Ask = (
	positions: readonly number[],
) => Promise<ReadonlyMap<number, IDataObject> | undefined>;

/** What one request answered. */
export interface Attempt {
	/** A result a message, in order. */
	readonly results: readonly MessageResult[];
	/** True of a message that has an id of ours, or whose request has: only such an id proves anything. */
	readonly canAsk: (position: number) => boolean;
	readonly ask: Ask;
}

/**
 * True of a fault that can mean that the service does not know an id. It does not say by which code it
 * tells that, so any code may be it, save those that every request of the account would meet.
 */
export function canMeanNotFound({ code, concernsAccount }: Fault): boolean {
	return /^\d+$/.test(code) && !concernsAccount;
}

function withWords(fault: Fault, words: string): Fault {
	return {
		...fault,
		whatToDo: `${fault.whatToDo}. Raygan SMS was asked for the message: ${words}`,
	};
}

/**
 * Asks, several times, for the messages of a request whose outcome its answer left open. What is found
 * proves that it was accepted; what is not found proves nothing, and is told apart in `notFound`.
 */
export async function reconcile(
	{ results, canAsk, ask }: Attempt,
	signal: AbortSignal | undefined,
): Promise<{ results: readonly MessageResult[]; notFound: ReadonlySet<number> }> {
	const lost = [...results.keys()].filter((position) => isUnknown(results[position]));
	const missing = new Set(lost.filter(canAsk));
	if (missing.size === 0) return { results, notFound: missing };

	const found = new Map<number, IDataObject>();
	let isKnownMissing = false;
	for (const waitMs of ASK_AFTER_MS) {
		await pause(waitMs, signal);
		if (signal?.aborted) break;
		const answer = await ask([...missing]);
		isKnownMissing = answer !== undefined;
		for (const [position, ids] of answer ?? []) {
			found.set(position, ids);
			missing.delete(position);
		}
		if (missing.size === 0) break;
	}
	const words = isKnownMissing
		? `not found at ${new Date().toISOString()}, which does not prove that it was not sent`
		: 'it gave no answer';
	const settled = results.map((result, position): MessageResult => {
		const ids = found.get(position);
		if (ids !== undefined) return { ok: true, ids };
		if (result.ok || !missing.has(position)) return result;
		return { ok: false, fault: withWords(result.fault, words) };
	});
	return { results: settled, notFound: isKnownMissing ? missing : new Set() };
}
