import type { IExecuteFunctions } from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Fault } from '../node/faults';
import type { Batch, PlacedMessage } from './batches';
import type { Known, SendLedger } from './ledger';
import type { MessageResult } from './message';
import { safeSend } from './safeSend';

export interface RunSettings {
	readonly provider: string;
	readonly ledger: SendLedger;
	/** Requests at the same time. */
	readonly concurrency: number;
	/** Milliseconds that may be spent waiting for a rate limit to pass. */
	readonly rateLimitWaitMs: number;
	/** Hands one request over; one result a message, in order. Throws nothing. */
	send(batch: Batch): Promise<readonly MessageResult[]>;
}

/** Results by message. */
export type Results = Map<PlacedMessage, MessageResult>;

function fromLedger(provider: string, message: PlacedMessage, known: Known): MessageResult {
	if (known.outcome === 'accepted') return { ok: true, ids: known.ids };
	return {
		ok: false,
		fault: {
			provider,
			code: 'unknown-since-earlier-try',
			meaning:
				'An earlier try of this node began to send this message and never learnt what became of it',
			whatToDo: 'Check whether the message arrived before you send it again',
			httpCode: 504,
			outcome: 'unknown',
			recipients: [message.recipient],
		},
	};
}

function notTried(fault: Fault): MessageResult {
	return {
		ok: false,
		fault: { ...fault, outcome: 'refused', meaning: `Not sent, since: ${fault.meaning}` },
	};
}

const CANCELLED = {
	code: 'cancelled',
	meaning: 'the execution was cancelled',
	whatToDo: 'Run the workflow again to send the rest',
	httpCode: 422,
} as const;

/** Puts what earlier tries left into the results, and answers with the messages that are still to be sent. */
export function takeKnown(
	messages: readonly PlacedMessage[],
	{ provider, ledger }: RunSettings,
	results: Results,
): PlacedMessage[] {
	return messages.filter((message) => {
		const known = ledger.find(message);
		if (known !== undefined) results.set(message, fromLedger(provider, message, known));
		return known === undefined;
	});
}

/**
 * Sends the batches and files the result of each message. After a fault that concerns the account, after
 * any fault in stop mode, and after a cancellation no further request is begun.
 */
export async function sendBatches(
	context: IExecuteFunctions,
	batches: readonly Batch[],
	settings: RunSettings,
	results: Results,
): Promise<void> {
	const { provider, ledger } = settings;
	const signal = context.getExecutionCancelSignal();
	let stop: Fault | undefined;

	async function sendOne(batch: Batch): Promise<void> {
		if (signal?.aborted) stop ??= { provider, ...CANCELLED };
		if (stop !== undefined) {
			for (const message of batch) results.set(message, notTried(stop));
			return;
		}
		ledger.begin(batch);
		const sent = await safeSend(batch, { ...settings, signal });
		const accepted: PlacedMessage[] = [];
		const refused: PlacedMessage[] = [];
		for (const [index, message] of batch.entries()) {
			const result = sent[index];
			if (result === undefined) continue;
			results.set(message, result);
			if (result.ok) accepted.push(message);
			else if (result.fault.outcome === 'refused') refused.push(message);
			if (!result.ok && (result.fault.concernsAccount || !context.continueOnFail())) {
				stop ??= result.fault;
			}
		}
		if (accepted.length > 0) {
			ledger.accept(
				accepted,
				sent.flatMap((result) => (result.ok ? [result.ids] : [])),
			);
		}
		if (refused.length > 0) ledger.forget(refused);
	}

	const limit = pLimit(settings.concurrency);
	await Promise.all(batches.map((batch) => limit(async () => await sendOne(batch))));
	if (signal?.aborted) logWhatWent(context, provider, results);
}

/** n8n saves nothing of a cancelled execution, so this line is all that tells what went out. */
function logWhatWent(context: IExecuteFunctions, provider: string, results: Results): void {
	const all = [...results.values()];
	const accepted = all.flatMap((result) => (result.ok ? [result.ids] : []));
	const unknown = all.filter((result) => !result.ok && result.fault.outcome === 'unknown');
	const groups = new Set(accepted.map((ids) => ids.groupMessageId ?? ids.reportId ?? ids.smsId));
	context.logger.info(
		`${provider}: execution cancelled; ${accepted.length} messages accepted, ${unknown.length} unknown, ${all.length - accepted.length - unknown.length} not sent; ids: ${[...groups].join(', ')}`,
	);
}
