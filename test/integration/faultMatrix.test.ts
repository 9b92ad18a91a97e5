import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { processedKeys, type RunResult } from './engine';
import { faultCase, fits, type FaultCase } from './faultCases';
import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import { numberOf, SENDS, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

/** By default a minute or 1,000 executions, whichever comes first. */
const SECONDS = Number(process.env.FAULT_MATRIX_SECONDS ?? 60);
const RUNS = process.env.FAULT_MATRIX_SECONDS === undefined ? 1_000 : Number.MAX_SAFE_INTEGER;

const RUNS_AT_A_TIME = 50;

const { run, simulatorOf, requestsOf, ledgerOf } = useSends();

const hooks: { onWait?: () => void; onRequest?: () => void } = {};

beforeAll(() => {
	for (const name of ['rayganSend', 'turkeySend'] as const) {
		quickTime.onWait((ms) => simulatorOf(name).clock.advance(ms));
		simulatorOf(name).onRequest(() => hooks.onRequest?.());
	}
	quickTime.onWait(() => hooks.onWait?.());
});

/**
 * Each case has numbers of its own: a request that the node gave up can reach the simulator while the
 * next case is under way already.
 */
let cases = 0;
const numberFor = ({ send }: FaultCase, index: number) =>
	numberOf(SENDS[send].provider, (20 * cases + index) % 10_000);

function prepare(drawn: FaultCase): void {
	cases += 1;
	const { send, requests, questions, rejected, rows, messagesPerMinute } = drawn;
	const simulator = simulatorOf(send);
	simulator.reset();
	processedKeys.reset();
	Object.assign(simulator.account, { messagesPerMinute });
	for (const spoilt of requests.filter((entry) => fits(drawn, entry))) {
		simulator.faults.next(spoilt.fault, { endpoint: SENDS[send].endpoint, when: spoilt.when });
	}
	for (const endpoint of ['GetGroupMessageId', 'CorrespondingMessageStatus']) {
		for (const fault of questions) simulator.faults.next(fault, { endpoint });
	}
	if (!('rejectRecipient' in simulator)) return;
	Object.assign(simulator.style, rows);
	for (const { item, result } of rejected) {
		simulator.rejectRecipient(numberFor(drawn, item).to, result);
	}
}

function itemsOf(drawn: FaultCase): IDataObject[] {
	const { items, invalidItem, keyed } = drawn;
	return items.map((kind, index) => {
		const own = { text: `text ${index}`, order: `order ${index}` };
		if (index === invalidItem) return { ...own, to: 'junk' };
		// Items with keys of their own repeat nothing.
		const isRepeated = kind === 'repeated' && !keyed && index > 0 && invalidItem !== 0;
		if (isRepeated) return { to: numberFor(drawn, 0).e164, text: 'text 0' };
		return { ...own, to: numberFor(drawn, index).to };
	});
}

function optionsOf({ itemsPerRequest, duplicates, rateLimitWait, keyed, ownGroupId }: FaultCase) {
	return {
		itemsPerRequest,
		duplicates,
		rateLimitWait,
		timeout: 100,
		...(keyed && { onlyOncePerKey: '={{ $json.order }}' }),
		...(ownGroupId && { userGroupId: '1403001' }),
	};
}

/** Cancels the execution at the moment that the case says; `disarm` when the execution is over. */
function cancelAt(cancel: () => void, moment: FaultCase['cancel']): { disarm: () => void } {
	let left = moment?.count ?? 0;
	const count = () => {
		left -= 1;
		if (left === 0) cancel();
	};
	const turn = () => {
		count();
		if (left > 0) setImmediate(turn);
	};
	if (moment?.on === 'wait') hooks.onWait = count;
	if (moment?.on === 'request') hooks.onRequest = count;
	if (moment?.on === 'turn') setImmediate(turn);
	return {
		disarm: () => {
			left = 0;
			hooks.onWait = undefined;
			hooks.onRequest = undefined;
		},
	};
}

/** The messages of the case that the provider accepted, as the last nine digits of their numbers. */
function ledgerFor(drawn: FaultCase): string[] {
	const own = new Set(itemsOf(drawn).map(({ to }) => String(to).slice(-9)));
	return ledgerOf(drawn.send)
		.map(({ recipient }) => recipient.slice(-9))
		.filter((number) => own.has(number));
}

/** How many requests with a message of the case came in. */
function requestCount(drawn: FaultCase): number {
	const own = itemsOf(drawn).map(({ to }) => String(to).slice(-9));
	return requestsOf(drawn.send).filter(({ rawBody }) => own.some((to) => rawBody.includes(to)))
		.length;
}

function acceptedBy(drawn: FaultCase): Map<string, number> {
	const counts = new Map<string, number>();
	for (const number of ledgerFor(drawn)) {
		counts.set(number, (counts.get(number) ?? 0) + 1);
	}
	return counts;
}

/** What an execution said of its messages, by number. */
class Report {
	readonly accepted = new Map<string, number>();
	readonly refused = new Map<string, number>();
	readonly unknown = new Map<string, number>();

	add(outcome: 'accepted' | 'refused' | 'unknown', numbers: readonly unknown[]): void {
		for (const number of numbers.map((e164) => String(e164).slice(-9))) {
			this[outcome].set(number, (this[outcome].get(number) ?? 0) + 1);
		}
	}
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const fieldOf = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function outcomeOf(details: unknown): 'refused' | 'unknown' {
	const outcome = fieldOf(details, 'outcome');
	if (outcome === 'refused' || outcome === 'unknown') return outcome;
	throw new Error(`A failed send says ${JSON.stringify(details)}`);
}

/** Reads what came out, item by item. An invalid item has no number. */
function reportOf({ outputs }: RunResult, drawn: FaultCase): Report {
	const report = new Report();
	const all = outputs.flat();
	expect(all).toHaveLength(drawn.items.length);
	for (const { json } of all) {
		if (json.error === undefined) {
			expect(json.outcome).toBe('accepted');
			report.add('accepted', json.recipient ? [json.recipient] : listOf(json.recipients));
			continue;
		}
		report.add(outcomeOf(json.details), listOf(fieldOf(json.details, 'recipients')));
		report.add('accepted', listOf(fieldOf(json.details, 'acceptedRecipients')));
		report.add('refused', listOf(fieldOf(json.details, 'refusedRecipients')));
	}
	return report;
}

/**
 * What is reported accepted was accepted, and what is reported refused was not. Of a message that stands
 * for several items each of them tells; of messages that are repeated as often as given, each for itself.
 */
function expectTrue(report: Report, ledger: ReadonlyMap<string, number>, once: boolean): void {
	const numbers = new Set([
		...report.accepted.keys(),
		...report.refused.keys(),
		...report.unknown.keys(),
	]);
	for (const number of numbers) {
		const least = report.accepted.get(number) ?? 0;
		const open = report.unknown.get(number) ?? 0;
		const sent = ledger.get(number) ?? 0;
		const bounds = once
			? { least: Math.min(1, least), most: Math.min(1, least + open) }
			: { least, most: least + open };
		if (sent < bounds.least || sent > bounds.most) {
			throw new Error(`${number} was sent ${sent} times, reported ${JSON.stringify(bounds)}`);
		}
	}
}

/** In stop mode the one fault says how many were accepted, and names what is unknown. */
function expectTrueFault({ fault }: RunResult, drawn: FaultCase): void {
	const details = fieldOf(fault?.json, 'errorResponse');
	const unknown = outcomeOf(details) === 'unknown' ? listOf(fieldOf(details, 'recipients')) : [];
	const open = new Set(unknown.map((e164) => String(e164).slice(-9)));
	const told = /(\d+) of (\d+) messages were accepted/.exec(fault?.description ?? '');
	const accepted = Number(told?.[1] ?? 0);
	const ledger = ledgerFor(drawn);
	const certain = ledger.filter((number) => !open.has(number));
	expect(certain.length).toBeLessThanOrEqual(accepted);
	expect(accepted).toBeLessThanOrEqual(ledger.length);
}

/** Runs the case to its end and checks every promise on the way. */
async function play(drawn: FaultCase): Promise<void> {
	prepare(drawn);
	const { send, onError, maxTries, editorRetries, cancel, keyed, duplicates } = drawn;
	const items = itemsOf(drawn);
	const options = optionsOf(drawn);
	const settings = { onError, maxTries };
	const reports: Report[] = [];
	let isCancelled = false;
	let sentAfterCancel = 0;

	async function execute(failed?: RunResult): Promise<RunResult> {
		const armed: Array<{ disarm: () => void }> = [];
		const onStart = (stop: () => void) => {
			const cancelNow = () => {
				isCancelled = true;
				sentAfterCancel = -requestCount(drawn);
				processedKeys.isCutOff = cancel?.isCrash === true;
				stop();
			};
			armed.push(cancelAt(cancelNow, cancel));
		};
		const result = await run(send, items, options, { ...settings, onStart, failed });
		for (const { disarm } of armed) disarm();
		if (isCancelled) {
			sentAfterCancel += requestCount(drawn);
			return result;
		}
		if (result.fault === undefined) reports.push(reportOf(result, drawn));
		else expectTrueFault(result, drawn);
		for (const report of reports) expectAccepted(report, drawn);
		return result;
	}

	let result = await execute();
	for (let retries = 0; retries < editorRetries && !isCancelled; retries += 1) {
		if (result.fault === undefined) break;
		result = await execute(result);
	}
	// Requests that were written at the same moment can still arrive.
	if (isCancelled) {
		const sameMoment = SENDS[send].request === 'oneMessage' ? 4 : 0;
		expect(sentAfterCancel).toBeLessThanOrEqual(sameMoment + 1);
		isCancelled = false;
	}
	processedKeys.isCutOff = false;
	if (keyed) {
		const again = await run(send, items, options, settings);
		if (again.fault === undefined) reports.push(reportOf(again, drawn));
	}

	simulatorOf(send).clock.advance(120_000);
	const ledger = acceptedBy(drawn);
	const once = duplicates === 'once' || keyed;
	for (const report of reports.slice(-1)) expectTrue(report, ledger, once);
	const given = new Map<string, number>();
	for (const { to } of items) {
		const number = String(to).slice(-9);
		given.set(number, once ? 1 : (given.get(number) ?? 0) + 1);
	}
	const tooOften = [...ledger].filter(([number, sent]) => sent > (given.get(number) ?? 0));
	expect(tooOften).toEqual([]);
}

/** At each moment, also before what comes late. */
function expectAccepted(report: Report, drawn: FaultCase): void {
	const ledger = acceptedBy(drawn);
	const untrue = [...report.accepted.keys()].filter((number) => !ledger.has(number));
	expect(untrue).toEqual([]);
}

test(
	'no message twice, none reported accepted that was not, none reported refused that was accepted',
	async () => {
		const property = fc.asyncProperty(faultCase, play);
		const end = Date.now() + SECONDS * 1000;
		let runs = 0;
		for (; runs < RUNS && Date.now() < end; runs += RUNS_AT_A_TIME) {
			await fc.assert(property, { numRuns: RUNS_AT_A_TIME });
		}
		console.info(`fault matrix: ${runs} random executions`);
	},
	(SECONDS + 240) * 1000,
);
