import groupBy from 'lodash/groupBy';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Connection } from '../http/connection';
import type { Checked, Fault } from '../faults/faults';
import { parameterReader } from '../form/itemValues';
import type { ItemForm } from '../form/readParameters';
import { itemParameters } from '../form/readParameters';

/** One output item, and the provider's own washed object that it was read from. */
export interface Row {
	readonly json: IDataObject;
	readonly raw?: unknown;
}

/** What became of one input item. */
export type ItemResult =
	| { readonly ok: true; readonly rows: readonly Row[] }
	| {
			readonly ok: false;
			readonly fault: Fault;
			/** What the item says before the fault, where it stays on the regular output. */
			readonly start?: IDataObject;
	  };

/** A result with the index of its input item. */
export interface NumberedResult {
	readonly itemIndex: number;
	readonly result: ItemResult;
}

/** Parameters that every operation has which makes a request. */
export interface RequestParameters {
	/** `timeout` in milliseconds. */
	readonly options: { readonly timeout: number; readonly includeRaw: boolean };
}

/** What an operation runs on. */
export interface OperationCall<Client> {
	readonly context: IExecuteFunctions;
	readonly provider: string;
	readonly connect: Pick<Connection<Client>, 'forItems'>;
}

/** One input item with its parameters, read and checked. */
export interface ItemCall<Client, Parameters> {
	/** The item itself. */
	readonly json: IDataObject;
	readonly parameters: Parameters;
	readonly client: Client;
	/** Which of the run's accounts the client acts for: a small number, the same for items of one account. */
	readonly login: number;
	readonly provider: string;
	/** The workflow's IANA time zone. */
	readonly zone: string;
}

export interface Definition<Parameters extends RequestParameters> extends ItemForm<Parameters> {
	/** Its entry in the dropdown Operation. */
	readonly option: INodePropertyOptions;
}

/** An operation as the node sees it: an entry in a dropdown, fields, and a result an item. */
export interface Operation<Client> {
	readonly option: INodePropertyOptions;
	readonly fields: readonly INodeProperties[];
	/** Which rows leave by the second output, where the node is set to have two. */
	readonly leavesBySecond?: (json: IDataObject) => boolean;
	/** One result an input item, in order. Lazy: what is not asked for is not begun. */
	results(call: OperationCall<Client>): AsyncGenerator<NumberedResult>;
}

/** An operation that takes one item a time. After a fault in stop mode no further item is begun. */
export function oneByOne<Client, Parameters extends RequestParameters>(
	definition: Definition<Parameters> & {
		run(item: ItemCall<Client, Parameters>): Promise<ItemResult>;
	},
): Operation<Client> {
	return {
		option: definition.option,
		fields: definition.fields,
		async *results(call) {
			const readItem = await itemReader(definition, call);
			for (const itemIndex of call.context.getInputData().keys()) {
				const item = readItem(itemIndex);
				const result = item.ok
					? withRaw(await definition.run(item.value), item.value.parameters)
					: item;
				yield { itemIndex, result };
			}
		},
	};
}

/**
 * An operation that takes all items at once and answers with a result for each, in their order. Items of
 * different accounts share nothing: each account's are taken for themselves.
 */
export function allAtOnce<Client, Parameters extends RequestParameters>(
	definition: Definition<Parameters> & {
		run(items: ReadonlyArray<ItemCall<Client, Parameters>>): Promise<readonly ItemResult[]>;
	},
): Operation<Client> {
	return {
		option: definition.option,
		fields: definition.fields,
		async *results(call) {
			const reads = await readItems(definition, call);
			const items = reads.flatMap((read) => (read.ok ? [read.value] : []));
			const found = new Map<ItemCall<Client, Parameters>, ItemResult>();
			for (const ofLogin of Object.values(groupBy(items, ({ login }) => login))) {
				const results = await definition.run(ofLogin);
				for (const [index, item] of ofLogin.entries()) {
					const result = results[index];
					if (result !== undefined) found.set(item, result);
				}
			}
			for (const [itemIndex, read] of reads.entries()) {
				const result = read.ok ? found.get(read.value) : read;
				if (result === undefined) continue;
				yield {
					itemIndex,
					result: read.ok ? withRaw(result, read.value.parameters) : read,
				};
			}
		},
	};
}

/** Reads and checks the parameters of every input item, in order. */
export async function readItems<Client, Parameters extends RequestParameters>(
	definition: Definition<Parameters>,
	call: OperationCall<Client>,
): Promise<Array<Checked<ItemCall<Client, Parameters>>>> {
	const readItem = await itemReader(definition, call);
	return call.context.getInputData().map((_, itemIndex) => readItem(itemIndex));
}

/** Makes what reads and checks the parameters of an item, for one item after another. */
export async function itemReader<Client, Parameters extends RequestParameters>(
	definition: Definition<Parameters>,
	{ context, provider, connect }: OperationCall<Client>,
): Promise<(itemIndex: number) => Checked<ItemCall<Client, Parameters>>> {
	const valueOf = parameterReader(context);
	const parametersOf = itemParameters(definition);
	const zone = context.getTimezone();
	const items = context.getInputData();
	const loginOf = await connect.forItems(items.length);
	return (itemIndex) => {
		const read = parametersOf((field) => valueOf(field, itemIndex));
		if (!read.ok) return read;
		const parameters = read.value;
		const login = loginOf(itemIndex, parameters.options.timeout);
		if (!login.ok) return login;
		const json = items[itemIndex]?.json ?? {};
		return { ok: true, value: { json, parameters, ...login.value, provider, zone } };
	};
}

/** Adds the provider's own object to each row where the option asks for it. */
export function withRaw(result: ItemResult, { options }: RequestParameters): ItemResult {
	if (!result.ok || !options.includeRaw) return result;
	const rows = result.rows.map(({ json, raw }) => ({ json: { ...json, raw: toJson(raw) } }));
	return { ok: true, rows };
}

/** What was parsed from JSON is JSON; n8n's types cannot see that. */
function toJson(raw: unknown): IDataObject[string] {
	return JSON.parse(JSON.stringify(raw ?? null));
}
