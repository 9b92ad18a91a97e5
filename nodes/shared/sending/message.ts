import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../faults/faults';

/** One text to one recipient: what the promise "never twice" is about. */
export interface Message {
	/** E.164 */
	readonly recipient: string;
	readonly text: string;
	/** The user's own id of the message, where there is one. */
	readonly ownId?: string;
}

/**
 * What a message is through all tries of one run: nothing of it changes when a person mends a text, a
 * list or a credential between two of them, or when an expression has another value.
 */
export interface Identity {
	readonly item: number;
	/** E.164 */
	readonly recipient: string;
	/** How many messages of the item to this recipient stand before it. */
	readonly occurrence: number;
}

/** A message with its place: the item that it came from, and which one of the item's to its recipient it is. */
export interface PlacedMessage extends Message, Identity {
	/** Those that are not sent since this one stands for them. */
	readonly standsFor: Identity[];
}

/** What one request carries; all its messages have the same share key. */
export type Batch = readonly PlacedMessage[];

/** What became of one message. `ids` are the output fields that the provider's answer gave it. */
export type MessageResult =
	| { readonly ok: true; readonly ids: IDataObject; readonly raw?: unknown }
	| { readonly ok: false; readonly fault: Fault };

/** What became of the messages of a run, in the order in which it was learnt. */
export type Results = Map<PlacedMessage, MessageResult>;

/** True where the provider may or may not have accepted the message. */
export function isUnknown(result: MessageResult | undefined): boolean {
	return result?.ok === false && result.fault.outcome !== 'refused';
}

/** True where the provider certainly did not accept the message. */
export function isRefused(result: MessageResult | undefined): boolean {
	return result?.ok === false && result.fault.outcome === 'refused';
}
