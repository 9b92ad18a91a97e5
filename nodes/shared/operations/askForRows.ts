import type { IDataObject } from 'n8n-workflow';

import type { Answer, Checked, Fault } from '../faults/faults';
import type { NumberPlan } from '../sms/phoneNumber';
import type { Asked } from './asked';
import { refused } from './asked';
import { askEach } from './askEach';
import { giveHint } from './hints';
import type { Listed } from './listedOnce';
import { listedOnce } from './listedOnce';
import { namedNumbers } from './namedNumbers';
import type { OnlyThisRecipient, RowsOfRecipients, Wanted } from './onlyThisRecipient';
import { rowsOfRecipients, tailOfRow, wantedRecipients } from './onlyThisRecipient';
import type { Definition, ItemCall, Operation, RequestParameters, Row } from './operation';
import { readItems, withRaw } from './operation';
import type { Asker } from './sharedRows';
import { shareOut } from './sharedRows';

/** How the rows of an answer find their items. */
interface Join<Parameters> {
	/** What an item names of the rows. */
	namesIn(json: IDataObject): ReadonlySet<string>;
	nameOf(row: Row): string | undefined;
	/** The recipients whose rows alone the item gets; undefined shares the rows out. */
	wanted(item: ItemCall<unknown, Parameters>): Checked<readonly Wanted[] | undefined>;
	/** The fields of a wanted recipient of whom the answer says nothing. */
	notListed(id: string, recipient: string): IDataObject;
}

/** Rows go to the items of their recipients, or the option Only This Recipient says whose. */
export function byRecipient<
	Parameters extends { readonly options: { readonly onlyThisRecipient: OnlyThisRecipient } },
>(plan: NumberPlan, notListed: Join<Parameters>['notListed']): Join<Parameters> {
	return {
		namesIn: (json) => namedNumbers(json, plan),
		nameOf: tailOfRow,
		wanted: (item) => wantedRecipients(item, plan),
		notListed,
	};
}

/** Rows go to the items that bear their id in the field of the same name. */
export function byId(field: string): Join<unknown> {
	return {
		namesIn: ({ [field]: id }) => new Set(id === undefined ? [] : [String(id)]),
		nameOf: ({ json: { [field]: id } }) => (id === undefined ? undefined : String(id)),
		wanted: () => ({ ok: true, value: undefined }),
		notListed: (id) => ({ [field]: id }),
	};
}

interface Asking<
	Client,
	Parameters extends RequestParameters,
	Found,
> extends Definition<Parameters> {
	/** What items ask for, in words. */
	readonly listed: Listed;
	readonly join: Join<Parameters>;
	/** What an item asks for, each in a request of its own. */
	idsOf(item: ItemCall<Client, Parameters>): Checked<readonly string[]>;
	ask(client: Client, id: string): Promise<Answer<Found>>;
	/** The rows of an answer. */
	rowsOf(id: string, found: Found, raw: unknown, parameters: Parameters): readonly Row[];
	/** Items that share rows have the same form of them. */
	formOf?(parameters: Parameters): string;
	/** The fault of an id among several of an item. */
	faultOf?(id: string, fault: Fault): Fault;
}

/** What items have in common that ask for one id in one form; its rows are read once. */
class Shared {
	private readonly askers: Asker[] = [];
	private shares: ReadonlyMap<number, readonly Row[]> | undefined;
	private ofRecipients: RowsOfRecipients | undefined;
	private rows: readonly Row[] | undefined;

	constructor(
		private readonly id: string,
		private readonly join: Pick<Join<never>, 'nameOf' | 'notListed'>,
	) {}

	/** An item that names the id twice gets its rows twice, as it asked. */
	add(itemIndex: number, names: () => ReadonlySet<string>): void {
		if (this.askers.at(-1)?.itemIndex !== itemIndex)
			this.askers.push({ itemIndex, names: names() });
	}

	shareOf(itemIndex: number, read: () => readonly Row[]): readonly Row[] {
		this.rows ??= read();
		this.shares ??= shareOut(this.rows, this.askers, this.join.nameOf);
		return this.shares.get(itemIndex) ?? [];
	}

	/** The items among which rows were shared out. */
	whoShared(): number[] {
		return this.shares === undefined ? [] : this.askers.map(({ itemIndex }) => itemIndex);
	}

	rowsOf(wanted: readonly Wanted[], read: () => readonly Row[]): readonly Row[] {
		this.rows ??= read();
		this.ofRecipients ??= rowsOfRecipients(this.rows, (recipient) =>
			this.join.notListed(this.id, recipient),
		);
		return this.ofRecipients(wanted);
	}
}

/**
 * An operation that asks for ids of which each has rows, and sends nothing: several requests at the same
 * time, and one alone for items that ask for the same. Such items share the rows: each comes out once, or
 * every item gets those of its own recipient. Each id of an item succeeds or fails on its own.
 */
export function askForRows<Client, Parameters extends RequestParameters, Found>(
	definition: Asking<Client, Parameters, Found>,
): Operation<Client> {
	const { join, listed } = definition;

	function questionsOf(
		read: Checked<ItemCall<Client, Parameters>>,
		itemIndex: number,
		sharedOf: (name: string, id: string) => Shared,
	): Array<Asked<Found>> {
		if (!read.ok) return [refused(read.fault, itemIndex)];
		const item = read.value;
		const { json, client, login, parameters } = item;
		const ids = definition.idsOf(item);
		if (!ids.ok) return [refused(ids.fault, itemIndex)];
		const wanted = join.wanted(item);
		if (!wanted.ok) return [refused(wanted.fault, itemIndex)];
		const recipients = wanted.value;
		const form = definition.formOf?.(parameters) ?? '';
		return ids.value.map((id) => {
			const shared = sharedOf(JSON.stringify([login, id, form]), id);
			if (recipients === undefined) shared.add(itemIndex, () => join.namesIn(json));
			return {
				itemIndex,
				login,
				key: id,
				ask: async () => await definition.ask(client, id),
				resultOf(answer) {
					if (!answer.ok) {
						const fault = definition.faultOf?.(id, answer.fault) ?? answer.fault;
						return { ok: false, fault };
					}
					const readRows = () => definition.rowsOf(id, answer.value, answer.raw, parameters);
					const rows =
						recipients === undefined
							? shared.shareOf(itemIndex, readRows)
							: shared.rowsOf(recipients, readRows);
					return withRaw({ ok: true, rows }, parameters);
				},
			};
		});
	}

	return {
		option: definition.option,
		fields: definition.fields,
		async *results(call) {
			const byName = new Map<string, Shared>();
			const sharedOf = (name: string, id: string) => {
				const shared = byName.get(name) ?? new Shared(id, join);
				byName.set(name, shared);
				return shared;
			};
			const reads = await readItems(definition, call);
			const questions = reads.flatMap((read, index) => questionsOf(read, index, sharedOf));
			for await (const { question, answer } of askEach<Found, Asked<Found>>(questions)) {
				yield { itemIndex: question.itemIndex, result: question.resultOf(answer) };
			}
			const askers = [...byName.values()].map((shared) => shared.whoShared());
			const hint = listedOnce(listed, askers, reads.length);
			if (hint !== undefined) giveHint(call.context, hint);
		},
	};
}
