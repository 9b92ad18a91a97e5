import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { processedKeys, toolOf, type RunResult } from './engine';
import { canBeMissed, faultCase, fits, toolCase, type FaultCase } from './faultCases';
import {
	countOf,
	expectAccepted,
	expectKept,
	expectTrue,
	expectTrueFault,
	Report,
	reportOf,
	numberIn,
	tailOf,
	toolReportOf,
} from './faultReport';
import { worldParameters, worldsOf } from './faultWorlds';
import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import { numberOf, SENDS, sendsWhere, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

/**
 * By default a minute or 1,000 executions, whichever comes first; FAULT_MATRIX_RUNS fixes their number.
 * FAULT_MATRIX_SEED and FAULT_MATRIX_PATH, as a red run prints them, repeat it.
 */
const { FAULT_MATRIX_SECONDS, FAULT_MATRIX_RUNS, FAULT_MATRIX_SEED, FAULT_MATRIX_PATH } =
	process.env;
const SECONDS = Number(FAULT_MATRIX_SECONDS ?? (FAULT_MATRIX_RUNS === undefined ? 60 : 3_600));
const RUNS = Number(FAULT_MATRIX_RUNS ?? (FAULT_MATRIX_SECONDS === undefined ? 1_000 : Infinity));
const SEED = Number(FAULT_MATRIX_SEED ?? Date.now() % 1_000_000_000);

const RUNS_AT_A_TIME = 50;

const sendsToMany = (name: string) =>
	sendsWhere(({ many }) => many === true).some((send) => send === name);

const { run, settingsOf, simulatorOf, ledgerOf } = useSends();

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
const NUMBERS = 60;
const numberFor = ({ send }: FaultCase, index: number) =>
	numberOf(SENDS[send].provider, NUMBERS * (cases % 160) + index);

const QUESTIONS = ['GetGroupMessageId', 'CorrespondingMessageStatus', 'GroupMessageStatus'];

function prepare(drawn: FaultCase): void {
	cases += 1;
	const { send, requests, questions, rejected, rows, messagesPerMinute, oddStatus } = drawn;
	const simulator = simulatorOf(send);
	simulator.reset();
	processedKeys.reset();
	Object.assign(simulator.account, { messagesPerMinute });
	for (const spoilt of requests.filter((entry) => fits(drawn, entry))) {
		simulator.faults.next(spoilt.fault, { endpoint: SENDS[send].endpoint, when: spoilt.when });
	}
	for (const endpoint of QUESTIONS) {
		for (const fault of questions) simulator.faults.next(fault, { endpoint });
	}
	for (const item of oddStatus) {
		simulator.delivery.setOutcome(numberFor(drawn, item).to, { raw: '99' });
	}
	takePart(drawn);
	if (!('rejectRecipient' in simulator)) return;
	Object.assign(simulator.style, rows, strangeStyle(drawn));
	for (const { item, result } of rejected) {
		simulator.rejectRecipient(numberFor(drawn, item).to, result);
	}
}

/** Lets the service take a part of a request, as the case says. */
function takePart(drawn: FaultCase): void {
	const { send, partOfGroup, partsOfBulks, rateLimitWait } = drawn;
	const simulator = simulatorOf(send);
	if ('nextBulks' in simulator) {
		simulator.nextBulks.push(...partsOfBulks);
		// Whoever sets a wait has the whole sent again.
		simulator.account.takesWhatFits = drawn.takesWhatFits && rateLimitWait !== 120;
	} else if (partOfGroup !== undefined) {
		const numbers = partOfGroup.items.map((item) => numberFor(drawn, item).to);
		simulator.takeOnly(numbers, partOfGroup.code);
	}
}

/** The group of another request is known as such where its own answer arrived, in the same execution. */
function strangeStyle({ strange, requests, partOfGroup, keys }: FaultCase) {
	const [first] = requests;
	const isFirstKnown = first === undefined || first.fault === 'wrongContentType';
	const isKnown = isFirstKnown && partOfGroup === undefined && keys === 'none';
	return strange.unknownGroup === 'firstGroup' && !isKnown
		? { ...strange, unknownGroup: 'refuse' }
		: strange;
}

/** The recipients of an item, as it writes them in each form. */
function formsOf(drawn: FaultCase, index: number): string[][] {
	const kind = drawn.items[index];
	const isMany = sendsToMany(drawn.send);
	// What a key stands for is not kept: its item tells the numbers that it has now.
	const changes = drawn.keys === 'none';
	const [own, second, third] = [0, 20, 40].map((more) => numberFor(drawn, index + more).forms);
	return [0, 1, 2].map((form) => {
		const written = [own, second, third].map((forms) => forms?.[form] ?? '');
		if (isMany && kind === 'pair') return written.slice(0, 2);
		// A number comes in before it, and the other one goes.
		if (isMany && changes && kind === 'list')
			return written.slice(form === 0 ? 0 : form - 1, form + 1).reverse();
		return written.slice(0, 1);
	});
}

function itemsOf(drawn: FaultCase): IDataObject[] {
	const { items, invalidItem, keys, partsOfBulks } = drawn;
	const itemAt = (index: number): IDataObject => {
		const own = { text: `text ${index}`, order: `order ${index}` };
		if (index === invalidItem) return { ...own, forms: ['junk', 'junk', 'junk'] };
		// Items with keys of their own repeat nothing; and a total that leaves out repeats says nothing.
		const isAsFirst = items[index] === 'repeated' && index > 0 && invalidItem !== 0;
		const isRepeated = isAsFirst && keys === 'none' && partsOfBulks.length === 0;
		if (isRepeated) return { forms: numberFor(drawn, 0).forms, text: 'text 0' };
		return { ...own, forms: formsOf(drawn, index).map((numbers) => numbers.join(', ')) };
	};
	return items.map((_, index) => {
		if (index % 2 === 0 || index === invalidItem) return itemAt(index);
		if (keys === 'shared') return itemAt(index - 1);
		return { ...itemAt(index), ...(keys === 'clashing' && { order: `order ${index - 1}` }) };
	});
}

function optionsOf(drawn: FaultCase) {
	const { duplicates, rateLimitWait, keys, ownGroupId, requests, resendIfNotFound } = drawn;
	const isCut = requests.some((entry) => entry.fault === 'timeout' && fits(drawn, entry));
	return {
		itemsPerRequest: '={{ $vars.itemsPerRequest }}',
		duplicates,
		...(rateLimitWait !== undefined && { rateLimitWait }),
		...(isCut && { timeout: 100 }),
		...(resendIfNotFound && { resendIfNotFound }),
		...(keys !== 'none' && { onlyOncePerKey: '={{ $json.order }}' }),
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

/** The numbers that an item has in one form, or in one or another. */
function numbersOf({ forms }: IDataObject, form?: number): string[] {
	const all = Array.isArray(forms) ? forms : [];
	const lists = form === undefined ? all : all.slice(form, form + 1);
	return [...new Set(lists.flatMap((list) => String(list).split(', ').map(numberIn)))];
}

/** The numbers of the case, as often as they are given. */
const givenNumbers = (drawn: FaultCase) =>
	countOf(itemsOf(drawn).flatMap((item) => numbersOf(item)));

/** The messages of the case that the provider accepted, by their numbers. */
function ledgerFor(drawn: FaultCase): string[] {
	const own = givenNumbers(drawn);
	return ledgerOf(drawn.send)
		.map(({ recipient }) => tailOf(recipient))
		.filter((number) => own.has(number));
}

/** How often a message may go: once, but for the one option with which the user allows more. */
const timesOf = (drawn: FaultCase): number =>
	drawn.resendIfNotFound && canBeMissed(drawn) ? 2 : 1;

const isOnce = ({ duplicates, keys }: FaultCase) => duplicates === 'once' || keys !== 'none';
/** Where each message has a text of its own, none is as another one. */
const isAsGiven = ({ duplicates, keys, worlds }: FaultCase) =>
	keys === 'none' && (duplicates === 'asGiven' || worlds.some(({ isRandomText }) => isRandomText));

/** Of all cases of a test; one in which nothing was ever sent would prove nothing. */
let accepted = 0;
beforeEach(() => {
	accepted = 0;
});

/** What is left to check once everything has come to its end. */
function expectTrueInTheEnd(drawn: FaultCase, reports: readonly Report[]): void {
	simulatorOf(drawn.send).clock.advance(120_000);
	accepted += ledgerFor(drawn).length;
	const ledger = countOf(ledgerFor(drawn));
	const times = timesOf(drawn);
	const bounds = { isOnce: isOnce(drawn), isAsGiven: isAsGiven(drawn), times };
	for (const report of reports.slice(-1)) expectTrue(report, ledger, bounds);
	const given = givenNumbers(drawn);
	const tooOften = [...ledger].filter(([number, sent]) => {
		const wanted = given.get(number) ?? 0;
		return sent > times * (isAsGiven(drawn) ? wanted : Math.min(1, wanted));
	});
	expect(tooOften).toEqual([]);
}

/** The settings of a case in which each try has a world of its own. */
function worldSettings(drawn: FaultCase) {
	const { send, onError, maxTries, keys } = drawn;
	const { provider } = SENDS[send];
	// One key for texts that differ would be refused.
	const worlds = drawn.worlds.map((world) =>
		keys === 'shared' ? { ...world, isRandomText: false } : world,
	);
	const { form, ...world } = worldsOf(worlds, provider, simulatorOf(send));
	return { form, settings: { onError, maxTries, ...world } };
}

/** Runs the case to its end and checks every promise on the way. */
async function play(drawn: FaultCase): Promise<void> {
	prepare(drawn);
	const { send, editorRetries, cancel, keys } = drawn;
	const items = itemsOf(drawn);
	const options = optionsOf(drawn);
	const world = worldSettings(drawn);
	const settings = { ...world.settings, parameters: worldParameters(send, 'item') };
	const reports: Report[] = [];
	let isCancelled = false;
	let begunAfterCancel = 0;
	const onBegin = (url: string) => {
		if (isCancelled && !QUESTIONS.some((name) => url.endsWith(name))) begunAfterCancel += 1;
	};

	async function execute(failed?: RunResult): Promise<RunResult> {
		const armed: Array<{ disarm: () => void }> = [];
		const onStart = (stop: () => void) => {
			const cancelNow = () => {
				isCancelled = true;
				processedKeys.isCutOff = cancel?.isCrash === true;
				stop();
			};
			armed.push(cancelAt(cancelNow, cancel));
		};
		const result = await run(send, items, options, { ...settings, onStart, onBegin, failed });
		for (const { disarm } of armed) disarm();
		if (isCancelled) return result;
		const ledger = ledgerFor(drawn);
		if (result.fault === undefined) reports.push(reportOf(result, items.length));
		else {
			const now = new Set(items.flatMap((item) => numbersOf(item, world.form())));
			expectTrueFault(
				result,
				ledger.filter((number) => now.has(number)),
				timesOf(drawn),
			);
		}
		for (const report of reports) expectAccepted(report, countOf(ledger));
		return result;
	}

	let result = await execute();
	for (let retries = 0; retries < editorRetries && !isCancelled; retries += 1) {
		if (result.fault === undefined) break;
		result = await execute(result);
	}
	expect(begunAfterCancel).toBe(0);
	isCancelled = false;
	processedKeys.isCutOff = false;
	if (keys !== 'none') {
		const again = await run(send, items, options, settings);
		if (again.fault === undefined) reports.push(reportOf(again, items.length));
		expectKept(reports);
	}
	expectTrueInTheEnd(drawn, reports);
}

/** Lets an AI agent call the node once an item, and checks what each call tells. */
async function callAsTool(drawn: FaultCase, isParallel: boolean): Promise<void> {
	prepare(drawn);
	const { send } = drawn;
	const settings = settingsOf(send, optionsOf(drawn));
	const call = await toolOf({
		...settings,
		...worldSettings(drawn).settings,
		parameters: { ...settings.parameters, ...worldParameters(send, 'call') },
	});
	const report = new Report();
	const tell = async (item: IDataObject) => {
		await toolReportOf(report, call(item), numbersOf(item));
	};
	const items = itemsOf(drawn);
	if (isParallel) await Promise.all(items.map(tell));
	else for (const item of items) await tell(item);
	expectAccepted(report, countOf(ledgerFor(drawn)));
	// Two calls with one message are two messages.
	expectTrueInTheEnd({ ...drawn, duplicates: 'asGiven' }, [report]);
}

/** Draws cases until the time is up or their number is reached, and prints what repeats them. */
async function drawCases(name: string, property: fc.IAsyncProperty<unknown[]>, share: number) {
	const end = Date.now() + SECONDS * share * 1000;
	let runs = 0;
	for (; runs < RUNS * share && Date.now() < end; runs += RUNS_AT_A_TIME) {
		const numRuns = Math.min(RUNS_AT_A_TIME, Math.ceil(RUNS * share) - runs);
		await fc.assert(property, { numRuns, seed: SEED + runs, path: FAULT_MATRIX_PATH });
		if (FAULT_MATRIX_PATH !== undefined) break;
	}
	console.info(`${name}: ${runs} random executions, ${accepted} messages, seed ${SEED}`);
	if (runs > RUNS_AT_A_TIME) expect(accepted).toBeGreaterThan(runs);
}

/** Of the time and of the runs. */
const SHARE_OF_TOOLS = 0.2;

test(
	'no message twice, none reported accepted that was not, none reported refused that was accepted',
	async () => {
		const property = fc.asyncProperty(faultCase, play);
		await drawCases('fault matrix', property, 1 - SHARE_OF_TOOLS);
	},
	(SECONDS + 240) * 1000,
);

test(
	'the same for an AI agent that calls the node as its tool',
	async () => {
		const property = fc.asyncProperty(toolCase, async ({ drawn, isParallel }) => {
			await callAsTool(drawn, isParallel);
		});
		await drawCases('fault matrix of tools', property, SHARE_OF_TOOLS);
	},
	(SECONDS + 240) * 1000,
);
