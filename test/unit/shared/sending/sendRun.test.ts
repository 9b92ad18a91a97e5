import { setImmediate as nextTurn } from 'timers/promises';

import type { Batch, MessageResult, Results } from '../../../../nodes/shared/sending/message';
import { keyClaims } from '../../../../nodes/shared/sending/memory/oncePerKey';
import type { Pace } from '../../../../nodes/shared/sending/pace';
import { paceFor } from '../../../../nodes/shared/sending/pace';
import { logWhatWent, sendBatches } from '../../../../nodes/shared/sending/sendRun';
import { accepted, messages, refused, unknown } from './messages';

interface Settings {
	stopMode?: boolean;
	/** Called with the number of the request, from 1. */
	onRequest?: (request: number, cancel: () => void) => void;
	answers: ReadonlyArray<readonly MessageResult[]>;
	pace?: Pace;
	/** Called at each step, with the number of the request: what it throws, that step throws. */
	onStep?: (step: 'begin' | 'send' | 'end', request: number) => void;
}

const ONE_AFTER_ANOTHER: Pace = { atOnce: 1, alone: 0 };

/** Sends requests of two messages each; each gets the next answer. */
async function sendAll({
	stopMode = false,
	onRequest,
	answers,
	pace = ONE_AFTER_ANOTHER,
	onStep = () => undefined,
}: Settings) {
	const all = messages(2 * answers.length);
	const batches = answers.map((_, index): Batch => all.slice(2 * index, 2 * index + 2));
	const abort = new AbortController();
	const log: string[] = [];
	const events: string[] = [];
	const results: Results = new Map();
	let requests = 0;
	let inFlight = 0;
	/** How many requests were in flight when each began, itself included. */
	const together: number[] = [];
	const unusedStore = {
		checkProcessedAndRecord: async () => ({ new: [], processed: [] }),
		removeProcessed: async () => undefined,
	};
	const logger = { info: (line: string) => log.push(line), error: () => 0, warn: () => 0 };
	const keyContext = {
		helpers: unusedStore,
		logger,
		getNode: () => ({ id: 'node' }),
		getWorkflow: () => ({ id: 'workflow' }),
	};
	await sendBatches(
		{
			continueOnFail: () => !stopMode,
			getExecutionCancelSignal: () => abort.signal,
			logger,
		},
		batches,
		{
			provider: 'Test',
			ledger: {
				find: () => undefined,
				wasBegun: () => false,
				begin: () => {
					onStep('begin', requests + 1);
					events.push('begun');
					return () => {
						onStep('end', requests);
						events.push('ended');
					};
				},
				clear: () => undefined,
			},
			keys: keyClaims(keyContext, 'Test', [], () => false),
			pace,
			rateLimitWaitMs: 0,
			send: async () => {
				events.push('request');
				requests += 1;
				const answer = answers[requests - 1] ?? [];
				together.push((inFlight += 1));
				onRequest?.(requests, () => abort.abort());
				await nextTurn();
				inFlight -= 1;
				onStep('send', requests);
				return answer;
			},
		},
		results,
	);
	if (abort.signal.aborted) logWhatWent({ logger }, 'Test', results);
	return {
		requests,
		inFlight,
		together,
		log,
		events,
		results: all.map((message) => results.get(message)),
	};
}

const fine = (id: string) => [accepted({ reportId: id }), accepted({ reportId: id })];

test('the ledger knows of a request before it goes, and of its outcome before the next', async () => {
	const { events } = await sendAll({ answers: [fine('1'), [unknown, unknown]] });
	expect(events).toEqual(['begun', 'request', 'ended', 'begun', 'request', 'ended']);
});

/** What never reached the provider is tried again by itself. */
const TRIES_TO_REACH = 2;

const lost = (code: string, outcome: 'unknown' | 'refused'): MessageResult[] => {
	const fault = {
		provider: 'Test',
		code,
		meaning: 'm',
		whatToDo: 'w',
		httpCode: 502,
		outcome,
	} as const;
	return [
		{ ok: false, fault },
		{ ok: false, fault },
	];
};

test.each([
	['no-answer-in-time', 'unknown'],
	['connection-lost', 'unknown'],
	['not-reached', 'refused'],
] as const)('five requests in a row with %s, and the rest is not begun', async (code, outcome) => {
	const answers = Array.from({ length: 50 }, () => lost(code, outcome));
	const { requests, results } = await sendAll({ answers });
	expect(requests).toBe(code === 'not-reached' ? 5 * TRIES_TO_REACH : 5);
	expect(results.at(-1)).toMatchObject({
		ok: false,
		fault: {
			code: 'not-tried',
			outcome: 'refused',
			meaning: 'Not sent, since: Test did not answer 5 times in a row',
		},
	});
});

test('an answer between them, and all requests go', async () => {
	const four = Array.from({ length: 4 }, () => lost('connection-lost', 'unknown'));
	const { requests } = await sendAll({ answers: [...four, fine('1'), ...four, fine('2')] });
	expect(requests).toBe(10);
});

