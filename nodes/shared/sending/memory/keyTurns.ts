import pLimit from 'p-limit';

/**
 * n8n's store of processed keys reads all keys of a node, changes them and writes them back, without a
 * lock: of two executions that do so at once, one loses what it wrote. So those of this process take turns.
 */
export const storeInTurn = pLimit(1);

/** The keys under which executions of this process are sending, each until it ends. */
const underWay = new Map<string, { readonly ended: Promise<void>; end(): void }>();

function begun() {
	let end = (): void => undefined;
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	return { ended, end };
}

/** Answers when the signal is given, and how to stop listening for it. */
function cancellation(signal: AbortSignal | undefined) {
	const { ended, end } = begun();
	signal?.addEventListener('abort', end);
	return { given: ended, ignore: () => signal?.removeEventListener('abort', end) };
}

/**
 * Waits until no execution of this process is sending under one of the keys, and keeps them until they
 * are let go. What this execution keeps already is let go when its requests are answered, whether or not
 * it waits here, so that no two can wait for each other for ever.
 *
 * @param names of keys, each with the node that it belongs to
 * @returns false where the execution was cancelled while it waited: then nothing is kept
 */
export async function keepKeys(
	names: readonly string[],
	signal: AbortSignal | undefined,
): Promise<boolean> {
	const cancelled = cancellation(signal);
	try {
		for (;;) {
			if (signal?.aborted) return false;
			const others = names.flatMap((name) => underWay.get(name) ?? []);
			if (others.length === 0) break;
			await Promise.race([cancelled.given, Promise.all(others.map(({ ended }) => ended))]);
		}
	} finally {
		cancelled.ignore();
	}
	for (const name of names) underWay.set(name, begun());
	return true;
}

/** To be called by whoever keeps the keys. */
export function letKeysGo(names: Iterable<string>): void {
	for (const name of names) {
		underWay.get(name)?.end();
		underWay.delete(name);
	}
}
