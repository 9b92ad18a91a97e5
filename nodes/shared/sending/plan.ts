import type { Fault, Refusal } from '../faults/faults';
import { refusal } from '../faults/faults';
import type { BatchLimits } from './batches';
import { packBatches } from './batches';
import type { Batch, PlacedMessage, Results } from './message';
import { MOST_KEYS } from './memory/keyStore';
import type { OneRequest, Slot } from './slots';

export interface PlanLimits extends BatchLimits {
	/** The most messages that the run may send; undefined is any number. */
	readonly maxRecipients?: number;
}

type Refuse = (messages: Batch, refused: Refusal) => void;

/** The fault of what certainly was not sent. */
export const unsent = (fault: Fault): Fault => ({ ...fault, outcome: 'refused' });

function tooMany(count: number, maxRecipients: number): Refusal {
	return refusal(
		`Nothing was sent: this run has ${count} messages, and the option Max Recipients allows ${maxRecipients}`,
		'Check the input of the node, or raise the option Max Recipients',
	);
}

function repeatedId(ownId: string): Refusal {
	return refusal(
		`The message ID ${ownId} is already that of another message of this run`,
		'Give each message an ID of its own, or leave the option Message ID empty',
	);
}

function sameKey(key: string, items: readonly number[]): Refusal {
	return refusal(
		`The key ${key} of the option Only Once per Key is given for different messages: by the items ${items.join(' and ')}`,
		'Give each message a key of its own, such as the order ID with the name of the recipient behind it',
	);
}

function tooManyKeys(count: number): Refusal {
	return refusal(
		`Nothing was sent under a key: this run has ${count} keys, and the option Only Once per Key remembers ${MOST_KEYS}`,
		'Send in several runs, with a Loop Over Items node before this one',
	);
}

interface Plan {
	readonly batches: readonly Batch[];
	/**
	 * Messages that may not go now: their time is past, the run has more messages than it may, or what has
	 * to be one request takes more. An earlier execution may have sent them under their keys.
	 */
	readonly denied: readonly PlacedMessage[];
}

/** The requests of a run: all messages without a result, packed. Those that may not go are refused. */
export function planBatches(
	slots: readonly Slot[],
	{ maxRecipients, ...limits }: PlanLimits,
	results: Results,
): Plan {
	const unsentOf = ({ own }: Pick<Slot, 'own'>) =>
		results.size === 0 ? own : own.filter((message) => !results.has(message));
	function refuse(messages: Batch, { fault }: Refusal): void {
		const refused = unsent(fault);
		for (const message of messages) results.set(message, { ok: false, fault: refused });
	}

	refuseRepeatedIds(slots, results, refuse);
	const byItem = new Map(slots.map((slot) => [slot.source.itemIndex, slot]));
	for (const slot of slots) {
		const first = byItem.get(slot.clashesWith ?? -1);
		if (first === undefined) continue;
		const { itemIndex, onceKey } = slot.source;
		const refused = sameKey(onceKey, [first.source.itemIndex, itemIndex]);
		for (const { own } of [first, slot]) refuse(unsentOf({ own }), refused);
	}
	const keyed = slots.filter((slot) => slot.source.onceKey !== '' && unsentOf(slot).length > 0);
	if (keyed.length > MOST_KEYS) {
		const refused = tooManyKeys(keyed.length);
		for (const slot of keyed) refuse(unsentOf(slot), refused);
	}
	const denied: PlacedMessage[] = [];
	function deny(messages: Batch, refused: Refusal): void {
		denied.push(...messages);
		refuse(messages, refused);
	}
	for (const slot of slots) {
		const { tooLate } = slot.source.prepared;
		if (tooLate !== undefined) deny(unsentOf(slot), tooLate);
	}
	const count = slots.reduce((sum, slot) => sum + unsentOf(slot).length, 0);
	if (maxRecipients !== undefined && count > maxRecipients) {
		const refused = tooMany(count, maxRecipients);
		for (const slot of slots) deny(unsentOf(slot), refused);
	}

	const items = slots.map((slot) => ({ shareKey: slot.shareKey, messages: unsentOf(slot) }));
	const packed = packBatches(items, limits);
	refuseSplit(packed, slots, deny);
	const batches = packed.filter((batch) => !batch.some((message) => results.has(message)));
	return { batches, denied };
}

/** The provider's answers are joined by the id of a message, so no two may have the same. */
function refuseRepeatedIds(slots: readonly Slot[], results: Results, refuse: Refuse): void {
	const own = slots.flatMap((slot) => slot.own.filter(({ ownId }) => ownId));
	// Those that an earlier try has sent bear theirs already.
	const given = new Set(own.filter((message) => results.has(message)).map(({ ownId }) => ownId));
	for (const message of own) {
		const { ownId = '' } = message;
		if (results.has(message)) continue;
		if (given.has(ownId)) {
			refuse([message], repeatedId(ownId));
		}
		given.add(ownId);
	}
}

/** What stands under one id of a request, and takes more than one, is refused whole. */
function refuseSplit(batches: readonly Batch[], slots: readonly Slot[], refuse: Refuse): void {
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