test('a message that the answer says nothing of is unknown', async () => {
	const { results } = await sendAll({ answers: [[accepted()]] });
	expect(results).toMatchObject([{ ok: true }, { ok: false, fault: { outcome: 'unknown' } }]);
});

test('after a fault of one request the others go, where the node continues', async () => {
	const { requests } = await sendAll({ answers: [[refused(), unknown], fine('2')] });
	expect(requests).toBe(2);
});

test.each([
	['any fault in stop mode', true, refused()],
	['an unknown outcome in stop mode', true, unknown],
	['a fault that concerns the account', false, refused({ concernsAccount: true })],
])('after %s nothing more is sent', async (_, stopMode, fault) => {
	const answers = [fine('1'), [accepted(), fault], fine('3'), fine('4')];
	const { requests, results } = await sendAll({ stopMode, answers });
	expect(requests).toBe(2);
	for (const result of results.slice(4)) {
		expect(result).toMatchObject({
			ok: false,
			fault: { outcome: 'refused', meaning: expect.stringMatching(/^Not sent, since: /) },
		});
	}
});

test('a cancellation lets the request in flight finish, and leaves one line of what went', async () => {
	const answers = [fine('41'), [accepted({ reportId: '42' }), unknown], fine('3'), fine('4')];
	const { requests, log, results } = await sendAll({
		answers,
		onRequest: (request, cancel) => request === 2 && cancel(),
	});
	expect(requests).toBe(2);
	expect(results.slice(0, 3)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
	expect(log).toEqual([
		'Test: execution cancelled; 3 messages accepted, 1 with an unknown outcome, 4 not sent; ids: 41, 42',
	]);
});

test('an execution that is not cancelled logs nothing', async () => {
	expect((await sendAll({ answers: [fine('1')] })).log).toEqual([]);
});

describe('requests that carry many messages', () => {
	const pace = paceFor(1_000);
	const fine = (requests: number) =>
		Array.from({ length: requests }, () => [accepted(), accepted()]);
	const failed = [refused(), refused()];

	test('go one after another until four were accepted, then two at once', async () => {
		const { together } = await sendAll({ pace, answers: fine(8) });
		expect(together).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
	});

	test('go one after another again once nothing was accepted of one', async () => {
		const answers = [...fine(5), failed, ...fine(7)];
		const { together } = await sendAll({ pace, answers });
		// The seventh is still under way when the sixth was refused and the eighth begins.
		expect(together).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2]);
	});

	test.each([
		['a fault of the account', false, refused({ concernsAccount: true })],
		['a fault in stop mode', true, unknown],
	])('%s meets at most one more', async (_, stopMode, fault) => {
		for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
			const answers = [...fine(at), [fault, fault], ...fine(9 - at)];
			const { requests } = await sendAll({ pace, stopMode, answers });
			expect(requests).toBeLessThanOrEqual(at < 4 ? at + 1 : at + 2);
		}
	});

	test('a cancellation lets two finish at most', async () => {
		const { requests, results } = await sendAll({
			pace,
			answers: fine(9),
			onRequest: (request, cancel) => request === 6 && cancel(),
		});
		expect(requests).toBe(6);
		expect(results.filter((result) => result?.ok)).toHaveLength(12);
	});
});

test('requests that carry one message go five at once', async () => {
	const answers = Array.from({ length: 7 }, () => [accepted(), accepted()]);
	const { together } = await sendAll({ pace: paceFor(1), answers });
	expect(Math.max(...together)).toBe(5);
});

describe('where something gives way', () => {
	const answers = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => fine(String(id)));
	const outcomes = (results: ReadonlyArray<MessageResult | undefined>) =>
		results.map((result) => (result?.ok ? 'accepted' : result?.fault.outcome));
	const giveWay = (at: 'begin' | 'send' | 'end') => (step: string, request: number) => {
		if (step === at && request === 2) throw new Error('unforeseen');
	};

	test('in the send or in what notes it, what was handed over is unknown, and nothing more goes', async () => {
		const { requests, results } = await sendAll({ answers, onStep: giveWay('send') });
		expect(requests).toBe(2);
		expect(outcomes(results).slice(0, 5)).toEqual([
			...['accepted', 'accepted', 'unknown', 'unknown', 'refused'],
		]);
	});

	test('before the send, nothing of it was sent', async () => {
		const { requests, results } = await sendAll({ answers, onStep: giveWay('begin') });
		expect(requests).toBe(1);
		expect(outcomes(results).slice(1, 5)).toEqual(['accepted', 'refused', 'refused', 'refused']);
	});

	test('after the answer, it stands, and nothing more goes', async () => {
		const { requests, results } = await sendAll({ answers, onStep: giveWay('end') });
		expect(requests).toBe(2);
		expect(outcomes(results).slice(2, 5)).toEqual(['accepted', 'accepted', 'refused']);
	});

	test.each(['begin', 'send', 'end'] as const)(
		'in the step %s, no send outlives the node',
		async (step) => {
			const pace = paceFor(1);
			const { inFlight, results } = await sendAll({ answers, pace, onStep: giveWay(step) });
			expect(inFlight).toBe(0);
			expect(outcomes(results)).not.toContain(undefined);
		},
	);
});
