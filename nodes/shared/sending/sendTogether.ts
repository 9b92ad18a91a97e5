import groupBy from 'lodash/groupBy';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Checked, Fault } from '../faults/faults';
import { guardSetByModel } from '../form/fromModel';
import { strictest } from '../form/itemsPerRequest';
import type {
	Definition,
	ItemCall,
	NumberedResult,
	Operation,
	OperationCall,
	RequestParameters,
} from '../operations/operation';
import { itemReader, withRaw } from '../operations/operation';
import type { RecipientField } from './itemResult';
import { failedResult, itemResult } from './itemResult';
import type { SendLedger } from './memory/ledger';
import { openLedger } from './memory/ledger';
import type { Batch, MessageResult, PlacedMessage, Results } from './message';
import { keyClaims } from './memory/oncePerKey';
import type { FewerRequests } from './sendHints';
import { hintAfterSend } from './sendHints';
import { paceFor } from './pace';
import { planBatches, unsent } from './plan';
import { logWhatWent, sendBatches, takeKnown } from './sendRun';
import { noteSent } from './memory/sentRegister';
import type { Prepared, SlotItem } from './slots';
import { placeMessages } from './slots';
import type { RefusedItem } from './stopResult';
import { refusedResult, stopResult } from './stopResult';

export interface SendParameters extends RequestParameters {
	readonly options: RequestParameters['options'] & {
		readonly duplicates: 'once' | 'asGiven';
		readonly maxRecipients?: number;
		readonly onlyOncePerKey: string;
		readonly redirectAllTo: string;
		readonly itemsPerRequest?: number;
		/** Seconds */
		readonly rateLimitWait?: number;
	};
}

export interface SendDefinition<
	Client,
	Parameters extends SendParameters,
	Shared,
> extends Definition<Parameters> {
	readonly recipientField: RecipientField;
	/** Whom the parameters of an item name, also where it cannot be sent. */
	namedIn(parameters: Parameters): readonly string[];
	/** What the provider takes in one request. */
	readonly recipientsPerRequest: number;
	/** The operation that takes different texts in fewer requests, where there is one. */
	readonly fewerRequests?: FewerRequests;
	/** Checks one item, offline. */
	prepare(item: ItemCall<Client, Parameters>): Checked<Prepared<Shared>>;
	/** Hands one request over; one result a message, in order. Throws nothing. */
	send(
		item: ItemCall<Client, Parameters>,
		shared: Shared,
		batch: Batch,
		signal: AbortSignal | undefined,
	): Promise<readonly MessageResult[]>;
}

/** An item that passed its checks. */
interface Ready<Client, Parameters, Shared> extends SlotItem {
	readonly item: ItemCall<Client, Parameters>;
	readonly prepared: Prepared<Shared>;
}

/**
 * An operation that sends: takes all items at once, puts what may share a request into one, and answers
 * with a result for each item. A bad item fails alone; in stop mode it stops the run before anything is
 * sent, and one fault speaks for all. No message goes out twice through all the tries of one run.
 */
export function sendTogether<
	Client extends { readonly account: string },
	Parameters extends SendParameters,
	Shared,
>(definition: SendDefinition<Client, Parameters, Shared>): Operation<Client> {
	return {
		option: definition.option,
		fields: definition.fields,
		async *results(call) {
			const open = guardSetByModel(call.context);
			if (open !== undefined) {
				for (const itemIndex of call.context.getInputData().keys()) {
					yield { itemIndex, result: { ok: false, fault: unsent(open.fault) } };
				}
				return;
			}
			const bad: BadItem[] = [];
			const ready: Array<Ready<Client, Parameters, Shared>> = [];
			const readItem = await itemReader(definition, call);
			for (const itemIndex of call.context.getInputData().keys()) {
				const read = readItem(itemIndex);
				const checked = read.ok ? check(definition, itemIndex, read.value) : read;
				if (checked.ok) {
					ready.push(checked.value);
				} else {
					const named = read.ok ? definition.namedIn(read.value.parameters) : [];
					bad.push({ itemIndex, fault: unsent(checked.fault), named });
				}
			}
			const ledger = openLedger(call.context);
			const all = await sendReady(definition, call, { ready, bad }, ledger);
			if (isLastTry(call.context, all)) ledger.clear();
			yield* all;
		},
	};
}

function check<Client, Parameters extends SendParameters, Shared>(
	definition: SendDefinition<Client, Parameters, Shared>,
	itemIndex: number,
	item: ItemCall<Client, Parameters>,
): Checked<Ready<Client, Parameters, Shared>> {
	const prepared = definition.prepare(item);
	if (!prepared.ok) return prepared;
	const { duplicates, onlyOncePerKey, redirectAllTo } = item.parameters.options;
	const key = onlyOncePerKey.trim();
	// What was sent to oneself for a test was not sent to its recipients.
	const isTest = key !== '' && redirectAllTo.trim() !== '';
	const onceKey = isTest ? `${key} (redirected)` : key;
	return {
		ok: true,
		value: {
			itemIndex,
			item,
			prepared: prepared.value,
			login: item.login,
			duplicates,
			onceKey,
		},
	};
}

