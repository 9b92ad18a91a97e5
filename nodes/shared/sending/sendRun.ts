import type { IExecuteFunctions } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Fault } from '../faults/faults';
import type { SendLedger } from './memory/ledger';
import type { Batch, MessageResult, PlacedMessage, Results } from './message';
import { isRefused, isUnknown } from './message';
import type { KeyClaims } from './memory/oncePerKey';
import type { Pace } from './pace';
import type { BatchSender } from './safeSend';
import { safeSender } from './safeSend';

export interface RunSettings extends Pick<BatchSender, 'send' | 'rateLimitWaitMs'> {
	readonly provider: string;
	readonly ledger: SendLedger;
	readonly keys: KeyClaims;
	readonly pace: Pace;
}

const CHECK_FIRST = 'Check whether the message arrived before you send it again';

/** What is needed of n8n's context. */
interface RunContext extends Pick<
	IExecuteFunctions,
	'continueOnFail' | 'getExecutionCancelSignal'
> {
	readonly logger: Pick<IExecuteFunctions['logger'], 'info' | 'error'>;
}

const OTHER_TEXT = 'This message went out in an earlier try with another text.';

const notesOf = (earlier: unknown, note: string) =>
	typeof earlier === 'string' ? `${earlier} ${note}` : note;

/** Puts what earlier tries of this run left of the messages into the results. */
export function takeKnown(
	messages: readonly PlacedMessage[],
	ledger: SendLedger,
	results: Results,
): void {
	const began = (hadOtherText: boolean): Fault => ({
		code: 'unknown-since-earlier-try',
		meaning: `An earlier try of this node began to send this message${hadOtherText ? ', with another text,' : ''} and never learnt what became of it`,
		whatToDo: CHECK_FIRST,
		httpCode: 504,
		outcome: 'unknown',
	});
	for (const message of messages) {
		const known = ledger.find(message);
		if (known === undefined) continue;
		const { outcome, ids, hadOtherText } = known;
		if (outcome === 'accepted') {
			const note = hadOtherText ? { note: notesOf(ids.note, OTHER_TEXT) } : {};
			results.set(message, { ok: true, ids: { ...ids, ...note } });
		} else {
			const { userGroupId } = ids;
			const named = userGroupId === undefined ? {} : { userGroupId: String(userGroupId) };
			results.set(message, { ok: false, fault: { ...began(hadOtherText), ...named } });
		}
	}
}

/** The code of a message that was not tried, since the run had stopped before. */
export const NOT_TRIED = 'not-tried';

function notTried(cause: Fault): MessageResult {
	const { meaning, whatToDo, httpCode, foundBy } = cause;
	const fault: Fault = {
		code: NOT_TRIED,
		meaning: `Not sent, since: ${meaning}`,
		whatToDo,
		httpCode,
		outcome: 'refused',
		foundBy: foundBy && 'n8n',
	};
	return { ok: false, fault };
}

/** How many requests in a row may stay without an answer before the rest of a run is left alone. */
const MOST_UNANSWERED = 5;

/** Where no answer came: the network or the provider is down, and the next request fares no better. */
const UNANSWERED: ReadonlySet<string> = new Set([
	'not-reached',
	'no-answer-in-time',
	'connection-lost',
]);

function isUnanswered(sent: readonly MessageResult[]): boolean {
	return sent.length > 0 && sent.every((result) => !result.ok && UNANSWERED.has(result.fault.code));
}

function gaveNoAnswer(provider: string): Fault {
	return {
		code: 'provider-silent',
		meaning: `${provider} did not answer ${MOST_UNANSWERED} times in a row`,
		whatToDo: 'Send the rest when the provider can be reached again',
		httpCode: 502,
	};
}

/** Where an operation answered for fewer messages than it was given. */
function noResult(provider: string): MessageResult {
	const fault: Fault = {
		code: 'no-result',
		meaning: `The answer of ${provider} says nothing of this message`,
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		outcome: 'unknown',
	};
	return { ok: false, fault };
}

/** Where something of ours gave way; what was not handed over by then was not sent. */
function brokenOff(isHandedOver: boolean): Fault {
	return {
		code: 'broken-off',
		meaning: isHandedOver
			? 'Something unforeseen happened while this message was being sent, so its outcome is not known'
			: 'Something unforeseen happened before this message was sent',
		whatToDo: isHandedOver
			? `${CHECK_FIRST}; the log of n8n says more`
			: 'Try again; the log of n8n says more',
		httpCode: isHandedOver ? 504 : 502,
		outcome: isHandedOver ? 'unknown' : 'refused',
		foundBy: 'n8n',
	};
}

/**
 * Sends the batches and files a result for each message. After a fault that concerns the account, after
 * any fault in stop mode, after a cancellation, and where the provider left several requests in a row
 * without an answer, no further request is begun. Nothing is thrown: what
 * gives way leaves an unknown outcome, and what is under way is waited for.
 *
 * @param stopped why nothing may be sent any more, from the batches of another login
 * @returns the fault after which nothing more was sent
 */
