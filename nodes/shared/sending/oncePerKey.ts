import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { ItemResult } from '../node/operation';

const REMEMBERED_KEYS = 10_000;
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: REMEMBERED_KEYS };

/** What the option Only Once per Key makes of an item. */
export type KeyClaim = 'send' | 'sentBefore' | { readonly sameAsItem: number };

/**
 * Keys that were sent before, in n8n's own store of processed keys, kept by workflow and node. It holds
 * over executions, crashes and queue mode; it has no lock, so two executions that ask for one key in
 * the same instant can both be told that it is new. A key is taken before the send: what is then lost
 * in a crash is not sent a second time.
 */
export function onceKeys({ helpers }: IExecuteFunctions) {
	const items = new Map<string, number>();
	return {
		/** `begunBefore` is true where an earlier try of this run holds the key already. */
		async claim(key: string, itemIndex: number, begunBefore: boolean): Promise<KeyClaim> {
			if (key.trim() === '') return 'send';
			const holder = items.get(key);
			if (holder !== undefined) return { sameAsItem: holder };
			items.set(key, itemIndex);
			if (begunBefore) return 'send';
			const { new: fresh } = await helpers.checkProcessedAndRecord([key], 'node', OPTIONS);
			return fresh.length > 0 ? 'send' : 'sentBefore';
		},
		/** Gives a key back where nothing can have been sent under it. */
		async settle(key: string, result: ItemResult): Promise<void> {
			if (key.trim() === '' || result.ok) return;
			const { outcome, acceptedRecipients } = result.fault;
			if (outcome === 'refused' && acceptedRecipients === undefined) {
				await helpers.removeProcessed([key], 'node', OPTIONS);
			}
		},
	};
}
