import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { PlacedMessage } from './batches';

/** What an earlier try of the node left of a message; what was begun and has no outcome is unknown. */
export type Known =
	{ readonly outcome: 'accepted'; readonly ids: IDataObject } | { readonly outcome: 'unknown' };

/**
 * Remembers, through all tries of a node within one run, what was sent. Kept in the execution's own
 * data, the one place that survives Retry On Fail and the editor's retry; it is a log in one string,
 * since n8n stores it with the execution and an object a message would cost ten times as much.
 */
export interface SendLedger {
	find(message: PlacedMessage): Known | undefined;
	/** To be written before the request goes out. */
	begin(messages: readonly PlacedMessage[]): void;
	/** Accepted, with the ids of each message. */
	accept(messages: readonly PlacedMessage[], ids: readonly IDataObject[]): void;
	/** Certainly not accepted: a later try may send them. */
	forget(messages: readonly PlacedMessage[]): void;
	clear(): void;
}

const PRINT_LENGTH = 8;
const FIELD = 'smsSendLedger';

/** 48 bits in base64: of 50,000 messages in one execution two agree once in 200,000 executions. */
function printOf(account: string, message: PlacedMessage): string {
	const { item, position, sender, recipient, text } = message;
	return createHash('sha256')
		.update(JSON.stringify([account, item, position, sender, recipient, text]))
		.digest('base64')
		.slice(0, PRINT_LENGTH);
}

/** Ids are few and alike within a batch, so equal neighbours are written once. */
function packIds(ids: readonly IDataObject[]): string {
	const [first] = ids;
	const alike = ids.every((entry) => JSON.stringify(entry) === JSON.stringify(first));
	return JSON.stringify(alike ? [first] : ids);
}

function readLog(log: string): Map<string, Known> {
	const known = new Map<string, Known>();
	for (const line of log.split('\n')) {
		const [sign, prints = '', ...rest] = line.split(' ');
		const all = prints.match(/.{8}/g) ?? [];
		if (sign === 'begun') for (const print of all) known.set(print, { outcome: 'unknown' });
		if (sign === 'refused') for (const print of all) known.delete(print);
		if (sign === 'accepted') {
			const ids: IDataObject[] = JSON.parse(rest.join(' '));
			for (const [index, print] of all.entries()) {
				known.set(print, { outcome: 'accepted', ids: ids[index] ?? ids[0] ?? {} });
			}
		}
	}
	return known;
}

/**
 * Opens the ledger of this run of the node; a loop that comes round has a run of its own and sends anew.
 * `account` is the print of the account that sends.
 */
export function openLedger(context: IExecuteFunctions, account: string): SendLedger {
	const store = context.getContext('node');
	const runIndex = String(context.evaluateExpression('{{ $runIndex }}', 0));
	const written: unknown = store[FIELD];
	const prefix = `run ${runIndex}\n`;
	const kept = typeof written === 'string' && written.startsWith(prefix) ? written : '';
	const known = readLog(kept.slice(prefix.length));

	function write(sign: string, messages: readonly PlacedMessage[], tail = ''): void {
		const before: unknown = store[FIELD];
		const log = typeof before === 'string' && before.startsWith(prefix) ? before : prefix;
		const prints = messages.map((message) => printOf(account, message)).join('');
		store[FIELD] = `${log}${sign} ${prints}${tail}\n`;
	}

	return {
		find: (message) => (known.size === 0 ? undefined : known.get(printOf(account, message))),
		begin: (messages) => write('begun', messages),
		accept: (messages, ids) => write('accepted', messages, ` ${packIds(ids)}`),
		forget: (messages) => write('refused', messages),
		clear: () => {
			delete store[FIELD];
		},
	};
}
