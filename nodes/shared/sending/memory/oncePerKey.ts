import partition from 'lodash/partition';
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Fault } from '../../faults/faults';
import { acceptedBefore, entriesOfPart, held, open, questionsOfPart } from './keyEntries';
import { keepKeys, letKeysGo, storeInTurn } from './keyTurns';
import type { Batch, MessageResult, PlacedMessage, Results } from '../message';
import { isRefused } from '../message';
import type { Slot } from '../slots';

/** So many keys are remembered; a run with more would forget its own first ones. */
export const MOST_KEYS = 20_000;

/** A key takes two entries while its messages are under way, and one afterwards. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 2 * MOST_KEYS };

/** Entries by node that were written for nothing and could not be taken back: to be removed first. */
const owed = new Map<string, Set<string>>();

/** Enough to ask the store seldom, few enough that a crash leaves few keys open. */
const CLAIMED_TOGETHER = 100;

const ANOTHER_KEY =
	'Check whether the message arrived; to send it again, give it another key in the option Only Once per Key';

/** @param isInPart where other messages of the item are known to be accepted */
function openSinceEarlier(key: string, isInPart: boolean): Fault {
	return {
		code: 'unknown-since-earlier-run',
		meaning: isInPart
			? `An earlier execution sent a part of the item under the key ${key}, and did not learn that this message was accepted`
			: `An earlier execution took the key ${key} to send under it, and did not learn what became of it`,
		whatToDo: ANOTHER_KEY,
		httpCode: 504,
		outcome: 'unknown',
	};
}

/** Where the store failed and has the key now, which an earlier execution or this one can have written. */
function inDoubt(key: string): Fault {
	return {
		code: 'key-in-doubt',
		meaning: `n8n's store of keys gave no answer for the key ${key} at first, so this execution sent nothing under it, and whether an earlier one did is not known`,
		whatToDo: ANOTHER_KEY,
		httpCode: 504,
		outcome: 'unknown',
	};
}

