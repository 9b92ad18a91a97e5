import { REQUESTS_AT_ONCE } from '../http/door';

/** How the requests of one run follow each other. */
export interface Pace {
	/** Requests at the same time, at most. */
	readonly atOnce: number;
	/**
	 * So many requests go one after another, each after the one before it was accepted, until several go
	 * at once; as many again after one of which nothing was accepted.
	 */
	readonly alone: number;
}

const ONE_RECIPIENT_EACH: Pace = { atOnce: REQUESTS_AT_ONCE, alone: 0 };

/**
 * Each request in flight is a thousand messages that a fault of the account, a cancellation or a crash
 * can meet: so no more than two, and one where a run is short or in trouble. Two hide the wait for one
 * answer behind the other's, which nearly halves the time of a long run.
 */
const MANY_RECIPIENTS_EACH: Pace = { atOnce: 2, alone: 4 };

/** The pace for requests that take so many recipients. */
export const paceFor = (recipientsPerRequest: number): Pace =>
	recipientsPerRequest === 1 ? ONE_RECIPIENT_EACH : MANY_RECIPIENTS_EACH;
