import type { RayganState } from './state';

/** A request that passed the login. */
export interface RayganCall {
	state: RayganState;
	endpoint: string;
	requestId: number;
	/** The JSON body with its property names in lower case: the service matches them without regard to case */
	body: unknown;
}

/** The envelope `{ Code, Message, Result }`, or a value without one. */
export type RayganReply = { code: number; result?: unknown } | { bare: number | boolean };

export type RayganHandler = (call: RayganCall) => RayganReply;
