import type { IDataObject } from 'n8n-workflow';

import { askEach } from '../../operations/askEach';
import type { Answer, Checked, Fault } from '../../faults/faults';
import type { ListInput } from '../../sms/phoneNumberList';
import type { Reading } from './watch';
import type { Keyed } from './knownStatuses';
import type { Target, Watched } from './watchState';
import { nameOf } from './watchState';

/** A message as the provider shows it. */
export interface StatusMessage extends Keyed {
	/** Output fields. */
	readonly json: IDataObject;
	/** The provider's own washed object. */
	readonly raw?: unknown;
}

/** A field of ids of one kind that the user can list. */
export interface IdList {
	/** Of the targets that it gives. */
	readonly kind: string;
	readonly name: string;
	readonly displayName: string;
	readonly placeholder: string;
	readonly description: string;
	/** What one of its ids is called in a sentence, and as an output field. */
	readonly called: string;
	readonly outputName: string;
	/** True where the provider may not know an id yet when the watching begins. */
	readonly mayComeLater?: true;
	/** Reads what was listed, each id in one form. */
	read(listed: ListInput): Checked<readonly string[]>;
}

/** One request, or as many as one target takes. */
export interface TargetQuestion {
	readonly targets: readonly Watched[];
	/** Readings by the names of the targets; the provider knows nothing of those that are left out. */
	ask(): Promise<Answer<ReadonlyMap<string, Reading<StatusMessage>>>>;
}

/** How a provider is asked for deliveries. */
export interface DeliverySource<Client> {
	readonly lists: readonly IdList[];
	/** What is asked for after a send, by the ids that it gave. */
	targetOf(ids: IDataObject): Target | undefined;
	/**
	 * Few requests for many targets, in their order.
	 *
	 * @param timeLeft milliseconds in which a request may still be begun
	 */
	questionsFor(
		client: Client,
		targets: readonly Watched[],
		timeLeft: () => number,
	): readonly TargetQuestion[];
}

/** What the provider said, as far as there was time. */
export interface Readings {
	/** By the names of the targets that were asked for and met no fault. */
	readonly byName: ReadonlyMap<string, Reading<StatusMessage>>;
	/** Those among them of which the provider knows nothing, with its own words where it has some. */
	readonly unknown: ReadonlyMap<string, Fault | undefined>;
	/** The first target for which there was no time; empty where all were asked for. */
	readonly next: string;
	readonly fault?: Fault;
}

const NOTHING: Reading<StatusMessage> = { messages: [], isComplete: false };

/** True of a refusal that is about the one id of the request: the provider's own codes have digits. */
export function isOfOneId({ code, httpCode, concernsAccount }: Fault): boolean {
	return !concernsAccount && (httpCode === 404 || httpCode === 422) && /\d/.test(code);
}

/** The targets in their order, from one on: those that found no time last are the first next. */
export function inTurn(watched: ReadonlyMap<string, Watched>, next: string): Watched[] {
	const names = [...watched.keys()].sort();
	const start = Math.max(
		0,
		names.findIndex((name) => name >= next),
	);
	return [...names.slice(start), ...names.slice(0, start)].flatMap(
		(name) => watched.get(name) ?? [],
	);
}

/** Asks several questions at a time, and begins none any more when the time is over. */
export async function readTargets(
	questions: readonly TargetQuestion[],
	timeLeft: () => number,
): Promise<Readings> {
	const byName = new Map<string, Reading<StatusMessage>>();
	const unknown = new Map<string, Fault | undefined>();
	let next = '';
	let firstFault: Fault | undefined;

	type Found = ReadonlyMap<string, Reading<StatusMessage>> | undefined;
	const outOfTime: Answer<Found> = { ok: true, value: undefined, raw: undefined };
	const timed = questions.map(({ targets, ask }, index) => ({
		targets,
		key: String(index),
		ask: async (): Promise<Answer<Found>> => (timeLeft() > 0 ? await ask() : outOfTime),
	}));
	for await (const { question, answer } of askEach<Found, (typeof timed)[number]>(timed)) {
		const names = question.targets.map(nameOf);
		const [first = ''] = names;
		if (!answer.ok) {
			if (names.length > 1 || !isOfOneId(answer.fault)) {
				firstFault ??= answer.fault;
				continue;
			}
			byName.set(first, NOTHING);
			unknown.set(first, answer.fault);
		} else if (answer.value === undefined) {
			if (next === '') next = first;
		} else {
			for (const name of names) {
				const reading = answer.value.get(name);
				byName.set(name, reading ?? NOTHING);
				if (reading === undefined) unknown.set(name, undefined);
			}
		}
	}
	return { byName, unknown, next, fault: firstFault };
}
