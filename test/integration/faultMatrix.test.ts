import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { processedKeys, type RunResult } from './engine';
import { faultCase, fits, type FaultCase } from './faultCases';
import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import {
	countOf,
	expectAccepted,
	expectTrue,
	expectTrueFault,
	reportOf,
	tailOf,
	type Report,
} from './faultReport';
import { numberOf, SENDS, sendsWhere, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

/** By default a minute or 1,000 executions, whichever comes first. */
const SECONDS = Number(process.env.FAULT_MATRIX_SECONDS ?? 60);
const RUNS = process.env.FAULT_MATRIX_SECONDS === undefined ? 1_000 : Number.MAX_SAFE_INTEGER;

const RUNS_AT_A_TIME = 50;

const sendsToMany = (name: string) =>
	sendsWhere(({ many }) => many === true).some((send) => send === name);

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
	numberOf(SENDS[send].provider, (40 * cases + index) % 10_000);

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
		const numbers = [numberFor(drawn, index).to, numberFor(drawn, 20 + index).to];
		const isPair = kind === 'pair' && sendsToMany(drawn.send);
		return { ...own, to: numbers.slice(0, isPair ? 2 : 1).join(', ') };
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

/** The numbers of the case, as often as they are given. */
const givenNumbers = (drawn: FaultCase) =>
	itemsOf(drawn).flatMap(({ to }) => String(to).split(', ').map(tailOf));

/** The messages of the case that the provider accepted, by their numbers. */
function ledgerFor(drawn: FaultCase): string[] {
	const own = new Set(givenNumbers(drawn));
	return ledgerOf(drawn.send)
		.map(({ recipient }) => tailOf(recipient))
		.filter((number) => own.has(number));
}

/** How many requests with a message of the case came in. */
function requestCount(drawn: FaultCase): number {
	const own = givenNumbers(drawn);
	return requestsOf(drawn.send).filter(({ rawBody }) => own.some((to) => rawBody.includes(to)))
		.length;
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
		if (result.fault === undefined) reports.push(reportOf(result, items.length));
		else expectTrueFault(result, ledgerFor(drawn));
		for (const report of reports) expectAccepted(report, countOf(ledgerFor(drawn)));
		return result;
	}

	let result = await execute();
	for (let retries = 0; retries < editorRetries && !isCancelled; retries += 1) {
		if (result.fault === undefined) break;
		result = await execute(result);
	}
	// Requests that were written at the same moment can still arrive.
	if (isCancelled) {
		const sameMoment = SENDS[send].request === 'oneMessage' ? 4 : 1;
		expect(sentAfterCancel).toBeLessThanOrEqual(sameMoment + 1);
		isCancelled = false;
	}
	processedKeys.isCutOff = false;
	if (keyed) {
		const again = await run(send, items, options, settings);
		if (again.fault === undefined) reports.push(reportOf(again, items.length));
	}

	simulatorOf(send).clock.advance(120_000);
	const ledger = countOf(ledgerFor(drawn));
	const once = duplicates === 'once' || keyed;
	for (const report of reports.slice(-1)) expectTrue(report, ledger, once);
	const given = countOf(givenNumbers(drawn));
	const tooOften = [...ledger].filter(([number, sent]) => {
		const wanted = given.get(number) ?? 0;
		return sent > (once ? Math.min(1, wanted) : wanted);
	});
	expect(tooOften).toEqual([]);
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