/** True where n8n will not run the node again: with Retry On Fail it does where the first item bears a fault. */
function isLastTry(
	context: Pick<IExecuteFunctions, 'continueOnFail' | 'getNode'>,
	results: readonly NumberedResult[],
): boolean {
	const stops = !context.continueOnFail() && results.some(({ result }) => !result.ok);
	return !stops && (!context.getNode().retryOnFail || results[0]?.result.ok !== false);
}

/** What an operation found before it handed the request over was certainly not sent. */
function refusedWhereChecked(result: MessageResult): MessageResult {
	if (result.ok || result.fault.foundBy !== 'check') return result;
	return { ok: false, fault: unsent(result.fault) };
}

/** Leaves out the provider's own rows, which take as much memory as all else that is kept of a run. */
function withoutRaw(results: readonly MessageResult[]): MessageResult[] {
	// Messages of one request mostly have one result.
	const bare = new Map<MessageResult, MessageResult>();
	return results.map((result) => {
		const known = bare.get(result) ?? (result.ok ? { ok: true, ids: result.ids } : result);
		bare.set(result, known);
		return known;
	});
}

/** An item that did not pass its checks, with whom it names. */
interface BadItem extends RefusedItem {
	readonly named: readonly string[];
}

interface Checks<Client, Parameters, Shared> {
	readonly ready: ReadonlyArray<Ready<Client, Parameters, Shared>>;
	readonly bad: readonly BadItem[];
}

/** Sends what is ready: a result an item, or the one that stops the node. */
async function sendReady<
	Client extends { readonly account: string },
	Parameters extends SendParameters,
	Shared,
>(
	definition: SendDefinition<Client, Parameters, Shared>,
	{ context, provider }: OperationCall<Client>,
	{ ready, bad }: Checks<Client, Parameters, Shared>,
	ledger: SendLedger,
): Promise<NumberedResult[]> {
	const { recipientsPerRequest, recipientField, fewerRequests } = definition;
	// Where one item leaves it open, nobody has chosen it for the requests that items share.
	const waits = ready.map(({ item }) => item.parameters.options.rateLimitWait);
	const rateLimitWait = waits.includes(undefined) ? undefined : strictest(waits);
	const stopMode = !context.continueOnFail();

	const results: Results = new Map();
	const slots = placeMessages(ready, (message) => ledger.wasBegun(message));
	for (const { own } of slots) takeKnown(own, ledger, results);
	const limits = {
		itemsPerRequest:
			strictest(ready.map(({ item }) => item.parameters.options.itemsPerRequest)) ?? 1,
		recipientsPerRequest,
		maxRecipients: strictest(ready.map(({ item }) => item.parameters.options.maxRecipients)),
	};
	const { batches, denied } = planBatches(slots, limits, results);
	const signal = context.getExecutionCancelSignal();
	const wasBegun = (message: PlacedMessage) => ledger.wasBegun(message);
	const keys = keyClaims(context, provider, slots, wasBegun, signal);
	await keys.tellSent(denied, results);

	const refusedRun = stopMode ? refusedResult(slots, results, bad) : undefined;
	if (refusedRun !== undefined) return [refusedRun];
	const [first] = ready;
	if (first !== undefined) {
		const owners = new Map(ready.map((entry) => [entry.itemIndex, entry]));
		const wantsRaw = ready.some(({ item }) => item.parameters.options.includeRaw);
		const ownerOf = (batch: Batch) => owners.get(batch[0]?.item ?? first.itemIndex) ?? first;
		const settings = {
			provider,
			ledger,
			keys,
			pace: paceFor(recipientsPerRequest),
			rateLimitWaitMs: rateLimitWait === undefined ? undefined : rateLimitWait * 1000,
			send: async (batch: Batch) => {
				const { item, prepared } = ownerOf(batch);
				const answered = await definition.send(item, prepared.shared, batch, signal);
				const sent = answered.map(refusedWhereChecked);
				noteSent(item.client.account, batch, sent, prepared.output.scheduledAt);
				return wantsRaw ? sent : withoutRaw(sent);
			},
		};
		// What one account is refused for says nothing of another one.
		let stop: Fault | undefined;
		for (const ofLogin of Object.values(groupBy(batches, (batch) => ownerOf(batch).login))) {
			const fault = await sendBatches(context, ofLogin, settings, results, stop);
			if (stopMode) stop ??= fault;
		}
		if (signal?.aborted) logWhatWent(context, provider, results);
	}

	const stopped = stopMode ? stopResult(slots, results) : undefined;
	if (stopped !== undefined) return [stopped];
	hintAfterSend(context, { slots, results, batches, badItems: bad.length, fewerRequests });
	const sent = slots.map((slot) => {
		const { itemIndex, item } = slot.source;
		const result = itemResult(slot, results, recipientField);
		return { itemIndex, result: withRaw(result, item.parameters) };
	});
	const refused = bad.map(({ itemIndex, fault, named }) => ({
		itemIndex,
		result: failedResult(fault, recipientField, named),
	}));
	return [...refused, ...sent].sort((a, b) => a.itemIndex - b.itemIndex);
}
