import { randomUUID } from 'crypto';
import partition from 'lodash/partition';
import uniq from 'lodash/uniq';
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { pause } from '../pause';
import { begun, begunBefore, held, open } from './keyEntries';
import { storeInTurn } from './keyTurns';

/** So many keys are remembered; a run with more would forget its own first ones. */
export const MOST_KEYS = 20_000;

/** A key takes few entries while its messages are under way, and one afterwards. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 2 * MOST_KEYS };

/** Entries by node that were written for nothing and could not be taken back: to be removed first. */
const owed = new Map<string, Set<string>>();

/** How often keys are written again that another process overwrote. */
const MOST_TRIES = 10;

/** A write of another process that began before one of ours has ended when so many times as long is over. */
const SLOWER = 4;
const LEAST_PAUSE_MS = 15;
const MOST_PAUSE_MS = 1_000;

const tokenOf = (id: string) => `claim ${id}`;
const isToken = (entry: string) => entry.startsWith(tokenOf(''));

/** What became of keys that were asked for; those that are in none of the lists were left open earlier. */
export interface Claim {
	/** Taken now. */
	readonly mine: readonly string[];
	/** Sent before. */
	readonly sent: readonly string[];
	/** Taken moments ago by another process of n8n, and not settled yet. */
	readonly inUse: readonly string[];
	/** False where the store failed at first: then those left open can have been taken by this claim. */
	readonly isSure: boolean;
}

/** What became of messages under keys. */
export interface Outcome {
	/** Entries that stay. */
	readonly stands: readonly string[];
	/** Keys under which all were accepted. */
	readonly sent: readonly string[];
	/** Keys under which nothing was sent. */
	readonly free: readonly string[];
}

export type KeyHelpers = Pick<
	IExecuteFunctions['helpers'],
	'checkProcessedAndRecord' | 'removeProcessed'
>;

/**
 * The keys of a node in n8n's store of processed keys. The store reads all of a node's entries, changes
 * them and writes them back, without a lock, and cannot be asked without writing: of two processes that
 * write at once one loses what it wrote. So a claim bears an entry of its own, and stands once that entry
 * is still there after a pause in which every write that had begun before it has ended.
 *
 * @param node whose keys these are
 */
