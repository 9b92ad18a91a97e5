import type { IDataObject } from 'n8n-workflow';

import type { Refusal } from '../faults/faults';
import type { Identity, Message, PlacedMessage } from './message';

/** One item, checked and ready to be sent. */
export interface Prepared<Shared> {
	/** What all messages of a request have in common; items where it is equal may share a request. */
	readonly shared: Shared;
	readonly messages: readonly Message[];
	/** Output fields that are known before sending. */
	readonly output: IDataObject;
	/** Why its messages may not go any more, save those that an earlier try has sent: their time is past. */
	readonly tooLate?: Refusal;
	readonly oneRequest?: OneRequest;
}

/** A rule that all messages of the run under one id have to fit one request. */
export interface OneRequest {
	readonly id: string;
	readonly otherwise: Refusal;
}

/** An item with what its options say of repeated messages. */
export interface SlotItem {
	readonly itemIndex: number;
	readonly prepared: Prepared<unknown>;
	/** Which of the run's logins sends it; items of different ones share nothing. */
	readonly login: number;
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
	/** The earlier item that bears the same key and has other recipients or texts. */
	readonly clashesWith?: number;
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

/** What an item sends to whom, in one text, whatever the order. */
const contentOf = ({ messages }: Pick<Prepared<unknown>, 'messages'>) =>
	JSON.stringify(messages.map(({ recipient, text }) => [recipient, text]).sort());

/** The messages of an item with what each one is through all tries. */
function identified({ itemIndex, prepared }: SlotItem) {
	const counts = new Map<string, number>();
	return prepared.messages.map((message) => {
		const { recipient } = message;
		const occurrence = counts.get(recipient) ?? 0;
		counts.set(recipient, occurrence + 1);
		return { message, identity: { item: itemIndex, recipient, occurrence } };
	});
}

/**
 * Gives the messages of all items their places, in order. A text that a number was given before is not
 * sent again where the item's option says so, and an item whose key an earlier one bears sends nothing:
 * both stand where the first one does. Items with different keys repeat nothing of each other, since
 * their keys say that they are different messages. What an earlier try began stands for itself.
 */
export function placeMessages<Item extends SlotItem>(
	items: readonly Item[],
	wasBegun: (message: Identity) => boolean = () => false,
): Array<Slot<Item>> {
	const byKey = new Map<string, Slot>();
	const given = new Map<string, PlacedMessage>();
	const shareNumber = numbering();
	const textNumber = numbering();

	function place(source: Item): Slot<Item> {
		const { itemIndex, prepared, duplicates, onceKey, login } = source;
		const { shared, output } = prepared;
		const shareKey = shareNumber(JSON.stringify([login, shared]));
		const repeatedRecipients = new Set<string>();
		const messages = identified(source).map(({ message, identity }) => {
			const { recipient, text, ownId } = message;
			const name = `${shareKey} ${textNumber(text)} ${recipient} ${onceKey}`;
			const earlier = duplicates === 'once' ? given.get(name) : undefined;
			if (earlier !== undefined && !wasBegun(identity)) {
				repeatedRecipients.add(recipient);
				earlier.standsFor.push(identity);
				return earlier;
			}
			const placed: PlacedMessage = { ...identity, text, ownId, standsFor: [] };
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

	/** An item that repeats another one's key and messages. */
	function repeat(source: Item, first: Slot): Slot<Item> {
		const standing = new Map(
			first.messages.map((message) => [`${message.recipient} ${message.occurrence}`, message]),
		);
		for (const { identity } of identified(source)) {
			const { recipient, occurrence } = identity;
			const message = standing.get(`${recipient} ${occurrence}`) ?? standing.get(`${recipient} 0`);
			message?.standsFor.push(identity);
		}
		const output = { ...source.prepared.output, alreadySent: true };
		return { ...first, clashesWith: undefined, source, own: [], output };
	}

	return items.map((source) => {
		const { onceKey, prepared } = source;
		const first = byKey.get(onceKey);
		if (first === undefined) {
			const slot = place(source);
			if (onceKey !== '') byKey.set(onceKey, slot);
			return slot;
		}
		const wasSentItself = identified(source).some(({ identity }) => wasBegun(identity));
		if (!wasSentItself && contentOf(first.source.prepared) === contentOf(prepared)) {
			return repeat(source, first);
		}
		return { ...place(source), clashesWith: first.source.itemIndex };
	});
}
