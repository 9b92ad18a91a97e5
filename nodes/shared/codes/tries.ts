import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Checked, Fault } from '../faults/faults';
import { storeInTurn } from '../sending/memory/keyTurns';

/** What becomes of a typed code whose token is genuine, of this number and not expired. */
export type CountedVerdict = 'valid' | 'wrong' | 'tooManyTries' | 'used';

export interface TryLimits {
	/** How many codes may be compared with one token. */
	readonly maxTries: number;
	/** True where a token counts no more once it was valid. */
	readonly singleUse: boolean;
}

/** What is needed of n8n's context. */
interface TriesContext {
	readonly helpers: Pick<
		IExecuteFunctions['helpers'],
		'checkProcessedAndRecord' | 'removeProcessed'
	>;
	readonly logger: Pick<IExecuteFunctions['logger'], 'error' | 'warn'>;
	getNode(): { readonly id: string };
	getWorkflow(): { readonly id?: string };
}

/** The store of a node reads and writes all of its entries at each call, so there may not be too many. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 40_000 };

/** Entries by node that could not be taken back: to be removed first. They close a token, and open none. */
const owed = new Map<string, Set<string>>();

/** The editor's id of a workflow that was never saved. */
const UNSAVED = ['', '__EMPTY__'];

function notSaved(): Fault {
	return {
		code: 'workflow-not-saved',
		meaning:
			'n8n counts the tries of a code together with the saved workflow, and this one was not saved yet, so the code was not checked',
		whatToDo: 'Save the workflow, then try again',
		httpCode: 422,
		foundBy: 'n8n',
	};
}

function notCounted(): Fault {
	return {
		code: 'tries-not-counted',
		meaning: 'n8n could not count the tries of this code, so it was not checked',
		whatToDo: 'Try again; the log of n8n says more',
		httpCode: 502,
		foundBy: 'n8n',
	};
}

/**
 * Counts the tries of tokens in n8n's own store of processed keys, which it keeps by workflow and node:
 * over executions, redelivered webhooks and restarts. The store has no lock: executions of one process
 * wait for each other, but two processes that check one token in the same instant can both take it for
 * the same try.
 *
 * The store tells whether an entry is there only while it writes it. So all entries that a token can have
 * are written at once, which closes it, and those that it is not to have are taken back: whatever breaks
 * off in between leaves a token that is used, never one that can be tried again.
 */
export function tryCounter(context: TriesContext, provider: string) {
	const { helpers, logger } = context;
	const workflowId = context.getWorkflow().id ?? '';
	const node = JSON.stringify([workflowId, context.getNode().id]);

	/** To be called in turn. What cannot be removed now is owed. */
	async function remove(entries: readonly string[]): Promise<void> {
		const all = [...new Set([...(owed.get(node) ?? []), ...entries])];
		if (all.length === 0) return;
		owed.set(node, new Set(all));
		await helpers.removeProcessed(all, 'node', OPTIONS);
		owed.delete(node);
	}

	/** To be called in turn. */
	async function judge(
		print: string,
		isRight: boolean,
		{ maxTries, singleUse }: TryLimits,
	): Promise<CountedVerdict> {
		await remove([]);
		const use = `used ${print}`;
		const tries = Array.from({ length: maxTries }, (_, index) => `try ${index + 1} ${print}`);
		const entries = singleUse ? [use, ...tries] : tries;
		const { new: fresh } = await helpers.checkProcessedAndRecord(entries, 'node', OPTIONS);
		const written = new Set(fresh.map(String));
		const ownTry = tries.find((entry) => written.has(entry));
		const kept = new Set<string>();
		let verdict: CountedVerdict;
		if (singleUse && !written.has(use)) verdict = 'used';
		else if (ownTry === undefined) verdict = 'tooManyTries';
		else {
			verdict = isRight ? 'valid' : 'wrong';
			kept.add(ownTry);
			if (isRight) kept.add(use);
		}
		try {
			await remove([...written].filter((entry) => !kept.has(entry)));
		} catch (thrown) {
			logger.warn(`${provider}: the store of processed keys did not answer: ${String(thrown)}`);
		}
		return verdict;
	}

	/**
	 * @param print of the token, by which its tries are counted
	 * @param isRight whether the typed code is that of the token
	 * @returns the verdict of this try, or why it could not be counted: then it counts for nothing
	 */
	return async (
		print: string,
		isRight: boolean,
		limits: TryLimits,
	): Promise<Checked<CountedVerdict>> => {
		if (UNSAVED.includes(workflowId)) return { ok: false, fault: notSaved() };
		try {
			const value = await storeInTurn(async () => await judge(print, isRight, limits));
			return { ok: true, value };
		} catch (thrown) {
			logger.error(`${provider}: the store of processed keys did not answer: ${String(thrown)}`);
			return { ok: false, fault: notCounted() };
		}
	};
}
