import { fingerprint } from '../../prints/fingerprint';
import type { MessageResult, PlacedMessage, Results } from '../message';
import type { Slot } from '../slots';

/** Held from before the send until it is certain that nothing was sent under the key. */
export const held = (key: string) => `key ${key}`;

/** Held from before the send until it is certain what became of it. */
export const open = (key: string) => `open ${key}`;

/** Times that are told apart below (ms). */
const SPAN_MS = 5_000;

/** Held from before the send until its execution is done with it; without meaning after some seconds. */
export const begun = (key: string, at: number) => `begun ${key} ${Math.floor(at / SPAN_MS)}`;

/** With that entry, what tells whether a key was taken within the last 10 to 15 seconds. */
export const begunBefore = (key: string, at: number): string[] => [
	begun(key, at - SPAN_MS),
	begun(key, at - 2 * SPAN_MS),
];

/** A key takes a list of this length at most, so that few large items do not drive out all other keys. */
const MOST_MESSAGES = 1_000;

const PRINT_LENGTH = 16;

const listPrint = (messages: readonly PlacedMessage[]) => {
	const names = messages.map(({ recipient, occurrence }) => [recipient, occurrence]).sort();
	return fingerprint(JSON.stringify(names), PRINT_LENGTH, 'base64');
};

const partly = ({ source, own }: Slot) => `partly ${source.onceKey} ${listPrint(own)}`;
const rest = ({ source }: Slot, message: PlacedMessage) =>
	`rest ${source.onceKey} ${listPrint([message])}`;

const isListed = ({ own }: Slot) => own.length > 1 && own.length <= MOST_MESSAGES;

/**
 * The entries of an item that was accepted in part. They name those messages that were not: n8n's store
 * has no read, so an entry that was only asked for can be left in it, and has to say too little then and
 * never too much. The first entry says that the list is whole, and is dropped first when the store is
 * full; it holds for the same recipients alone.
 */
export function entriesOfPart(slot: Slot, results: Results): string[] {
	if (!isListed(slot)) return [];
	const others = slot.own.filter((message) => results.get(message)?.ok !== true);
	if (others.length === 0 || others.length === slot.own.length) return [];
	return [partly(slot), ...others.map((message) => rest(slot, message))];
}

/** What to ask the store for, to learn which of an item's messages were accepted. */
export const questionsOfPart = (slot: Slot): string[] =>
	isListed(slot) ? [partly(slot), ...slot.own.map((message) => rest(slot, message))] : [];

/** @param isNew of those questions, whether the store did not have it */
export function acceptedBefore(
	slot: Slot,
	isNew: ReadonlySet<string>,
): Map<PlacedMessage, MessageResult> {
	if (!isListed(slot) || isNew.has(partly(slot))) return new Map();
	return new Map(
		slot.own
			.filter((message) => isNew.has(rest(slot, message)))
			.map((message) => [message, { ok: true, ids: { alreadySent: true } }]),
	);
}
