import type { IExecuteFunctions } from 'n8n-workflow';

import type { Checked, Fault } from '../node/faults';
import type {
	Definition,
	ItemCall,
	ItemResult,
	Operation,
	OperationCall,
	RequestParameters,
} from '../node/operation';
import { readItems, withRaw } from '../node/operation';
import type { Batch } from './batches';
import { packBatches } from './batches';
import { checkMaxRecipients } from './guards';
import { itemResult } from './itemResult';
import type { SendLedger } from './ledger';
import { openLedger } from './ledger';
import type { MessageResult } from './message';
import { onceKeys } from './oncePerKey';
import type { Results } from './sendRun';
import { sendBatches, takeKnown } from './sendRun';
import type { Prepared, Slot } from './slots';
import { messagePlaces, slotResult } from './slots';

export interface SendParameters extends RequestParameters {
	readonly options: RequestParameters['options'] & {
		readonly duplicates: 'once' | 'asGiven';
		readonly maxRecipients?: number;
		readonly onlyOncePerKey: string;
		readonly itemsPerRequest?: number;
		/** Seconds */
		readonly rateLimitWait?: number;
	};
}

interface SendDefinition<
	Client,
	Parameters extends SendParameters,
	Shared,
> extends Definition<Parameters> {
	readonly sends: true;
	/** `recipients` where an item can have many. */
	readonly recipientField: 'recipient' | 'recipients';
	/** What the provider takes in one request. */
	readonly recipientsPerRequest: number;
	/** Requests at the same time. */
	readonly concurrency: number;
	prepare(item: ItemCall<Client, Parameters>): Checked<Prepared<Shared>>;
	/** Hands one request over; one result a message, in order. Throws nothing. */
	send(
		item: ItemCall<Client, Parameters>,
		shared: Shared,
		batch: Batch,
		signal: AbortSignal | undefined,
	): Promise<readonly MessageResult[]>;
}

interface Ready<Client, Parameters, Shared> {
	readonly itemIndex: number;
	readonly item: ItemCall<Client, Parameters>;
	readonly prepared: Prepared<Shared>;
}

