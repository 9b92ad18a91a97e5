import type { TurkeyState } from './state';

/** A request whose API key was checked. */
export interface TurkeyCall {
	state: TurkeyState;
	endpoint: string;
	requestId: number;
	/** From the JSON body of a POST, from the query of a GET */
	fields: Record<string, unknown>;
}

/** The fields of a successful reply after `result`, in the order of the document. */
export type TurkeyReply = Record<string, unknown>;

export type TurkeyHandler = (call: TurkeyCall) => TurkeyReply;
