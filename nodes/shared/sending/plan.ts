import type { Fault } from '../faults/faults';
import { invalidInput } from '../faults/faults';
import type { BatchLimits } from './batches';
import { packBatches } from './batches';
import type { Batch, Results } from './message';
import { MOST_KEYS } from './memory/keyStore';
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

function sameKey(provider: string, key: string, items: readonly number[]): Fault {
	return invalidInput(
		provider,
		`The key ${key} of the option Only Once per Key is given for different messages: by the items ${items.join(' and ')}`,
		'Give each message a key of its own, such as the order ID with the name of the recipient behind it',
		'refused',
	);
}

function tooManyKeys(provider: string, count: number): Fault {
	return invalidInput(
		provider,
		`Nothing was sent under a key: this run has ${count} keys, and the option Only Once per Key remembers ${MOST_KEYS}`,
		'Send in several runs, with a Loop Over Items node before this one',
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
	const unsentOf = ({ own }: Pick<Slot, 'own'>) =>
		results.size === 0 ? own : own.filter((message) => !results.has(message));
	function refuse(messages: Batch, fault: Fault): void {
		for (const message of messages) results.set(message, { ok: false, fault });
	}

	refuseRepeatedIds(provider, slots, results);
	const byItem = new Map(slots.map((slot) => [slot.source.itemIndex, slot]));
	for (const slot of slots) {
		const first = byItem.get(slot.clashesWith ?? -1);
		if (first === undefined) continue;
		const { itemIndex, onceKey } = slot.source;
		const fault = sameKey(provider, onceKey, [first.source.itemIndex, itemIndex]);
		for (const { own } of [first, slot]) refuse(unsentOf({ own }), fault);
	}
	const keyed = slots.filter((slot) => slot.source.onceKey !== '' && unsentOf(slot).length > 0);
	if (keyed.length > MOST_KEYS) {
		const fault = tooManyKeys(provider, keyed.length);
		for (const slot of keyed) refuse(unsentOf(slot), fault);
	}
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
	const own = slots.flatMap((slot) => slot.own.filter(({ ownId }) => ownId));
	// Those that an earlier try has sent bear theirs already.
	const given = new Set(own.filter((message) => results.has(message)).map(({ ownId }) => ownId));
	for (const message of own) {
		const { ownId = '' } = message;
		if (results.has(message)) continue;
		if (given.has(ownId)) {
			results.set(message, { ok: false, fault: repeatedId(provider, ownId) });
		}
		given.add(ownId);
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