/**
 * An operation that sends: takes all items at once, puts what may share a request into one, and answers
 * with a result for each item. A bad item fails alone; in stop mode it stops the run before anything is
 * sent. No message goes out twice through all the tries of one run.
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
			const results = new Map<number, ItemResult>();
			const ready: Array<Ready<Client, Parameters, Shared>> = [];
			for (const [itemIndex, read] of (await readItems(definition, call)).entries()) {
				const prepared = read.ok ? definition.prepare(read.value) : read;
				if (!prepared.ok) results.set(itemIndex, prepared);
				else if (read.ok) ready.push({ itemIndex, item: read.value, prepared: prepared.value });
			}
			if (results.size === 0 || call.context.continueOnFail()) {
				await sendReady(definition, call, ready, results);
			}
			for (const [itemIndex, result] of [...results].sort(([a], [b]) => a - b)) {
				yield { itemIndex, result };
			}
		},
	};
}

async function sendReady<
	Client extends { readonly account: string },
	Parameters extends SendParameters,
	Shared,
>(
	definition: SendDefinition<Client, Parameters, Shared>,
	{ context, provider }: OperationCall<Client>,
	ready: ReadonlyArray<Ready<Client, Parameters, Shared>>,
	results: Map<number, ItemResult>,
): Promise<void> {
	const [first] = ready;
	if (first === undefined) return;
	const { maxRecipients, itemsPerRequest = 1, rateLimitWait = 0 } = first.item.parameters.options;
	const count = ready.reduce((sum, { prepared }) => sum + prepared.messages.length, 0);
	const guarded = checkMaxRecipients(provider, count, maxRecipients);
	if (!guarded.ok) {
		for (const { itemIndex } of ready) results.set(itemIndex, guarded);
		return;
	}

	const ledger = openLedger(context, first.item.client.account);
	const byIndex = new Map(ready.map((entry) => [entry.itemIndex, entry]));
	const signal = context.getExecutionCancelSignal();
	const settings = {
		provider,
		ledger,
		concurrency: definition.concurrency,
		rateLimitWaitMs: rateLimitWait * 1000,
		send: async (batch: Batch): Promise<readonly MessageResult[]> => {
			const owner = byIndex.get(batch[0]?.item ?? first.itemIndex) ?? first;
			return await definition.send(owner.item, owner.prepared.shared, batch, signal);
		},
	};
	const sent: Results = new Map();
	const keys = onceKeys(context);
	const places = messagePlaces<Shared>();
	const slots: Array<Slot<Shared>> = [];
	const followers: Array<{ itemIndex: number; sameAsItem: number }> = [];
	for (const { itemIndex, item, prepared } of ready) {
		const { duplicates, onlyOncePerKey } = item.parameters.options;
		const slot = places.place(itemIndex, prepared, duplicates);
		const begunBefore = slot.own.some((message) => ledger.find(message) !== undefined);
		const claim = await keys.claim(onlyOncePerKey, itemIndex, begunBefore);
		if (claim === 'send') {
			slots.push(slot);
			continue;
		}
		places.takeBack(slot);
		if (claim === 'sentBefore') results.set(itemIndex, alreadySent(prepared, definition));
		else followers.push({ itemIndex, sameAsItem: claim.sameAsItem });
	}

	const packed = slots.map(({ shareKey, own }) => ({
		shareKey,
		messages: takeKnown(own, settings, sent),
	}));
	const { recipientsPerRequest } = definition;
	const batches = packBatches(packed, { itemsPerRequest, recipientsPerRequest });
	await sendBatches(context, batches, settings, sent);

	for (const slot of slots) {
		const result = slotResult(slot, sent, definition.recipientField);
		const parameters = byIndex.get(slot.itemIndex)?.item.parameters;
		results.set(slot.itemIndex, parameters ? withRaw(result, parameters) : result);
		await keys.settle(parameters?.options.onlyOncePerKey ?? '', result);
	}
	for (const { itemIndex, sameAsItem } of followers) {
		const leader = results.get(sameAsItem);
		const own = byIndex.get(itemIndex);
		if (leader === undefined || own === undefined) continue;
		results.set(itemIndex, leader.ok ? alreadySent(own.prepared, definition) : leader);
	}
	closeRun(context, results, ledger);
}

function alreadySent<Shared>(
	{ messages, output }: Prepared<Shared>,
	{ recipientField }: { recipientField: 'recipient' | 'recipients' },
): ItemResult {
	const accepted = messages.map((message) => ({
		message,
		result: { ok: true, ids: {} } as const,
	}));
	return itemResult(accepted, { ...output, alreadySent: true }, recipientField);
}

/**
 * Forgets the run where no further try of it can come: n8n tries again after an exception, and with
 * Retry On Fail also where the first item bears an error. In stop mode the first fault says what went.
 */
function closeRun(
	context: IExecuteFunctions,
	results: Map<number, ItemResult>,
	ledger: SendLedger,
): void {
	const faulty = [...results].filter(([, result]) => !result.ok).map(([itemIndex]) => itemIndex);
	const stops = faulty.length > 0 && !context.continueOnFail();
	const firstFails = results.get(0)?.ok === false;
	if (stops) {
		const acceptedItems = results.size - faulty.length;
		for (const itemIndex of faulty) {
			const result = results.get(itemIndex);
			if (result === undefined || result.ok || acceptedItems === 0) continue;
			const { whatToDo } = result.fault;
			const fault: Fault = {
				...result.fault,
				whatToDo: `${whatToDo}. ${acceptedItems} of ${results.size} items were accepted; running this node again in the same execution sends the rest alone`,
			};
			results.set(itemIndex, { ok: false, fault });
		}
	} else if (!(context.getNode().retryOnFail && firstFails)) {
		ledger.clear();
	}
}
