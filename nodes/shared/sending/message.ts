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

/** What became of one message. `ids` are the output fields that the provider's answer gave it. */
export type MessageResult =
	| { readonly ok: true; readonly ids: IDataObject; readonly raw?: unknown }
	| { readonly ok: false; readonly fault: Fault };
