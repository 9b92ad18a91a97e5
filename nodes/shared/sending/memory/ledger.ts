import type { IDataObject } from 'n8n-workflow';

import { fingerprint } from '../../prints/fingerprint';
import { idsColumns } from './ledgerIds';
import type { LedgerContext } from './ledgerPlace';
import { ledgerPlace } from './ledgerPlace';
import type { Batch, Identity, MessageResult, PlacedMessage } from '../message';
import { isRefused } from '../message';

/** What an earlier try of the node left of a message; what was begun and has no outcome is unknown. */
export interface Known {
	readonly outcome: 'accepted' | 'unknown';
	/** Of an unknown one, what the provider can be asked by. */
	readonly ids: IDataObject;
	/** True where the text that went out is not the one that the message has now. */
	readonly hadOtherText: boolean;
}

/**
 * Remembers, through all tries of a node within one run, what was sent. It is a log in one string of
 * prints and ids, since n8n stores it with the execution: an object a message would cost ten times as
 * much, and numbers and texts are not stored a second time.
 */
export interface SendLedger {
	find(message: PlacedMessage): Known | undefined;
	/** True where an earlier try began to send it itself, and was not refused. */
	wasBegun(message: Identity): boolean;
	/**
	 * To be called before a request goes out, and what it answers when the request has results, one a
	 * message. A refused message is forgotten: a later try may send it.
	 */
	begin(batch: Batch): (results: readonly MessageResult[]) => void;
	clear(): void;
}

const PRINT_LENGTH = 8;
const TEXT_PRINT_LENGTH = 4;

/** 48 bits in base64: of 50,000 messages in one execution two agree once in 200,000 executions. */
function identityPrint({ item, recipient, occurrence }: Identity): string {
	const identity = JSON.stringify([item, recipient, occurrence]);
	return fingerprint(identity, PRINT_LENGTH, 'base64');
}

/** Only tells whether a text was changed, so it is short. */
const textPrintOf = ({ text }: PlacedMessage): string =>
	fingerprint(text, TEXT_PRINT_LENGTH, 'base64');

const BEGUN = '>';
const STANDS = '=';
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

/** One entry a message, or a single one where all are the same. */
function folded(entries: readonly string[]): string {
	const [first = ''] = entries;
	return entries.every((entry) => entry === first) ? first : entries.join('');
}

interface Noted extends Omit<Known, 'hadOtherText'> {
	readonly textPrint: string;
}

/**
 * The lines of the log: `>`, the prints of a request and those of its texts; `=`, which message, and the
 * prints of those that it stands for; `<`, which request, its signs and its ids.
 */
function readLog(log: string, columns: ReturnType<typeof idsColumns>) {
	const requests: Array<Array<{ print: string; textPrint: string }>> = [];
	const known = new Map<string, Noted>();
	const standing = new Map<string, string>();
	for (const line of log.split('\n')) {
		const rest = line.slice(1);
		if (line.startsWith(BEGUN)) {
			const [prints = '', texts = ''] = rest.split(' ');
			const textPrints = texts.match(/.{4}/g) ?? [];
			const begun = (prints.match(/.{8}/g) ?? []).map((print, index) => {
				return { print, textPrint: textPrints[index] ?? textPrints[0] ?? '' };
			});
			requests.push(begun);
			for (const { print, textPrint } of begun) {
				known.set(print, { outcome: 'unknown', ids: {}, textPrint });
			}
		}
		if (line.startsWith(STANDS)) {
			const [print = '', ...others] = rest.match(/.{8}/g) ?? [];
			for (const other of others) standing.set(other, print);
		}
		if (!line.startsWith(ENDED)) continue;
		const [request, signs = '', ...packed] = rest.split(' ');
		const begun = requests[Number(request)] ?? [];
		const signed = begun.map((entry, index) => ({ ...entry, sign: signs[index] ?? signs[0] }));
		for (const { print, sign } of signed) if (sign === REFUSED) known.delete(print);
		const kept = signed.filter(({ sign }) => sign !== REFUSED);
		if (kept.length === 0) continue;
		const ids = columns.unpack(packed.join(' '), kept.length);
		for (const [index, { print, textPrint, sign }] of kept.entries()) {
			const outcome = sign === ACCEPTED ? 'accepted' : 'unknown';
			known.set(print, { outcome, ids: ids[index] ?? {}, textPrint });
		}
	}
	return { known, standing, requests: requests.length };
}

/** Opens the ledger of this run of the node; a loop that comes round has a run of its own and sends anew. */
export function openLedger(context: LedgerContext): SendLedger {
	const place = ledgerPlace(context);
	const heading = `run ${place.run}\n`;
	const kept = place.read();
	let log = kept?.startsWith(heading) ? kept : heading;

	const columns = idsColumns();
	const { known, standing, requests: earlier } = readLog(log.slice(heading.length), columns);
	let requests = earlier;

	function noted(message: Identity): Noted | undefined {
		if (known.size === 0) return undefined;
		const print = identityPrint(message);
		return known.get(print) ?? known.get(standing.get(print) ?? '');
	}

	function write(lines: readonly string[]): void {
		log += `${lines.join('\n')}\n`;
		place.write(log);
	}

	return {
		find(message) {
			const found = noted(message);
			if (found === undefined) return undefined;
			const { textPrint, ...rest } = found;
			return { ...rest, hadOtherText: textPrint !== textPrintOf(message) };
		},
		wasBegun: (message) => known.size > 0 && known.has(identityPrint(message)),
		begin(batch) {
			const request = requests;
			requests += 1;
			const stands = batch
				.filter(({ standsFor }) => standsFor.length > 0)
				.map(
					(message) => `${STANDS}${[message, ...message.standsFor].map(identityPrint).join('')}`,
				);
			// Ten thousand prints of one text would take as long as those of the messages.
			const isOneText = batch.every(({ text }) => text === batch[0]?.text);
			const texts = folded((isOneText ? batch.slice(0, 1) : batch).map(textPrintOf));
			write([`${BEGUN}${batch.map(identityPrint).join('')} ${texts}`, ...stands]);
			return (results) => {
				const ids = results.flatMap((result) => (isRefused(result) ? [] : [idsOf(result)]));
				const packed = ids.length === 0 ? '' : ` ${columns.pack(ids)}`;
				const signs = folded(batch.map((_, index) => signOf(results[index])));
				write([`${ENDED}${request} ${signs}${packed}`]);
			};
		},
		clear: () => place.clear(),
	};
}
