import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../node/faults';

/** One text to one recipient: what the promise "never twice" is about. */
export interface Message {
	/** E.164 */
	readonly recipient: string;
	readonly text: string;
	/** The user's own id of the message, where there is one. */
	readonly ownId?: string;
}

/** A message with its place: the item that it came from, and its position among that item's messages. */
export interface PlacedMessage extends Message {
	readonly item: number;
	readonly position: number;
	/** The line or sender ID. */
	readonly sender: string;
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
