import { counted, giveHint } from '../operations/hints';
import type { HintContext } from '../operations/hints';
import type { Batch, Results } from './message';
import { isUnknown } from './message';
import type { Slot } from './slots';

/** An operation that puts messages with different texts into one request. */
export interface FewerRequests {
	/** As the dropdown shows it. */
	readonly operation: string;
	/** How many messages it takes in a request. */
	readonly messages: number;
}

/** What a run of a send has come to. */
export interface SendRun {
	readonly slots: readonly Slot[];
	readonly results: Results;
	/** The requests that were planned. */
	readonly batches: readonly Batch[];
	/** Items that were refused before a message was made of them. */
	readonly badItems: number;
	readonly fewerRequests?: FewerRequests;
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** `198 of 200 accepted, 2 refused`; undefined for one message that was accepted, of which its item says all. */
function tally({ slots, results, badItems }: SendRun): string | undefined {
	const messages = [...new Set(slots.flatMap((slot) => slot.messages))];
	const all = messages.length + badItems;
	const accepted = messages.filter((message) => results.get(message)?.ok).length;
	const unknown = messages.filter((message) => isUnknown(results.get(message))).length;
	const refused = all - accepted - unknown;
	if (accepted === all) return all > 1 ? `All ${all} messages accepted` : undefined;
	return [
		`${accepted} of ${all} accepted`,
		...(refused > 0 ? [`${refused} refused`] : []),
		...(unknown > 0 ? [`${unknown} with an unknown outcome`] : []),
	].join(', ');
}

function unknownOnes({ results }: SendRun): string | undefined {
	const unknown = [...results.values()].filter(isUnknown).length;
	if (unknown === 0) return undefined;
	const it = unknown === 1 ? 'it' : 'them';
	return `Outcome of ${counted(unknown, 'message')} unknown: do not send ${it} again before you have checked`;
}

function notSentTo({ slots }: SendRun): string | undefined {
	const invalid = slots.flatMap(({ output }) => listed(output.invalidRecipients)).length;
	if (invalid === 0) return undefined;
	const valid = slots.flatMap(({ output, messages }): readonly unknown[] =>
		output.redirectedFrom === undefined ? messages : listed(output.redirectedFrom),
	).length;
	const were = invalid === 1 ? 'was' : 'were';
	return `${invalid} of ${counted(valid + invalid, 'number')} ${were} not sent to; see invalidRecipients`;
}

/** Where each item has one recipient and no time of its own, another operation could have taken them together. */
function manyTexts({ slots, batches, fewerRequests }: SendRun): string | undefined {
	if (fewerRequests === undefined) return undefined;
	const texts = new Set(batches.flat().map(({ text }) => text)).size;
	const needed = Math.ceil(batches.flat().length / fewerRequests.messages);
	const isPersonal = slots.every(
		({ messages, output }) => messages.length === 1 && output.scheduledAt === undefined,
	);
	if (!isPersonal || texts < 2 || needed >= batches.length) return undefined;
	const takes = needed === 1 ? 'one' : String(needed);
	return `${texts} different texts took ${batches.length} requests; ${fewerRequests.operation} takes ${takes}`;
}

/** Ids that stand for many messages, and where their delivery is read. */
const GROUP_IDS = { groupMessageId: 'group message ID', reportId: 'report ID' } as const;

function sharedIds({ slots, results }: SendRun): string[] {
	return Object.entries(GROUP_IDS).flatMap(([field, called]) => {
		const ids = slots.flatMap(({ messages: [message] }) => {
			const result = message && results.get(message);
			return result?.ok && result.ids[field] !== undefined ? [result.ids[field]] : [];
		});
		if (ids.length < 2 || ids.length < slots.length || new Set(ids).size > 1) return [];
		return [`All ${ids.length} items have one ${called}: ask for its delivery once`];
	});
}

/** Says above the output what became of a run, one sentence for each thing that is worth knowing. */
export function hintAfterSend(context: HintContext, run: SendRun): void {
	const said = tally(run);
	if (said !== undefined) giveHint(context, said);
	const unknown = unknownOnes(run);
	if (unknown !== undefined) giveHint(context, unknown, 'warning');
	for (const sentence of [notSentTo(run), manyTexts(run), ...sharedIds(run)]) {
		if (sentence !== undefined) giveHint(context, sentence);
	}
}
