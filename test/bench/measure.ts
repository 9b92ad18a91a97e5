import { interruption } from '../demo/interruption';
import type { Workflow } from '../e2e/examples';
import type { Log } from '../e2e/host/run';
import type { N8n } from '../e2e/n8n';
import type { RecordedRequest } from '../simulators';
import { floorOf } from './floor';
import { runInN8n, type Figures } from './n8nRun';
import type { Subject } from './subjects';
import { editFields, MEASURED, NO_OP, WARM_UP_NUMBER, workflowOf } from './workflows';

/** Milliseconds that a simulated provider takes for each answer. */
export const LATENCY_MS = 50;

/** What n8n's HTTP Request node is asked for at most: it opens a connection for each item at once. */
const HTTP_REQUEST_ITEMS = 10_000;
/** At an item a request and one request at a time this is a minute. */
const IN_SEQUENCE_ITEMS = 1_000;

export const WAYS = {
	parallel: "HTTP Request node, an item a request, n8n's default parallelism",
	inSequence: "An item a request, one after another, as n8n's Twilio node sends",
	floor: "undici outside n8n, posting this node's bodies",
	ours: 'This node',
} as const;

export type Way = keyof typeof WAYS;

/** One way of sending all items. */
export interface Row {
	readonly subject: Subject;
	readonly items: number;
	readonly way: Way;
	/** Undefined where it was not measured, which `why` tells. */
	readonly measured?: Figures & { readonly requests: number };
	readonly why?: string;
}

/** What n8n itself takes for as many items. */
export interface RowOfItems {
	readonly items: number;
	/** n8n's No Operation node: n8n holding the items */
	readonly noOp: Figures;
	/** n8n's Edit Fields node with one mapped field, and with two: the resolving of parameters alone */
	readonly oneField: Figures;
	readonly twoFields: Figures;
}

const TOO_LONG = 'not run: takes too long';

const ONE_FIELD = 'One field';
const TWO_FIELDS = 'Two fields';

const noOpId = (items: number) => `noop-${items}`;
const fieldsId = (items: number) => `fields-${items}`;
const idOf = ({ id }: Subject, way: Way, items: number) => `${id}-${way}-${items}`;

/** All workflows that the measurements for so many items run. */
export function workflowsOf(subjects: readonly Subject[], items: number): Workflow[] {
	return [
		workflowOf(noOpId(items), items, [NO_OP]),
		workflowOf(fieldsId(items), items, [
			editFields(TWO_FIELDS, ['iran', 'text']),
			editFields(ONE_FIELD, ['iran']),
		]),
		...subjects.flatMap((subject) => [
			workflowOf(idOf(subject, 'parallel', items), items, [subject.httpRequest]),
			workflowOf(idOf(subject, 'inSequence', items), items, [subject.oneAfterAnother]),
			workflowOf(idOf(subject, 'ours', items), items, [subject.ours]),
		]),
	];
}

function figuresOf(all: ReadonlyMap<string, Figures>, node: string): Figures {
	const figures = all.get(node);
	if (figures === undefined) throw new Error(`n8n did not run the node ${node}`);
	return figures;
}

export async function measureItems(n8n: N8n, items: number, log: Log): Promise<RowOfItems> {
	log(`${items} items: n8n itself`);
	const held = await runInN8n(n8n, noOpId(items), log);
	const mapped = await runInN8n(n8n, fieldsId(items), log);
	return {
		items,
		noOp: figuresOf(held, MEASURED),
		oneField: figuresOf(mapped, ONE_FIELD),
		twoFields: figuresOf(mapped, TWO_FIELDS),
	};
}

/** @param quick leaves out the sending in sequence */
export async function measureSubject(
	n8n: N8n,
	subject: Subject,
	items: number,
	quick: boolean,
	log: Log,
): Promise<Row[]> {
	const { simulator } = subject;

	async function send(way: Way, figures: () => Promise<Figures>): Promise<Row> {
		interruption.throwIfAny();
		log(`${items} items, ${subject.provider}, ${subject.text}: ${WAYS[way]}`);
		prepare(simulator);
		const measured = await figures();
		const accepted = measuredMessages(simulator).length;
		if (accepted !== items) throw new Error(`${accepted} messages were accepted, not ${items}`);
		const requests = measuredRequests(simulator).length;
		log(`  ${requests} requests, ${Math.round(measured.wallMs)} ms`);
		return { subject, items, way, measured: { ...measured, requests } };
	}
	const inN8n = (way: Way) =>
		send(way, async () => figuresOf(await runInN8n(n8n, idOf(subject, way, items), log), MEASURED));
	const left = (way: Way, why: string): Row => ({ subject, items, way, why });

	const rows: Row[] = [];
	if (items > HTTP_REQUEST_ITEMS) rows.push(left('parallel', TOO_LONG));
	else rows.push(await inN8n('parallel'));
	if (items > IN_SEQUENCE_ITEMS) rows.push(left('inSequence', TOO_LONG));
	else if (!quick) rows.push(await inN8n('inSequence'));
	const ours = await inN8n('ours');
	const recorded = measuredRequests(simulator);
	const floor = await send('floor', async () => await floorOf(simulator, recorded));
	return [...rows, floor, ours];
}

function measuredMessages({ ledger }: Subject['simulator']) {
	return ledger.filter(({ recipient }) => !WARM_UP_NUMBER.test(recipient));
}

function measuredRequests(simulator: Subject['simulator']): RecordedRequest[] {
	const ids = new Set(measuredMessages(simulator).map(({ requestId }) => requestId));
	return simulator.requests.filter(({ id }) => ids.has(id));
}

const ENOUGH = 1e12;

function prepare(simulator: Subject['simulator']): void {
	simulator.reset();
	simulator.latencyMs = LATENCY_MS;
	if ('credit' in simulator.account) simulator.account.credit = ENOUGH;
	else simulator.account.localBalance = ENOUGH;
}
