import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Fault } from '../node/faults';
import { keepKeys, letKeysGo, storeInTurn } from './keyTurns';
import type { Batch, MessageResult, PlacedMessage, Results } from './message';
import { isRefused } from './message';
import type { Slot } from './slots';

/** So many keys are remembered; a run with more would forget its own first ones. */
export const MOST_KEYS = 20_000;

/** A key takes two entries while its messages are under way, and one afterwards. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 2 * MOST_KEYS };

/** Entries by node that were written for nothing and could not be taken back: to be removed first. */
const owed = new Map<string, Set<string>>();

/** Held from before the send until it is certain that nothing was sent under the key. */
const held = (key: string) => `key ${key}`;

/** Held from before the send until it is certain what became of it. */
const open = (key: string) => `open ${key}`;

/** Enough to ask the store seldom, few enough that a crash leaves few keys open. */
const CLAIMED_TOGETHER = 100;

function openSinceEarlier(provider: string, key: string): Fault {
	return {
		provider,
		code: 'unknown-since-earlier-run',
		meaning: `An earlier execution began to send under the key ${key} and never learnt what became of it`,
		whatToDo:
			'Check whether the message arrived; to send it again, give it another key in the option Only Once per Key',
		httpCode: 504,
		outcome: 'unknown',
	};
}

function storeFault(provider: string): Fault {
	return {
		provider,
		code: 'keys-not-read',
		meaning: 'n8n could not look up the key of the option Only Once per Key, so nothing was sent',
		whatToDo: 'Save the workflow if it is new, then try again; the log of n8n says more',
		httpCode: 502,
		outcome: 'refused',
	};
}

/** What is needed of n8n's context. */
interface KeyContext {
	readonly helpers: Pick<
		IExecuteFunctions['helpers'],
		'checkProcessedAndRecord' | 'removeProcessed'
	>;
	readonly logger: Pick<IExecuteFunctions['logger'], 'error' | 'warn'>;
	getNode(): { readonly id: string };
	getWorkflow(): { readonly id?: string };
}

/**
 * The keys of a run in n8n's own store of processed keys, which it keeps by workflow and node. It holds
 * over executions, crashes and queue mode. It has no lock: executions of one process wait for each other,
 * but two processes that ask for one key in the same instant can both be told that it is free. A key is
 * taken just before its item is sent, and stays open until the outcome is known: so what a crash leaves
 * behind is told as unknown.
 */