function storeFault(): Fault {
	return {
		code: 'keys-not-read',
		meaning: 'n8n could not look up the key of the option Only Once per Key, so nothing was sent',
		whatToDo:
			'Save the workflow if it is new, then try again; the log of n8n says more. Where the next execution takes the outcome for unknown, n8n noted the key all the same: give the message another one',
		httpCode: 502,
		outcome: 'refused',
		foundBy: 'n8n',
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

	/** Answers which entries were new, and are written now. */
	async function written(entries: readonly string[]): Promise<ReadonlySet<string>> {
		const { new: fresh } = await helpers.checkProcessedAndRecord([...entries], 'node', OPTIONS);
		return new Set(fresh.map(String));
	}

	/**
	 * Takes what is free of the keys; nothing is left of a try that failed, as far as can be told: after
	 * an answer that was lost nobody knows whose an entry is, and one of an earlier execution may not go.
	 */
	async function write(keys: readonly string[]) {
		await remove([]);
		// In this order the store, when it is full, drops the first entry of a key before the second.
		const entries = [...keys.map(held), ...keys.map(open)];
		const [first] = await Promise.allSettled([written(entries)]);
		const isNew = first?.status === 'fulfilled' ? first.value : await written(entries);
		const sent = keys.filter((key) => isNew.has(open(key)) && !isNew.has(held(key))).map(open);
		const [removed] = await Promise.allSettled([remove(sent)]);
		if (removed?.status !== 'rejected') return { isNew, isSure: first?.status === 'fulfilled' };
		// Nothing will be sent under these keys, so nothing may be left of them.
		await remove([...isNew]);
		return await Promise.reject(removed.reason);
	}

	/** What earlier executions learnt of messages whose keys are still open. */
	async function learntOf(slots: readonly Slot[]): Promise<Map<PlacedMessage, MessageResult>> {
		const questions = slots.flatMap(questionsOfPart);
		if (questions.length === 0) return new Map();
		const ask = async () => {
			const isNew = await written(questions);
			await remove([...isNew]);
			return isNew;
		};
		const [asked] = await Promise.allSettled([storeInTurn(ask)]);
		if (asked?.status !== 'fulfilled') return new Map();
		return new Map(slots.flatMap((slot) => [...acceptedBefore(slot, asked.value)]));
	}

	/** What stands in the way of messages; a key that bears none of them was free, and is taken now. */
	async function take(asking: readonly Slot[]): Promise<Map<PlacedMessage, MessageResult>> {
		const keys = asking.map(({ source }) => source.onceKey);
		const [wrote] = await Promise.allSettled([storeInTurn(async () => await write(keys))]);
		const obstacles = new Map<PlacedMessage, MessageResult>();
		const block = ({ own }: Slot, result: MessageResult) => {
			for (const message of own) obstacles.set(message, result);
		};
		if (wrote?.status !== 'fulfilled') {
			const cause = String(wrote?.reason);
			logger.error(`${provider}: the store of processed keys did not answer: ${cause}`);
			for (const slot of asking) block(slot, { ok: false, fault: storeFault() });
			return obstacles;
		}
		const { isNew, isSure } = wrote.value;
		const [others, blocked] = partition(asking, ({ source }) => isNew.has(open(source.onceKey)));
		for (const slot of others) {
			if (isNew.has(held(slot.source.onceKey))) continue;
			block(slot, { ok: true, ids: { alreadySent: true } });
		}
		const learnt = await learntOf(blocked);
		for (const slot of blocked) {
			const { onceKey } = slot.source;
			const isInPart = slot.own.some((message) => learnt.has(message));
			const fault = isSure || isInPart ? openSinceEarlier(onceKey, isInPart) : inDoubt(onceKey);
			for (const message of slot.own) {
				obstacles.set(message, learnt.get(message) ?? { ok: false, fault });
			}
		}
		return obstacles;
	}

	const claims = {
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
			if (!(await keepKeys(asking.map(nameOf), signal))) return block;
			const obstacles = asking.length > 0 ? await take(asking) : new Map<PlacedMessage, never>();
			for (const [message, obstacle] of obstacles) results.set(message, obstacle);
			for (const slot of asking) {
				if (slot.own.some((message) => obstacles.has(message))) {
					letKeysGo([nameOf(slot)]);
				} else {
					taken.add(slot);
					kept.add(slot);
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
			const stands: string[] = [];
			const settled = [...slotsOf(block)];
			for (const slot of settled) {
				const own = slot.own.map((message) => results.get(message));
				if (!taken.has(slot) || own.includes(undefined)) continue;
				const { onceKey } = slot.source;
				if (own.every((result) => result?.ok)) {
					stands.push(held(onceKey));
					done.push(open(onceKey));
				}
				stands.push(...entriesOfPart(slot, results));
				if (own.every(isRefused)) done.push(held(onceKey), open(onceKey));
			}
			try {
				await storeInTurn(async () => {
					// Another process that wrote at the same moment as this one can have lost some.
					const [noted] = await Promise.allSettled(stands.length > 0 ? [written(stands)] : []);
					if (done.length > 0) await remove(done);
					if (noted?.status === 'rejected') await Promise.reject(noted.reason);
				});
			} catch (thrown) {
				logger.warn(`${provider}: the store of processed keys did not answer: ${String(thrown)}`);
			} finally {
				const mine = settled.filter((slot) => kept.delete(slot));
				letKeysGo(mine.map(nameOf));
			}
		},
		/**
		 * Of messages that this execution may not send, those that an earlier one sent under their keys get
		 * the result of then. The keys of the others are free again.
		 */
		async tellSent(denied: Batch, results: Results): Promise<void> {
			const block = [denied.filter(({ item }) => keyed.has(item))];
			const refusals = new Map(block.flat().map((message) => [message, results.get(message)]));
			if (refusals.size === 0) return;
			for (const message of refusals.keys()) results.delete(message);
			await claims.claim(block, results);
			for (const [message, refusal] of refusals) {
				if (refusal !== undefined && !results.has(message)) results.set(message, refusal);
			}
			await claims.settle(block, results);
		},
	};
	return claims;
}

export type KeyClaims = ReturnType<typeof keyClaims>;
