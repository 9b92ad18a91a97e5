import type { Fault } from '../node/faults';
import { invalidInput } from '../node/faults';
import type { BatchLimits } from './batches';
import { packBatches } from './batches';
import type { Batch, Results } from './message';
import type { OneRequest, Slot } from './slots';

export interface PlanLimits extends BatchLimits {
	/** The most messages that the run may send; undefined is any number. */
	readonly maxRecipients?: number;
}

function tooMany(provider: string, count: number, maxRecipients: number): Fault {
	return invalidInput(
		provider,
		`Nothing was sent: this run has ${count} messages, and the option Max Recipients allows ${maxRecipients}`,
		'Check the input of the node, or raise the option Max Recipients',
		'refused',
	);
}

function repeatedId(provider: string, ownId: string): Fault {
	return invalidInput(
		provider,
		`The message ID ${ownId} is already that of another message of this run`,
		'Give each message an ID of its own, or leave the option Message ID empty',
		'refused',
	);
}

/**
 * The requests of a run: all messages without a result, packed. Those that may not go are refused:
 * their time is past, the run has more messages than it may, or what has to be one request takes more.
 */
export function planBatches(
	provider: string,
	slots: readonly Slot[],
	{ maxRecipients, ...limits }: PlanLimits,
	results: Results,
): Batch[] {
	const unsentOf = ({ own }: Slot) =>
		results.size === 0 ? own : own.filter((message) => !results.has(message));
	function refuse(messages: Batch, fault: Fault): void {
		for (const message of messages) results.set(message, { ok: false, fault });
	}

	refuseRepeatedIds(provider, slots, results);
	for (const slot of slots) {
		const { tooLate } = slot.source.prepared;
		if (tooLate !== undefined) refuse(unsentOf(slot), tooLate);
	}
	const count = slots.reduce((sum, slot) => sum + unsentOf(slot).length, 0);
	if (maxRecipients !== undefined && count > maxRecipients) {
		const fault = tooMany(provider, count, maxRecipients);
		for (const slot of slots) refuse(unsentOf(slot), fault);
	}

	const items = slots.map((slot) => ({ shareKey: slot.shareKey, messages: unsentOf(slot) }));
	const batches = packBatches(items, limits);
	refuseSplit(batches, slots, refuse);
	return batches.filter((batch) => !batch.some((message) => results.has(message)));
}

/** The provider's answers are joined by the id of a message, so no two may have the same. */
function refuseRepeatedIds(provider: string, slots: readonly Slot[], results: Results): void {
	const given = new Set<string>();
	for (const { own } of slots) {
		for (const message of own) {
			const { ownId } = message;
			if (ownId === undefined || ownId === '') continue;
			if (given.has(ownId) && !results.has(message)) {
				results.set(message, { ok: false, fault: repeatedId(provider, ownId) });
			}
			given.add(ownId);
		}
	}
}

/** What stands under one id of a request, and takes more than one, is refused whole. */
function refuseSplit(
	batches: readonly Batch[],
	slots: readonly Slot[],
	refuse: (batch: Batch, fault: Fault) => void,
): void {
	const ruleOfItem = new Map<number, OneRequest>();
	for (const { source } of slots) {
		const { oneRequest } = source.prepared;
		if (oneRequest !== undefined) ruleOfItem.set(source.itemIndex, oneRequest);
	}
	const ruleOf = ([first]: Batch) => ruleOfItem.get(first?.item ?? -1);
	const requests = new Map<string, Batch[]>();
	for (const batch of batches) {
		const id = ruleOf(batch)?.id;
		if (id !== undefined) requests.set(id, [...(requests.get(id) ?? []), batch]);
	}
	for (const underOneId of requests.values()) {
		if (underOneId.length === 1) continue;
		for (const batch of underOneId) {
			const rule = ruleOf(batch);
			if (rule !== undefined) refuse(batch, rule.otherwise);
		}
	}
}
