import { hash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { idsColumns } from './ledgerIds';
import type { Batch, MessageResult, PlacedMessage } from './message';
import { isRefused } from './message';

/** What an earlier try of the node left of a message; what was begun and has no outcome is unknown. */
export interface Known {
	readonly outcome: 'accepted' | 'unknown';
	/** Of an unknown one, what the provider can be asked by. */
	readonly ids: IDataObject;
}

/**
 * Remembers, through all tries of a node within one run, what was sent. Kept in the execution's own
 * data, the one place that survives Retry On Fail and the editor's retry. It is a log in one string of
 * prints and ids, since n8n stores it with the execution: an object a message would cost ten times as
 * much, and numbers and texts are not stored a second time.
 */
export interface SendLedger {
	find(message: PlacedMessage): Known | undefined;
	/**
	 * To be called before a request goes out, and what it answers when the request has results, one a
	 * message. A refused message is forgotten: a later try may send it.
	 */
	begin(batch: Batch): (results: readonly MessageResult[]) => void;
	clear(): void;
}

const FIELD = 'smsSendLedger';
const PRINT_LENGTH = 8;

/** 48 bits in base64: of 50,000 messages in one execution two agree once in 200,000 executions. */
function printOf(account: string, message: PlacedMessage): string {
	const { item, position, sender, recipient, text } = message;
	const identity = JSON.stringify([account, item, position, sender, recipient, text]);
	return hash('sha256', identity, 'base64').slice(0, PRINT_LENGTH);
}

const BEGUN = '>';
const ENDED = '<';
const ACCEPTED = 'a';
const REFUSED = 'r';
const UNKNOWN = 'u';

function signOf(result: MessageResult | undefined): string {
	if (result?.ok) return ACCEPTED;
	return isRefused(result) ? REFUSED : UNKNOWN;
}

function idsOf(result: MessageResult): IDataObject {
	if (result.ok) return result.ids;
	const { userGroupId } = result.fault;
	return userGroupId === undefined ? {} : { userGroupId };
}

/** A sign a message, or a single one where all are the same. */
function signsOf(batch: Batch, results: readonly MessageResult[]): string {
	const signs = batch.map((_, index) => signOf(results[index])).join('');
	const first = signs.slice(0, 1);
	return signs === first.repeat(signs.length) ? first : signs;
}

/** The lines of the log: `>` and the prints of a request, or `<`, which request, its signs and its ids. */
function readLog(log: string, columns: ReturnType<typeof idsColumns>) {
	const requests: string[][] = [];
	const known = new Map<string, Known>();
	for (const line of log.split('\n')) {
		if (line.startsWith(BEGUN)) {
			const prints = line.slice(BEGUN.length).match(/.{8}/g) ?? [];
			requests.push(prints);
			for (const print of prints) known.set(print, { outcome: 'unknown', ids: {} });
		}
		if (!line.startsWith(ENDED)) continue;
		const [request, signs = '', ...packed] = line.slice(ENDED.length).split(' ');
		const prints = requests[Number(request)] ?? [];
		const signed = prints.map((print, index) => ({ print, sign: signs[index] ?? signs[0] }));
		for (const { print, sign } of signed) if (sign === REFUSED) known.delete(print);
		const kept = signed.filter(({ sign }) => sign !== REFUSED);
		if (kept.length === 0) continue;
		const ids = columns.unpack(packed.join(' '), kept.length);
		for (const [index, { print, sign }] of kept.entries()) {
			const outcome = sign === ACCEPTED ? 'accepted' : 'unknown';
			known.set(print, { outcome, ids: ids[index] ?? {} });
		}
	}
	return { known, requests: requests.length };
}

/**
 * Opens the ledger of this run of the node; a loop that comes round has a run of its own and sends anew.
 * `account` is the print of the account that sends.
 */
export function openLedger(
	context: Pick<IExecuteFunctions, 'getContext' | 'evaluateExpression'>,
	account: string,
): SendLedger {
	const store = context.getContext('node');
	const heading = `run ${String(context.evaluateExpression('{{ $runIndex }}', 0))}\n`;
	const kept: unknown = store[FIELD];
	let log = typeof kept === 'string' && kept.startsWith(heading) ? kept : heading;

	const columns = idsColumns();
	const { known, requests: earlier } = readLog(log.slice(heading.length), columns);
	let requests = earlier;

	const print = (message: PlacedMessage): string => printOf(account, message);

	function write(line: string): void {
		log += `${line}\n`;
		store[FIELD] = log;
	}

	return {
		find: (message) => (known.size === 0 ? undefined : known.get(print(message))),
		begin(batch) {
			const request = requests;
			requests += 1;
			write(`${BEGUN}${batch.map(print).join('')}`);
			return (results) => {
				const ids = results.flatMap((result) => (isRefused(result) ? [] : [idsOf(result)]));
				const packed = ids.length === 0 ? '' : ` ${columns.pack(ids)}`;
				write(`${ENDED}${request} ${signsOf(batch, results)}${packed}`);
			};
		},
		clear() {
			delete store[FIELD];
		},
	};
}
