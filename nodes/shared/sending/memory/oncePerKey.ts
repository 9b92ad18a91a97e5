import type { IExecuteFunctions } from 'n8n-workflow';

import { acceptedBefore, entriesOfPart, held, questionsOfPart } from './keyEntries';
import { inDoubt, inUse, openSinceEarlier, storeFault } from './keyFaults';
import { keyStore, type Claim, type KeyHelpers } from './keyStore';
import { keepKeys, letKeysGo } from './keyTurns';
import type { Batch, MessageResult, PlacedMessage, Results } from '../message';
import { isRefused } from '../message';
import { pause } from '../pause';
import type { Slot } from '../slots';

/** Enough to ask the store seldom, few enough that a crash leaves few keys open. */
const CLAIMED_TOGETHER = 100;

/** How long an execution waits for one of another process that is sending under its key, and how often it looks. */
const MOST_WAIT_MS = 8_000;
const LOOK_MS = 500;

/** What is needed of n8n's context. */
interface KeyContext {
	readonly helpers: KeyHelpers;
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
	const store = keyStore(helpers, node, signal);
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

	/** What earlier executions learnt of messages whose keys are still open. */
	async function learntOf(slots: readonly Slot[]): Promise<Map<PlacedMessage, MessageResult>> {
		const questions = slots.flatMap(questionsOfPart);
		if (questions.length === 0) return new Map();
		const [asked] = await Promise.allSettled([store.ask(questions)]);
		if (asked?.status !== 'fulfilled') return new Map();
		return new Map(slots.flatMap((slot) => [...acceptedBefore(slot, asked.value)]));
	}

	/** Takes what is free of the keys, and waits some seconds for what another process is sending. */
	async function claimInTime(keys: readonly string[]): Promise<Claim> {
		let claim = await store.claim(keys);
		for (let waitedMs = 0; waitedMs < MOST_WAIT_MS; waitedMs += LOOK_MS) {
			if (claim.inUse.length === 0 || signal?.aborted) break;
			await pause(LOOK_MS, signal);
			const [looked] = await Promise.allSettled([store.claim(claim.inUse)]);
			if (looked?.status !== 'fulfilled') break;
			const { value } = looked;
			claim = {
				mine: [...claim.mine, ...value.mine],
				sent: [...claim.sent, ...value.sent],
				inUse: value.inUse,
				isSure: claim.isSure && value.isSure,
			};
		}
		return claim;
	}

	/** What stands in the way of messages; a key that bears none of them was free, and is taken now. */
	async function take(asking: readonly Slot[]): Promise<Map<PlacedMessage, MessageResult>> {
		const keys = asking.map(({ source }) => source.onceKey);
		const [claimed] = await Promise.allSettled([claimInTime(keys)]);
		const obstacles = new Map<PlacedMessage, MessageResult>();
		const block = ({ own }: Slot, result: MessageResult) => {
			for (const message of own) obstacles.set(message, result);
		};
		if (claimed?.status !== 'fulfilled') {
			const cause = String(claimed?.reason);
			logger.error(`${provider}: the store of processed keys did not answer: ${cause}`);
			for (const slot of asking) block(slot, { ok: false, fault: storeFault() });
			return obstacles;
		}
		const { isSure, ...claim } = claimed.value;
		const [mine, sent, used] = [claim.mine, claim.sent, claim.inUse].map((list) => new Set(list));
		const blocked: Slot[] = [];
		for (const slot of asking) {
			const { onceKey } = slot.source;
			if (sent?.has(onceKey)) block(slot, { ok: true, ids: { alreadySent: true } });
			else if (used?.has(onceKey)) {
				block(slot, { ok: false, fault: inUse(onceKey, MOST_WAIT_MS) });
			} else if (!mine?.has(onceKey)) blocked.push(slot);
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
			const keys: string[] = [];
			const stands: string[] = [];
			const sent: string[] = [];
			const free: string[] = [];
			const settled = [...slotsOf(block)];
			for (const slot of settled) {
				if (!taken.has(slot)) continue;
				const own = slot.own.map((message) => results.get(message));
				const { onceKey } = slot.source;
				keys.push(onceKey);
				if (own.includes(undefined)) continue;
				stands.push(...entriesOfPart(slot, results));
				if (own.every(isRefused)) free.push(onceKey);
				if (!own.every((result) => result?.ok)) continue;
				stands.push(held(onceKey));
				sent.push(onceKey);
			}
			try {
				await store.settle(keys, { stands, sent, free });
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
