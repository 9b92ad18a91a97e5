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

/**
 * Waits until no execution of this process is sending under one of the keys, and keeps them until they
 * are let go. Whoever asks must have let go of all other keys, or two could wait for each other.
 *
 * @param names of keys, each with the node that it belongs to
 */
export async function keepKeys(names: readonly string[]): Promise<void> {
	for (;;) {
		const others = names.flatMap((name) => underWay.get(name) ?? []);
		if (others.length === 0) break;
		await Promise.all(others.map(({ ended }) => ended));
	}
	for (const name of names) underWay.set(name, begun());
}

/** To be called by whoever keeps the keys. */
export function letKeysGo(names: Iterable<string>): void {
	for (const name of names) {
		underWay.get(name)?.end();
		underWay.delete(name);
	}
}
