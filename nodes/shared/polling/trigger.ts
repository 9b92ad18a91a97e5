import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeOperationError, sleep } from 'n8n-workflow';

import type { Connect } from '../http/connection';
import { exceptionOf, passes } from '../faults/errors';
import { dropdown, shownFor } from '../operations/node';
import type { Row } from '../operations/operation';
import { withRaw } from '../operations/operation';
import type { AccountClient, BareEventCall, OpenedEvent, TriggerEvent } from './event';
import { isFirstPollOf, recall, remember, takeTurn } from './turns';
import type { KeptUnder } from './partNames';
import { ANY_ACCOUNT, PartNames } from './partNames';
import { longestPause } from './schedule';
import { changeState, readState, writeState } from './state';

/** n8n's context of a poll, as far as a trigger needs it. Hosts before 2.38 give no budget. */
export type TriggerContext = Pick<
	IPollFunctions,
	| 'getMode'
	| 'getNode'
	| 'getNodeParameter'
	| 'getTimezone'
	| 'getWorkflow'
	| 'getWorkflowStaticData'
	| 'logger'
> &
	Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>;

/** What a trigger polls with. */
export interface TriggerCall<Client> {
	readonly context: TriggerContext;
	readonly provider: string;
	readonly connection: Connect<Client> & { names(): Promise<KeptUnder> };
}

/** Of one poll: the shortest interval that n8n allows is a minute. */
const BUDGET_MS = 45_000;

/** For a poll under way: together longer than one can take. */
const WAIT_MS = 250;
const MOST_WAITS = 400;

/** What n8n says where nothing limits a poll, that is, on every poll but those of its scheduler. */
const UNLIMITED_BUDGET_MS = 300_000;

/** The whole form of a trigger: its events, and each event's own fields. */
export function triggerForm<Client>(
	events: ReadonlyArray<TriggerEvent<Client>>,
): INodeProperties[] {
	return [
		dropdown(
			'Event',
			'event',
			events.map(({ option }) => option),
		),
		...events.flatMap(({ option, fields }) =>
			fields.map((field) => shownFor(field, { event: [String(option.value)] })),
		),
	];
}

/**
 * Polls for the event that the node is set to.
 *
 * The state is handed to n8n once, at the end, and only where no fault is thrown. A fault that passes is
 * logged and left to the next poll at the activation of the workflow, which it would keep from becoming
 * active, and where something was just begun, so that n8n saves since when it is watched. A manual run
 * shows a sample and changes nothing.
 */
export async function pollFor<Client extends AccountClient>(
	events: ReadonlyArray<TriggerEvent<Client>>,
	call: TriggerCall<Client>,
): Promise<INodeExecutionData[][] | null> {
	const { context, provider } = call;
	const event = chosenEvent(events, context);
	const opened = event.open(
		({ name, type }) => context.getNodeParameter(name, type === 'collection' ? {} : null),
		{
			provider,
			zone: context.getTimezone(),
		},
	);
	if (!opened.ok) throw exceptionOf(exitOf(call), opened.fault);
	const name = String(event.option.value);
	const isManual = context.getMode() === 'manual';
	return isManual
		? await runManually(name, opened.value, call)
		: await runInTurn(name, opened.value, call);
}

const exitOf = ({ context, provider }: Pick<TriggerCall<unknown>, 'context' | 'provider'>) => ({
	node: context.getNode(),
	provider,
});

function chosenEvent<Client>(
	events: ReadonlyArray<TriggerEvent<Client>>,
	context: TriggerContext,
): TriggerEvent<Client> {
	const name = context.getNodeParameter('event', null);
	const event = events.find(({ option }) => option.value === name);
	if (event !== undefined) return event;
	throw new NodeOperationError(context.getNode(), `This trigger has no event ${String(name)}`, {
		description: 'Choose an event from the list',
	});
}

/** What every event gets for a call that begins now. */
async function begin<Client>(
	{ context, provider, connection }: TriggerCall<Client>,
	{ options }: OpenedEvent<Client>,
): Promise<{ readonly call: BareEventCall<Client>; readonly lostAt: number }> {
	const now = Date.now();
	const budgetMs = Math.min(BUDGET_MS, context.getPollBudgetMs?.() ?? BUDGET_MS);
	const timeoutMs = Math.min(options.timeout, Math.floor(budgetMs / 2));
	const clientFor = await connection();
	return {
		call: {
			client: clientFor(timeoutMs),
			provider,
			zone: context.getTimezone(),
			now,
			timeLeft: () => now + budgetMs - timeoutMs - Date.now(),
			note: (sentence) => noteFor(context, sentence),
		},
		lostAt: now + budgetMs + timeoutMs,
	};
}