export function keyStore(helpers: KeyHelpers, node: string, signal: AbortSignal | undefined) {
	/** By key, the entries that say who took it and when: until it is settled. */
	const marks = new Map<string, ReadonlySet<string>>();
	let slowestMs = 0;

	async function letOthersEnd(): Promise<void> {
		const least = Math.min(LEAST_PAUSE_MS + SLOWER * slowestMs, MOST_PAUSE_MS);
		await pause(Math.round(least * (1 + Math.random())), signal);
	}

	/** Removes entries, and those that are owed; what cannot be removed is owed. To be called in turn. */
	async function remove(entries: readonly string[]): Promise<void> {
		const all = [...new Set([...(owed.get(node) ?? []), ...entries])];
		if (all.length === 0) return;
		owed.set(node, new Set(all));
		await helpers.removeProcessed(all, 'node', OPTIONS);
		owed.delete(node);
	}

	/** Answers which entries were new, and are written now. To be called in turn. */
	async function written(entries: readonly string[]): Promise<ReadonlySet<string>> {
		const start = Date.now();
		const { new: fresh } = await helpers.checkProcessedAndRecord([...entries], 'node', OPTIONS);
		slowestMs = Math.max(slowestMs / 2, Date.now() - start);
		return new Set(fresh.map(String));
	}

	/** Answers which of some questions the store has not; of them nothing stays. To be called in turn. */
	async function asked(questions: readonly string[]): Promise<ReadonlySet<string>> {
		const isNew = await written(questions);
		await remove([...isNew]);
		return isNew;
	}

	/** Which of the keys another process took moments ago. To be called in turn. */
	async function inUseOf(keys: readonly string[], now: number): Promise<string[]> {
		if (keys.length === 0) return [];
		const isNew = await asked(keys.flatMap((key) => begunBefore(key, now)));
		return keys.filter((key) => begunBefore(key, now).some((mark) => !isNew.has(mark)));
	}

	function mark(key: string, entries: readonly string[]): void {
		marks.set(key, new Set([...(marks.get(key) ?? []), ...entries]));
	}

	/**
	 * Writes keys under a token, and tells apart what they are; nothing is left of a try that failed, as far
	 * as can be told: after an answer that was lost nobody knows whose an entry is, and one of an earlier
	 * execution may not go. To be called in turn.
	 *
	 * @param isAgain where the keys were written with this token before
	 * @returns nothing where they are still there
	 */
	async function write(
		token: string,
		keys: readonly string[],
		isAgain: boolean,
	): Promise<(Claim & { readonly proofs: readonly string[] }) | undefined> {
		await remove([]);
		const now = Date.now();
		const begunNow = (key: string) => begun(key, now);
		// In this order the store, when it is full, drops the first entry of a key before the second.
		const entries = [token, ...keys.map(held), ...keys.map(open), ...keys.map(begunNow)];
		const [first] = await Promise.allSettled([written(entries)]);
		const isSure = first?.status === 'fulfilled';
		const isNew = isSure ? first.value : await written(entries);
		if (isAgain && !isNew.has(token)) {
			for (const key of keys) mark(key, [begunNow(key)]);
			return undefined;
		}
		const [free, others] = partition(keys, (key) => isNew.has(open(key)));
		const [mine, sent] = partition(free, (key) => isNew.has(held(key)));
		const [marked, unmarked] = partition(others, (key) => !isNew.has(begunNow(key)));
		const useless = [
			...sent.map(open),
			...[...sent, ...others].map(begunNow).filter((entry) => isNew.has(entry) || !isSure),
			...(mine.length === 0 ? [token] : []),
		];
		const tidyUp = async () => {
			await remove(useless);
			return isSure ? [...marked, ...(await inUseOf(unmarked, now))] : [];
		};
		const [inUse] = await Promise.allSettled([tidyUp()]);
		if (inUse?.status === 'fulfilled') {
			for (const key of mine) mark(key, [token, begunNow(key)]);
			const removedWith = [...(mine.length === 0 ? [token] : []), ...sent.map(begunNow)];
			const proofs = removedWith.filter((entry) => isNew.has(entry));
			return { mine, sent, inUse: inUse.value, isSure, proofs };
		}
		// Nothing will be sent under these keys, so nothing may be left of them.
		await remove([...isNew]);
		return await Promise.reject(inUse?.reason);
	}

	/**
	 * Makes sure that entries are gone: what was removed comes back with what another process was writing
	 * just then.
	 *
	 * @param proofs entries of this execution alone that were removed together with them
	 */
	async function makeSure(proofs: readonly string[], entries: readonly string[]): Promise<void> {
		let isGone = proofs.length === 0;
		for (let tries = 0; !isGone && tries < MOST_TRIES; tries += 1) {
			await letOthersEnd();
			isGone = await storeInTurn(async () => {
				const isNew = await asked(proofs);
				if (proofs.every((proof) => isNew.has(proof))) return true;
				await remove([...proofs, ...entries]);
				return false;
			});
		}
	}

	/** Removes what says that this execution has the keys, and other entries. To be called in turn. */
	async function letGo(keys: readonly string[], done: readonly string[]): Promise<void> {
		const own = keys.flatMap((key) => [...(marks.get(key) ?? [])]);
		await remove([...done, ...own]);
		for (const key of keys) marks.delete(key);
	}

	return {
		/**
		 * Takes those of the keys that are free.
		 *
		 * @throws what the store threw, or an Error where others wrote over the keys again and again; then
		 * none is taken
		 */
		async claim(keys: readonly string[]): Promise<Claim> {
			const token = tokenOf(randomUUID());
			const claims: Claim[] = [];
			const proofs: string[] = [];
			let mine = keys;
			for (let tries = 0; mine.length > 0; tries += 1) {
				const wanted = mine;
				if (tries > MOST_TRIES) {
					const entries = wanted.flatMap((key) => [held(key), open(key)]);
					await storeInTurn(async () => await letGo(wanted, entries));
					throw new Error('Other processes of n8n wrote over the keys again and again');
				}
				if (tries > 0) await letOthersEnd();
				const claim = await storeInTurn(async () => await write(token, wanted, tries > 0));
				if (claim === undefined) break;
				claims.push(claim);
				proofs.push(...claim.proofs);
				({ mine } = claim);
			}
			const sent = claims.flatMap((claim) => claim.sent);
			if (sent.length > 0) await makeSure(proofs, sent.map(open));
			const inUse = claims.flatMap((claim) => claim.inUse);
			return { mine, sent, inUse, isSure: claims.every(({ isSure }) => isSure) };
		},

		/** Answers which of some questions the store has not. Nothing of them stays. */
		async ask(questions: readonly string[]): Promise<ReadonlySet<string>> {
			return await storeInTurn(async () => await asked(questions));
		},

		/** Notes what became of keys that were taken. */
		async settle(keys: readonly string[], { stands, sent, free }: Outcome): Promise<void> {
			const done = [...sent.map(open), ...free.flatMap((key) => [held(key), open(key)])];
			const proofs = uniq(keys.flatMap((key) => [...(marks.get(key) ?? [])])).filter(isToken);
			await storeInTurn(async () => {
				// Another process that wrote at the same moment as this one can have lost some.
				const [noted] = await Promise.allSettled(stands.length > 0 ? [written(stands)] : []);
				await letGo(keys, done);
				if (noted?.status === 'rejected') await Promise.reject(noted.reason);
			});
			// Where they are still there nobody else can have taken a key meanwhile.
			if (done.length > 0) await makeSure(proofs, done);
		},
	};
}
