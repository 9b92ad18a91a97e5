import type { IDataObject } from 'n8n-workflow';

import type { ItemResult } from '../node/operation';
import type { PlacedMessage } from './batches';
import { itemResult } from './itemResult';
import type { Message } from './message';
import type { Results } from './sendRun';

/** One item, checked and ready to be sent. */
export interface Prepared<Shared> {
	/** The line or sender ID. */
	readonly sender: string;
	/** What all messages of a request have in common; items where it is equal may share a request. */
	readonly shared: Shared;
	readonly messages: readonly Message[];
	/** Output fields that are known before sending. */
	readonly output: IDataObject;
}

/** An item on its way to the provider. */
export interface Slot<Shared> {
	readonly itemIndex: number;
	readonly prepared: Prepared<Shared>;
	readonly shareKey: string;
	/** Its messages; one that was given before, by it or by an earlier item, stands for itself there. */
	readonly messages: readonly PlacedMessage[];
	/** Those of them that are its own to send. */
	readonly own: readonly PlacedMessage[];
	/** E.164, of those that are not. */
	readonly repeated: readonly string[];
}

/** Gives messages their places, and remembers which were given before. */
export function messagePlaces<Shared>() {
	const given = new Map<string, PlacedMessage>();
	return {
		place(
			itemIndex: number,
			prepared: Prepared<Shared>,
			duplicates: 'once' | 'asGiven',
		): Slot<Shared> {
			const shareKey = JSON.stringify(prepared.shared);
			const own: PlacedMessage[] = [];
			const repeated: string[] = [];
			const messages = new Set<PlacedMessage>();
			for (const [position, message] of prepared.messages.entries()) {
				const identity = `${shareKey}\n${message.recipient}\n${message.text}`;
				const earlier = duplicates === 'once' ? given.get(identity) : undefined;
				const placed = earlier ?? {
					...message,
					item: itemIndex,
					position,
					sender: prepared.sender,
				};
				messages.add(placed);
				if (earlier === undefined) {
					given.set(identity, placed);
					own.push(placed);
				} else {
					repeated.push(message.recipient);
				}
			}
			return { itemIndex, prepared, shareKey, messages: [...messages], own, repeated };
		},
		/** Takes an item's places back, so that the same message of a later item is sent. */
		takeBack({ own, shareKey }: Slot<Shared>): void {
			for (const { recipient, text } of own) given.delete(`${shareKey}\n${recipient}\n${text}`);
		},
	};
}

/** The result of a slot from those of its messages. */
export function slotResult<Shared>(
	{ messages, repeated, prepared }: Slot<Shared>,
	results: Results,
	recipientField: 'recipient' | 'recipients',
): ItemResult {
	const sent = messages.flatMap((message) => {
		const result = results.get(message);
		return result === undefined ? [] : [{ message, result }];
	});
	const output =
		repeated.length > 0
			? { ...prepared.output, repeatedRecipients: [...repeated] }
			: prepared.output;
	return itemResult(sent, output, recipientField);
}