export function keyClaims(
	context: KeyContext,
	provider: string,
	slots: readonly Slot[],
	wasBegun: (message: PlacedMessage) => boolean,
	signal?: AbortSignal,
) {
	const { helpers, logger } = context;
	const node = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const nameOf = ({ source }: Slot) => `${node} ${source.onceKey}`;
	const keyed = new Map(
		slots
			.filter(({ source, own }) => source.onceKey !== '' && own.length > 0)
			.map((slot) => [slot.source.itemIndex, slot]),
	);
	/** Those whose turn this execution has. */
	const kept = new Set<Slot>();
	// An earlier try of this run holds the key of what it began.
	const taken = new Set([...keyed.values()].filter(({ own }) => own.some(wasBegun)));

	function slotsOf(block: readonly Batch[]): Set<Slot> {
		const items = new Set(block.flatMap((batch) => batch.map(({ item }) => item)));
		return new Set([...items].flatMap((item) => keyed.get(item) ?? []));
	}

	/** Removes entries, and those that are owed; what cannot be removed is owed. To be called in turn. */
	async function remove(entries: readonly string[]): Promise<void> {
		const all = [...new Set([...(owed.get(node) ?? []), ...entries])];
		if (all.length === 0) return;
		owed.set(node, new Set(all));
		await helpers.removeProcessed(all, 'node', OPTIONS);
		owed.delete(node);
	}

	/** Answers which entries of the keys were new, and are written now; none is left of a try that failed. */
	async function write(keys: readonly string[]): Promise<ReadonlySet<string>> {
		await remove([]);
		// In this order the store, when it is full, drops the first entry of a key before the second.
		const entries = [...keys.map(held), ...keys.map(open)];
		const { new: fresh } = await helpers.checkProcessedAndRecord(entries, 'node', OPTIONS);
		const found = new Set(fresh.map(String));
		const sent = keys.filter((key) => found.has(open(key)) && !found.has(held(key))).map(open);
		const [removed] = await Promise.allSettled([remove(sent)]);
		if (removed?.status !== 'rejected') return found;
		// Nothing will be sent under these keys, so nothing may be left of them.
		await remove([...found]);
		return await Promise.reject(removed.reason);
	}

	/** What stands in the way of each key; undefined where it was free, and is taken now. */
	async function take(keys: readonly string[]): Promise<Map<string, MessageResult | undefined>> {
		const [wrote] = await Promise.allSettled([storeInTurn(async () => await write(keys))]);
		if (wrote?.status === 'rejected') {
			const cause = String(wrote.reason);
			logger.error(`${provider}: the store of processed keys did not answer: ${cause}`);
			return new Map(keys.map((key) => [key, { ok: false, fault: storeFault(provider) }]));
		}
		const isNew = wrote?.value ?? new Set<string>();
		return new Map(
			keys.map((key): [string, MessageResult | undefined] => {
				if (!isNew.has(open(key))) {
					return [key, { ok: false, fault: openSinceEarlier(provider, key) }];
				}
				return [key, isNew.has(held(key)) ? undefined : { ok: true, ids: { alreadySent: true } }];
			}),
		);
	}

	return {
		/**
		 * Cuts the batches into blocks whose keys are claimed together. An item that is split stands in one
		 * block, so that its key is kept until all of it is settled.
		 */
		blocksOf(batches: readonly Batch[]): ReadonlyArray<readonly Batch[]> {
			if (keyed.size === 0) return [batches];
			const blocks: Batch[][] = [];
			const items = new Set<number>();
			let messages = CLAIMED_TOGETHER;
			for (const batch of batches) {
				const isSplit = batch.some(({ item }) => items.has(item));
				if (messages >= CLAIMED_TOGETHER && !isSplit) {
					blocks.push([]);
					items.clear();
					messages = 0;
				}
				blocks.at(-1)?.push(batch);
				for (const { item } of batch) items.add(item);
				messages += batch.length;
			}
			return blocks;
		},
		/**
		 * Takes the keys of a block, and answers with what may be sent of it. Of an execution that is
		 * cancelled meanwhile nothing is taken, and nothing may be sent.
		 */
		async claim(block: readonly Batch[], results: Results): Promise<readonly Batch[]> {
			if (keyed.size === 0) return block;
			const asking = [...slotsOf(block)].filter((slot) => !taken.has(slot));
			const keys = asking.map(({ source }) => source.onceKey);
			if (!(await keepKeys(asking.map(nameOf), signal))) return block;
			const obstacles = keys.length > 0 ? await take(keys) : undefined;
			for (const slot of asking) {
				const obstacle = obstacles?.get(slot.source.onceKey);
				if (obstacle === undefined) {
					taken.add(slot);
					kept.add(slot);
				} else {
					for (const message of slot.own) results.set(message, obstacle);
					letKeysGo([nameOf(slot)]);
				}
			}
			return block
				.map((batch) => batch.filter((message) => !results.has(message)))
				.filter((batch) => batch.length > 0);
		},
		/** Notes what became of a block; a key under which nothing was sent is free again. */
		async settle(block: readonly Batch[], results: Results): Promise<void> {
			if (keyed.size === 0) return;
			const done: string[] = [];
			const accepted: string[] = [];
			const settled = [...slotsOf(block)];
			for (const slot of settled) {
				const own = slot.own.map((message) => results.get(message));
				if (!taken.has(slot) || own.includes(undefined)) continue;
				const { onceKey } = slot.source;
				if (own.every((result) => result?.ok)) {
					accepted.push(held(onceKey));
					done.push(open(onceKey));
				}
				if (own.every(isRefused)) done.push(held(onceKey), open(onceKey));
			}
			try {
				await storeInTurn(async () => {
					// Another process that wrote at the same moment as this one can have lost them.
					if (accepted.length > 0) await helpers.checkProcessedAndRecord(accepted, 'node', OPTIONS);
					if (done.length > 0) await remove(done);
				});
			} catch (thrown) {
				logger.warn(`${provider}: the store of processed keys did not answer: ${String(thrown)}`);
			} finally {
				const mine = settled.filter((slot) => kept.delete(slot));
				letKeysGo(mine.map(nameOf));
			}
		},
	};
}

export type KeyClaims = ReturnType<typeof keyClaims>;