export async function sendBatches(
	context: RunContext,
	batches: readonly Batch[],
	{ provider, ledger, keys, pace, send, ...sender }: RunSettings,
	results: Results,
	stopped?: Fault,
): Promise<Fault | undefined> {
	const signal = context.getExecutionCancelSignal();
	const stopsAtFault = !context.continueOnFail();
	const handedOver = new Set<PlacedMessage>();
	let stop = stopped;
	let unanswered = 0;
	const sendSafely = safeSender({
		...sender,
		alone: pace.alone,
		signal,
		isOver: () => stopping() !== undefined,
		begin(batch) {
			const end = ledger.begin(batch);
			return (sent) => {
				// What is known now stays known, also where it cannot be written down.
				file(batch, sent);
				end(sent);
			};
		},
		async send(batch) {
			for (const message of batch) handedOver.add(message);
			const answered = await send(batch);
			return batch.map((_, index) => answered[index] ?? noResult(provider));
		},
	});

	function stopping(): Fault | undefined {
		if (!signal?.aborted) return stop;
		return {
			code: 'cancelled',
			meaning: 'the execution was cancelled',
			whatToDo: 'Run the workflow again to send the rest',
			httpCode: 422,
			foundBy: 'n8n',
		};
	}

	function file(batch: Batch, sent: readonly MessageResult[]): void {
		unanswered = isUnanswered(sent) ? unanswered + 1 : 0;
		if (unanswered >= MOST_UNANSWERED) stop ??= gaveNoAnswer(provider);
		for (const [index, message] of batch.entries()) {
			const result = sent[index];
			if (result === undefined) continue;
			results.set(message, result);
			if (!result.ok && (result.fault.concernsAccount || stopsAtFault)) stop ??= result.fault;
		}
	}

	function breakOff(batch: Batch, thrown: unknown): void {
		context.logger.error(`${provider}: a send was broken off: ${String(thrown)}`);
		for (const message of batch) {
			if (results.has(message)) continue;
			const fault = brokenOff(handedOver.has(message));
			results.set(message, { ok: false, fault });
		}
		// Whatever it was, it can meet the next request as well.
		stop ??= brokenOff(false);
	}

	async function sendOne(batch: Batch): Promise<void> {
		try {
			if ((await sendSafely(batch)) !== undefined) return;
		} catch (thrown) {
			breakOff(batch, thrown);
		}
		const cause = stopping();
		for (const message of batch) {
			if (cause !== undefined && !results.has(message)) results.set(message, notTried(cause));
		}
	}

	const limit = pLimit(pace.atOnce);

	/** Begins to send a block; its keys are settled when all of it is answered. */
	function sendBlock(block: readonly Batch[], free: readonly Batch[]) {
		let begin = (): void => undefined;
		const lastBegun = new Promise<void>((resolve) => {
			begin = resolve;
		});
		const last = free.at(-1);
		if (last === undefined) begin();
		const sending = free.map((batch) =>
			limit(async () => {
				if (batch === last) begin();
				await sendOne(batch);
			}),
		);
		const ended = Promise.all(sending).then(async () => await keys.settle(block, results));
		return { lastBegun, ended };
	}

	const ends: Array<Promise<void>> = [];
	for (const block of keys.blocksOf(batches)) {
		const free = stopping() === undefined ? await keys.claim(block, results) : block;
		for (const message of block.flat()) {
			const obstacle = results.get(message);
			if (stopsAtFault && obstacle?.ok === false) stop ??= obstacle.fault;
		}
		const { lastBegun, ended } = sendBlock(block, free);
		ends.push(ended);
		// The next block's keys are claimed when there is room for it: a crash leaves few open.
		await lastBegun;
	}
	await Promise.all(ends);
	return stop;
}

const NAMED_IDS = 20;

/** n8n saves nothing of a cancelled execution, so this line is all that tells what went out. */
export function logWhatWent(
	{ logger }: Pick<RunContext, 'logger'>,
	provider: string,
	results: Results,
): void {
	const all = [...results.values()];
	const accepted = all.flatMap((result) => (result.ok ? [result.ids] : []));
	const unknown = all.filter(isUnknown).length;
	const refused = all.filter(isRefused).length;
	const ids = new Set(
		accepted.map((own) => own.groupMessageId ?? own.userGroupId ?? own.reportId ?? own.smsId),
	);
	const named = [...ids].slice(0, NAMED_IDS).join(', ');
	const more = ids.size > NAMED_IDS ? ` and ${ids.size - NAMED_IDS} more` : '';
	logger.info(
		`${provider}: execution cancelled; ${accepted.length} messages accepted, ${unknown} with an unknown outcome, ${refused} not sent; ids: ${named}${more}`,
	);
}