function noteFor(context: TriggerContext, sentence: string): void {
	const { id: workflowId } = context.getWorkflow();
	const { id: nodeId, name: nodeName } = context.getNode();
	context.logger.warn(`${nodeName}: ${sentence}`, { workflowId, nodeId });
}

async function runManually<Client>(
	name: string,
	opened: OpenedEvent<Client>,
	call: TriggerCall<Client>,
): Promise<INodeExecutionData[][]> {
	const begun = await begin(call, opened);
	const sample = await opened.sample(begun.call);
	if (!sample.ok) throw exceptionOf(exitOf(call), sample.fault);
	return [itemsOf(name, sample.value, opened)];
}

/**
 * Begins a poll, unless another one is under way. The one at the activation waits for its end: it
 * has to learn since when all is watched.
 */
async function beginInTurn<Client>(
	trigger: string,
	waits: boolean,
	call: TriggerCall<Client>,
	opened: OpenedEvent<Client>,
) {
	for (let wait = 1; ; wait += 1) {
		const begun = await begin(call, opened);
		const turn = takeTurn(trigger, begun.call.now, begun.lostAt);
		if (turn !== undefined || !waits || wait > MOST_WAITS)
			return { begun, turn, hasWaited: wait > 1 };
		await sleep(WAIT_MS);
	}
}

async function runInTurn<Client extends AccountClient>(
	name: string,
	opened: OpenedEvent<Client>,
	call: TriggerCall<Client>,
): Promise<INodeExecutionData[][] | null> {
	const { context } = call;
	const trigger = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const isFirst = isFirstPollOf(context);
	const budget = context.getPollBudgetMs?.() ?? UNLIMITED_BUDGET_MS;
	const isActivation = isFirst && budget === UNLIMITED_BUDGET_MS;

	const account = opened.keyedBySubject ? ANY_ACCOUNT : await call.connection.names();
	const { begun, turn, hasWaited } = await beginInTurn(trigger, isActivation, call, opened);
	if (turn === undefined) return null;
	try {
		const saved = readState(context, begun.call.note);
		const savedText = JSON.stringify(saved);
		const state = recall(trigger, savedText, hasWaited) ?? saved;
		const names = new PartNames(name, account, Object.keys(state.parts));

		const { rows, kept, fault } = await opened.poll({
			...begun.call,
			isActivation,
			longestPause: longestPause(context.getNodeParameter('pollTimes', null)),
			kept: (subject) => parsed(state.parts[names.keptNameOf(subject) ?? '']),
			subjects: () => names.subjects(),
		});

		if (!turn.isMine()) return null;
		const changes = new Map<string, IDataObject | undefined>();
		for (const [subject, part] of kept) {
			const before = names.keptNameOf(subject);
			if (before !== undefined) changes.set(before, undefined);
			changes.set(names.nameOf(subject), part);
		}
		const next = changeState(state, changes);
		const news = rows.length > 0;
		if (fault !== undefined) {
			const before = new PartNames(name, account, Object.keys(saved.parts));
			const begins = [...kept.keys()].some((subject) => before.keptNameOf(subject) === undefined);
			const isTolerable = passes(fault) && (isActivation || begins);
			if (!news && !isTolerable) throw exceptionOf(exitOf(call), fault);
			begun.call.note(`${fault.meaning}. ${fault.whatToDo}. The next poll tries again.`);
		}
		remember(trigger, savedText, next, news);
		if (next !== saved) writeState(context, next, !isFirst);
		return news ? [itemsOf(name, rows, opened)] : null;
	} finally {
		turn.end();
	}
}

function parsed(text: string | undefined): unknown {
	if (text === undefined) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function itemsOf<Client>(
	name: string,
	rows: readonly Row[],
	{ options }: OpenedEvent<Client>,
): INodeExecutionData[] {
	// What happened comes first, for people read from the left.
	const named = rows.map(({ json, raw }) => ({ json: { ...json, event: name }, raw }));
	const result = withRaw({ ok: true, rows: named }, { options });
	return result.ok ? result.rows.map(({ json }) => ({ json })) : [];
}
