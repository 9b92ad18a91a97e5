import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../../shared/faults/faults';
import type { MessageResult } from '../../../shared/sending/message';
import { isUnknown } from '../../../shared/sending/message';
import { pause } from '../../../shared/sending/pause';
import { NO_SUCH_GROUP } from '../../api/resultCodes';

/** Waits before each question, 15 s in all: the server may still be at work on the request. */
const ASK_AFTER_MS = [1_000, 4_000, 10_000];

/** What the service says of messages of a request, by their positions in it. Of the others it says nothing that counts. */
export interface Said {
	/** Output fields of those that it certainly accepted. */
	readonly accepted: ReadonlyMap<number, IDataObject>;
	/** Those that it does not know. */
	readonly notFound: ReadonlySet<number>;
	/** Those that it names without proof. Once named, a message is never not found. */
	readonly unproven: ReadonlySet<number>;
}

/** Asks the service once for messages of a request. Undefined where it gave no answer. */
export type Ask = (positions: readonly number[]) => Promise<Said | undefined>;

/** An answer from which nothing follows. */
export const SAYS_NOTHING: Said = {
	accepted: new Map(),
	notFound: new Set(),
	unproven: new Set(),
};

/** None of these is known. */
export function nothingFound(positions: readonly number[]): Said {
	return { ...SAYS_NOTHING, notFound: new Set(positions) };
}

/** What one request answered. */
export interface Attempt {
	/** A result a message, in order. */
	readonly results: readonly MessageResult[];
	/** True of a message that has an id of ours, or whose request has: only such an id proves anything. */
	readonly canAsk: (position: number) => boolean;
	readonly ask: Ask;
}

/**
 * True of a fault that can mean that the service does not know an id. The document does not say how it
 * tells that; of its codes only "could not get the message group" speaks of the id. One about the form
 * of the request, the account or the server would come for a known id as well, and one that is not
 * described can mean anything: to take it for "not found" would send a message twice.
 */
export function canMeanNotFound({ code }: Fault): boolean {
	return code === NO_SUCH_GROUP;
}

/** True of a fault with a code of the provider's own, against those that we name. */
export function bearsProviderCode({ code }: Fault): boolean {
	return /^-?\d/.test(code);
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
 * Whatever the answers say, a message that was not proven stays unknown.
 */
export async function reconcile(
	{ results, canAsk, ask }: Attempt,
	signal: AbortSignal | undefined,
): Promise<{ results: readonly MessageResult[]; notFound: ReadonlySet<number> }> {
	const lost = [...results.keys()].filter((position) => isUnknown(results[position]));
	const missing = new Set(lost.filter(canAsk));
	if (missing.size === 0) return { results, notFound: missing };

	const found = new Map<number, IDataObject>();
	const named = new Set<number>();
	let said: Said | undefined;
	for (const waitMs of ASK_AFTER_MS) {
		await pause(waitMs, signal);
		if (signal?.aborted) break;
		said = await ask([...missing]);
		if (said === undefined) continue;
		for (const [position, ids] of said.accepted) {
			found.set(position, ids);
			missing.delete(position);
		}
		for (const position of said.unproven) named.add(position);
		if (missing.size === 0) break;
	}
	const isNotFound = (position: number) =>
		said?.notFound.has(position) === true && !named.has(position);
	const notFoundWords = `not found at ${new Date().toISOString()}, which does not prove that it was not sent`;
	const openWords =
		said === undefined ? 'it gave no answer' : 'it gave no answer that proves anything';
	const settled = results.map((result, position): MessageResult => {
		const ids = found.get(position);
		if (ids !== undefined) return { ok: true, ids };
		if (result.ok || !missing.has(position)) return result;
		const words = isNotFound(position) ? notFoundWords : openWords;
		return { ok: false, fault: withWords(result.fault, words) };
	});
	return { results: settled, notFound: new Set([...missing].filter(isNotFound)) };
}
