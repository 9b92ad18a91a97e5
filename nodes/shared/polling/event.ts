import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';

import type { Checked, Fault } from '../faults/faults';
import type { RequestParameters, Row } from '../operations/operation';
import type { Form } from '../form/readParameters';
import { readParameters } from '../form/readParameters';

/** What an event needs of a provider's client: besides its calls, a print of the account that it acts for. */
export interface AccountClient {
	readonly account: string;
}

/** What a manual run works on. */
export interface EventCall<Client, Settings> {
	readonly settings: Settings;
	readonly client: Client;
	readonly provider: string;
	/** The workflow's IANA time zone. */
	readonly zone: string;
	/** Unix milliseconds at the start. */
	readonly now: number;
	/** Milliseconds in which a request may still be begun: it is then over within the budget. */
	timeLeft(): number;
	/** Writes a sentence to n8n's log. */
	note(sentence: string): void;
}

/** What a poll works on. */
export interface PollCall<Client, Settings, Part> extends EventCall<Client, Settings> {
	/** What the last poll kept of a subject (a line, an id, an alarm) of this account and event. */
	kept(subject: string): Part | undefined;
	/** The subjects of which something is kept, of this account and event. */
	subjects(): readonly string[];
	/** True where the user waits for the workflow to become active. */
	readonly isActivation: boolean;
	/** The longest time between two polls, in seconds, as the schedule says. */
	readonly longestPause: number;
}

/** What a poll found. */
export interface Polled<Part> {
	/** One row an item, in the order of output. */
	readonly rows: readonly Row[];
	/** What to keep of the subjects that changed; undefined keeps nothing of it. */
	readonly kept: ReadonlyMap<string, Part | undefined>;
	/** What stopped the poll. It is thrown where there are no rows, else logged; the next poll tries again. */
	readonly fault?: Fault;
}

/** What is known of a workflow before anything is asked. */
export interface EventPlace {
	readonly provider: string;
	readonly zone: string;
}

export interface EventDefinition<
	Client,
	Parameters extends RequestParameters,
	Settings,
	Part extends IDataObject,
> extends Form<Parameters> {
	/** Its entry in the dropdown Event; the value stands in the field `event` of each item. */
	readonly option: INodePropertyOptions;
	/** True where a subject belongs to one account by its nature, so that what is kept of it outlives any credential. */
	readonly keyedBySubject?: true;
	/** Reads what an earlier poll kept, of this version or of another. */
	readonly part: z.ZodType<Part, z.ZodTypeDef, unknown>;
	/** Makes of the parameters what the polls need, or says what to enter instead. Makes no request. */
	check(parameters: Parameters, place: EventPlace): Checked<Settings>;
	/** Looks for news. It decides nothing outside of what it hands back. */
	poll(call: PollCall<Client, Settings, Part>): Promise<Polled<Part>>;
	/** For a manual run: what news would look like, or a fault that says where nothing was found. */
	sample(call: EventCall<Client, Settings>): Promise<Checked<readonly Row[]>>;
}

/** The parts of a call that are the same for all events. */
export type BareEventCall<Client> = Omit<EventCall<Client, unknown>, 'settings'>;
export type BarePollCall<Client> = Omit<PollCall<Client, unknown, unknown>, 'settings'>;

/** An event whose parameters were read and found good. */
export interface OpenedEvent<Client> {
	readonly options: RequestParameters['options'];
	readonly keyedBySubject: boolean;
	poll(call: BarePollCall<Client>): Promise<Polled<IDataObject>>;
	sample(call: BareEventCall<Client>): Promise<Checked<readonly Row[]>>;
}

/** An event as a trigger node sees it. */
export interface TriggerEvent<Client> {
	readonly option: INodePropertyOptions;
	readonly fields: readonly INodeProperties[];
	open(
		valueOf: (field: INodeProperties) => unknown,
		place: EventPlace,
	): Checked<OpenedEvent<Client>>;
}

/** Makes an event of its definition. What an earlier poll kept in another form counts as nothing, with a note. */
export function event<
	Client,
	Parameters extends RequestParameters,
	Settings,
	Part extends IDataObject,
>(definition: EventDefinition<Client, Parameters, Settings, Part>): TriggerEvent<Client> {
	return {
		option: definition.option,
		fields: definition.fields,
		open(valueOf, place) {
			const read = readParameters(definition, valueOf);
			if (!read.ok) return read;
			const checked = definition.check(read.value, place);
			if (!checked.ok) return checked;
			const settings = checked.value;
			return {
				ok: true,
				value: {
					options: read.value.options,
					keyedBySubject: definition.keyedBySubject ?? false,
					poll: async (call) =>
						await definition.poll({
							...call,
							settings,
							kept(subject) {
								const kept = call.kept(subject);
								if (kept === undefined) return undefined;
								const part = definition.part.safeParse(kept);
								if (part.success) return part.data;
								call.note(`What was kept of ${subject} cannot be read and is begun afresh`);
								return undefined;
							},
						}),
					sample: async (call) => await definition.sample({ ...call, settings }),
				},
			};
		},
	};
}
