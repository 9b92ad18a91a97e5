import pLimit from 'p-limit';

import type { Fault } from '../faults/faults';
import type { Batch, MessageResult } from './message';
import type { Pace } from './pace';
import { pause } from './pause';

/** How a batch is handed to the provider. */
export interface BatchSender {
	/** True once the run has to stop: then nothing more is sent. */
	isOver(): boolean;
	/** Notes that a batch is about to go, and answers how to note what became of it. */
	begin(batch: Batch): (results: readonly MessageResult[]) => void;
	/** One result a message, in order. Throws nothing. */
	send(batch: Batch): Promise<readonly MessageResult[]>;
	/** Milliseconds that may be spent waiting for a rate limit to pass, where the user set them. */
	readonly rateLimitWaitMs: number | undefined;
	/** Batches that go one after another before several go at once. */
	readonly alone: Pace['alone'];
	/** The execution's cancel signal. */
	readonly signal?: AbortSignal;
}

const RATE_LIMIT_WINDOW_MS = 60_000;
const DEFAULT_RATE_LIMIT_WAIT_MS = 120_000;
const NEVER_CONNECTED_TRIES = 2;
const NEVER_CONNECTED_WAIT_MS = 500;

/** The fault that all messages of a batch share, where none was accepted. */
function sharedFault(results: readonly MessageResult[]): Fault | undefined {
	const [first] = results;
	if (first === undefined || first.ok) return undefined;
	const { code } = first.fault;
	return results.every((result) => !result.ok && result.fault.code === code)
		? first.fault
		: undefined;
}

function inVain(results: readonly MessageResult[], waitedMs: number): MessageResult[] {
	return results.map((result) => {
		if (result.ok) return result;
		const { meaning, whatToDo } = result.fault;
		const fault: Fault = {
			...result.fault,
			meaning: `${meaning}, also after ${waitedMs / 1000} seconds of waiting`,
			whatToDo: `${whatToDo}; put fewer recipients into one request, or raise the option Rate Limit Wait`,
		};
		return { ok: false, fault };
	});
}

const isRateLimit = (results: readonly MessageResult[]): boolean => {
	const fault = sharedFault(results);
	return fault?.outcome === 'refused' && fault.httpCode === 429;
};

/**
 * Nothing says whether a request of many recipients that met the rate limit was taken in part.
 *
 * @param repeats false where it is not sent again: then the next ones would meet the limit as well
 */
function inDoubt(results: readonly MessageResult[], repeats: boolean): MessageResult[] {
	return results.map((result) => {
		if (result.ok || result.fault.outcome !== 'refused') return result;
		const { meaning, whatToDo } = result.fault;
		const fault: Fault = {
			...result.fault,
			meaning: `${meaning}, and a part of the request may have been taken before it met the limit`,
			whatToDo: `Check which of the messages arrived before you send them again. ${whatToDo}`,
			outcome: 'unknown',
			...(repeats ? {} : { concernsAccount: true }),
		};
		return { ok: false, fault };
	});
}

/**
 * Makes a sender of the batches of one run. It sends a batch again only where the provider certainly
 * took none of it for a reason that passes: the connection was never made, or the provider said of a
 * batch of one that the rate limit was hit, which is waited out. A larger one may have been taken in
 * part by then: it goes again only where the user set how long to wait, and unless it is accepted at
 * last its outcome is unknown. From then on batches go one after another, so that they
 * do not use up the next minute together; and once a batch waited in vain, the others wait no more.
 * Otherwise as many go at once as are given at once, but for those that go alone.
 *
 * @returns of a sender, one result a message; undefined where the run was over before the batch began
 */
export function safeSender(sender: BatchSender) {
	const { isOver, begin, send, rateLimitWaitMs, alone, signal } = sender;
	const oneAtATime = pLimit(1);
	let patienceMs = rateLimitWaitMs ?? DEFAULT_RATE_LIMIT_WAIT_MS;
	let leftAlone = alone;
	let waits = 0;

	async function sendReached(batch: Batch): Promise<readonly MessageResult[]> {
		for (let tries = 1; ; tries += 1) {
			const results = await send(batch);
			const fault = sharedFault(results);
			const isCertain = fault?.outcome === 'refused' && fault.code === 'not-reached';
			if (!isCertain || tries === NEVER_CONNECTED_TRIES || isOver()) return results;
			await pause(NEVER_CONNECTED_WAIT_MS, signal);
			if (isOver()) return results;
		}
	}

	/** @param seen how many waits were over when the batch was refused; a later one counts for it too */
	async function waitOut(
		batch: Batch,
		refused: readonly MessageResult[],
		seen: number,
	): Promise<readonly MessageResult[]> {
		let results = refused;
		let waitedMs = 0;
		for (let known = seen; isRateLimit(results) && !isOver(); known = waits) {
			if (known === waits) {
				if (waitedMs + RATE_LIMIT_WINDOW_MS > patienceMs) {
					if (waitedMs === 0) return results;
					patienceMs = 0;
					return inVain(results, waitedMs);
				}
				await pause(RATE_LIMIT_WINDOW_MS, signal);
				if (isOver()) return results;
				waitedMs += RATE_LIMIT_WINDOW_MS;
				waits += 1;
			}
			results = await sendReached(batch);
		}
		return results;
	}

	/** What becomes of a batch that met the rate limit. */
	async function afterLimit(
		batch: Batch,
		refused: readonly MessageResult[],
		inTurn: boolean,
	): Promise<readonly MessageResult[]> {
		const isOne = batch.length === 1;
		if (!isOne && rateLimitWaitMs === undefined) return inDoubt(refused, false);
		const seen = waits;
		const wait = async () => await waitOut(batch, refused, seen);
		const results = inTurn ? await wait() : await oneAtATime(wait);
		return isOne ? results : inDoubt(results, true);
	}

	/** Decides from what became of a batch how the next ones go. */
	function setPace(results: readonly MessageResult[]): void {
		if (isRateLimit(results)) leftAlone = Number.POSITIVE_INFINITY;
		else if (results.some(({ ok }) => ok)) leftAlone = Math.max(leftAlone - 1, 0);
		else leftAlone = Math.max(leftAlone, alone);
	}

	/** @param inTurn true where no other batch that waits for its turn can be under way */
	async function sendNow(
		batch: Batch,
		inTurn: boolean,
	): Promise<readonly MessageResult[] | undefined> {
		if (isOver()) return undefined;
		const end = begin(batch);
		const first = await sendReached(batch);
		setPace(first);
		const results = isRateLimit(first) ? await afterLimit(batch, first, inTurn) : first;
		end(results);
		return results;
	}

	return async (batch: Batch) =>
		leftAlone > 0
			? await oneAtATime(async () => await sendNow(batch, true))
			: await sendNow(batch, false);
}
