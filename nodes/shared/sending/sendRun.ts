import type { IExecuteFunctions } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Fault } from '../node/faults';
import type { SendLedger } from './ledger';
import type { Batch, MessageResult, PlacedMessage, Results } from './message';
import { isRefused, isUnknown } from './message';
import type { KeyClaims } from './oncePerKey';
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
	readonly logger: Pick<IExecuteFunctions['logger'], 'info'>;
}

/** Puts what earlier tries of this run left of the messages into the results. */
export function takeKnown(
	messages: readonly PlacedMessage[],
	provider: string,
	ledger: SendLedger,
	results: Results,
): void {
	const fault: Fault = {
		provider,
		code: 'unknown-since-earlier-try',
		meaning:
			'An earlier try of this node began to send this message and never learnt what became of it',
		whatToDo: CHECK_FIRST,
		httpCode: 504,
		outcome: 'unknown',
	};
	for (const message of messages) {
		const known = ledger.find(message);
		if (known?.outcome === 'accepted') results.set(message, { ok: true, ids: known.ids });
		if (known?.outcome === 'unknown') {
			const { userGroupId } = known.ids;
			const named = userGroupId === undefined ? {} : { userGroupId: String(userGroupId) };
			results.set(message, { ok: false, fault: { ...fault, ...named } });
		}
	}
}

/** The code of a message that was not tried, since the run had stopped before. */
export const NOT_TRIED = 'not-tried';

function notTried(cause: Fault): MessageResult {
	const { provider, meaning, whatToDo, httpCode } = cause;
	const fault: Fault = {
		provider,
		code: NOT_TRIED,
		meaning: `Not sent, since: ${meaning}`,
		whatToDo,
		httpCode,
		outcome: 'refused',
	};
	return { ok: false, fault };
}

/** Where an operation answered for fewer messages than it was given. */
function noResult(provider: string): MessageResult {
	const fault: Fault = {
		provider,
		code: 'no-result',
		meaning: `The answer of ${provider} says nothing of this message`,
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		outcome: 'unknown',
	};
	return { ok: false, fault };
}

/**
 * Sends the batches and files a result for each message. After a fault that concerns the account, after
 * any fault in stop mode, and after a cancellation no further request is begun.
 */
export async function sendBatches(
	context: RunContext,
	batches: readonly Batch[],
	{ provider, ledger, keys, pace, send, ...sender }: RunSettings,
	results: Results,
): Promise<void> {
	const signal = context.getExecutionCancelSignal();
	const stopsAtFault = !context.continueOnFail();
	let stop: Fault | undefined;
	const sendSafely = safeSender({
		...sender,
		alone: pace.alone,
		signal,
		isOver: () => stopping() !== undefined,
		begin(batch) {
			const end = ledger.begin(batch);
			return (sent) => {
				end(sent);
				file(batch, sent);
			};
		},
		async send(batch) {
			const answered = await send(batch);
			return batch.map((_, index) => answered[index] ?? noResult(provider));
		},
	});

	function stopping(): Fault | undefined {
		if (!signal?.aborted) return stop;
		return {
			provider,
			code: 'cancelled',
			meaning: 'the execution was cancelled',
			whatToDo: 'Run the workflow again to send the rest',
			httpCode: 422,
		};
	}

	function file(batch: Batch, sent: readonly MessageResult[]): void {
		for (const [index, message] of batch.entries()) {
			const result = sent[index];
			if (result === undefined) continue;
			results.set(message, result);
			if (!result.ok && (result.fault.concernsAccount || stopsAtFault)) stop ??= result.fault;
		}
	}

	async function sendOne(batch: Batch): Promise<void> {
		if ((await sendSafely(batch)) !== undefined) return;
		const cause = stopping();
		if (cause !== undefined) for (const message of batch) results.set(message, notTried(cause));
	}

	const limit = pLimit(pace.atOnce);
	for (const block of keys.blocksOf(batches)) {
		const free = stopping() === undefined ? await keys.claim(block, results) : block;
		try {
			await Promise.all(free.map((batch) => limit(async () => await sendOne(batch))));
		} finally {
			await keys.settle(block, results);
		}
	}
	if (signal?.aborted) logWhatWent(context, provider, results);
}

const NAMED_IDS = 20;

/** n8n saves nothing of a cancelled execution, so this line is all that tells what went out. */
function logWhatWent({ logger }: RunContext, provider: string, results: Results): void {
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
