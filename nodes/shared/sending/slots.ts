import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../node/faults';
import type { Message, PlacedMessage } from './message';

/** One item, checked and ready to be sent. */
export interface Prepared<Shared> {
	/** The line or sender ID. */
	readonly sender: string;
	/** What all messages of a request have in common; items where it is equal may share a request. */
	readonly shared: Shared;
	readonly messages: readonly Message[];
	/** Output fields that are known before sending. */
	readonly output: IDataObject;
	/** Why its messages may not go any more, save those that an earlier try has sent: their time is past. */
	readonly tooLate?: Fault;
	readonly oneRequest?: OneRequest;
}

/** A rule that all messages of the run under one id have to fit one request. */
export interface OneRequest {
	readonly id: string;
	readonly otherwise: Fault;
}

/** An item with what its options say of repeated messages. */
export interface SlotItem {
	readonly itemIndex: number;
	readonly prepared: Prepared<unknown>;
	readonly duplicates: 'once' | 'asGiven';
	/** Of the option Only Once per Key; an empty text is none. */
	readonly onceKey: string;
}

/** An item on its way to the provider. */
export interface Slot<Item extends SlotItem = SlotItem> {
	readonly source: Item;
	/** Slots with the same one may share a request. */
	readonly shareKey: number;
	/** The messages of the item; one that was given before, by it or by an earlier item, stands where it stood then. */
	readonly messages: readonly PlacedMessage[];
	/** Those of them that are its own to send. */
	readonly own: readonly PlacedMessage[];
	readonly output: IDataObject;
}

/** Small numbers in the place of long texts, the same for the same text. */
function numbering(): (text: string) => number {
	const numbers = new Map<string, number>();
	return (text) => {
		const known = numbers.get(text);
		if (known === undefined) numbers.set(text, numbers.size);
		return known ?? numbers.size - 1;
	};
}

/**
 * Gives the messages of all items their places, in order. A text that a number was given before is not
 * sent again where the item's option says so, and an item whose key an earlier one bears sends nothing:
 * both stand where the first one does. Items with different keys repeat nothing of each other, since
 * their keys say that they are different messages.
 */
export function placeMessages<Item extends SlotItem>(items: readonly Item[]): Array<Slot<Item>> {
	const byKey = new Map<string, Slot>();
	const given = new Map<string, PlacedMessage>();
	const shareNumber = numbering();
	const textNumber = numbering();

	function place(source: Item): Slot<Item> {
		const { itemIndex, prepared, duplicates, onceKey } = source;
		const { sender, shared, output } = prepared;
		const shareKey = shareNumber(JSON.stringify(shared));
		const repeatedRecipients = new Set<string>();
		const messages = prepared.messages.map(({ recipient, text, ownId }, position) => {
			const name = `${shareKey} ${textNumber(text)} ${recipient} ${onceKey}`;
			const earlier = duplicates === 'once' ? given.get(name) : undefined;
			if (earlier !== undefined) {
				repeatedRecipients.add(recipient);
				return earlier;
			}
			const placed = { recipient, text, ownId, item: itemIndex, position, sender };
			given.set(name, placed);
			return placed;
		});
		if (repeatedRecipients.size === 0) {
			return { source, shareKey, messages, own: messages, output };
		}
		const eachOnce = [...new Set(messages)];
		const own = eachOnce.filter(({ item }) => item === itemIndex);
		const told = { ...output, repeatedRecipients: [...repeatedRecipients] };
		return { source, shareKey, messages: eachOnce, own, output: told };
	}

	return items.map((source) => {
		const { onceKey, prepared } = source;
		const first = byKey.get(onceKey);
		if (first !== undefined) {
			const output = { ...prepared.output, alreadySent: true };
			return { ...first, source, own: [], output };
		}
		const slot = place(source);
		if (onceKey !== '') byKey.set(onceKey, slot);
		return slot;
	});
}
