import type { MessageResult } from '../../../../nodes/shared/sending/message';
import { safeSender } from '../../../../nodes/shared/sending/safeSend';
import { accepted, messages, refused, unknown } from './messages';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const BATCH = messages(1);
const PAIR = messages(2);
const all = (result: MessageResult) => BATCH.map(() => result);
const notReached = refused({ code: 'not-reached', httpCode: 502 });
const rateLimited = refused({ code: 'TS-1060', httpCode: 429, meaning: 'Too many messages' });

/** A sender whose provider gives these answers, one a request, the last one for ever. */
function senderOf(
	answers: ReadonlyArray<readonly MessageResult[]>,
	waitSeconds: number | undefined = undefined,
	batch = BATCH,
) {
	const requests: number[] = [];
	const abort = new AbortController();
	const started = Date.now();
	const send = safeSender({
		isOver: () => abort.signal.aborted,
		begin: () => () => undefined,
		rateLimitWaitMs: waitSeconds === undefined ? undefined : waitSeconds * 1000,
		alone: 0,
		signal: abort.signal,
		send: async () => {
			requests.push((Date.now() - started) / 1000);
			return await Promise.resolve(answers[requests.length - 1] ?? answers.at(-1) ?? []);
		},
	});
	return {
		/** When the requests went out, in seconds. */
		requests,
		cancel: () => abort.abort(),
		/** Sends a batch and lets time pass until it has a result, an hour at most. */
		async send() {
			const sent = send(batch);
			await jest.advanceTimersByTimeAsync(3_600_000);
			return await sent;
		},
		begin: async () => await send(batch),
	};
}

test.each([
	['an acceptance', all(accepted())],
	['an unknown outcome', all(unknown)],
	[
		'a connection that may have been made',
		all(refused({ code: 'not-reached', outcome: 'unknown' })),
	],
	['a refusal', all(refused())],
	['a refusal of some', [accepted(), rateLimited]],
	['two different refusals', [notReached, rateLimited]],
	['a lost answer of some', [notReached, unknown]],
])('%s is not sent again', async (_, answer) => {
	const sender = senderOf([answer], 120, messages(answer.length));
	expect(await sender.send()).toEqual(answer);
	expect(sender.requests).toEqual([0]);
});

describe('a request of two messages that meets the rate limit', () => {
	const both = (result: MessageResult) => PAIR.map(() => result);

	test('is not sent again where the user chose no wait, and may have been taken in part', async () => {
		const sender = senderOf([both(rateLimited), both(accepted())], undefined, PAIR);
		expect(await sender.send()).toMatchObject([
			{ ok: false, fault: { code: 'TS-1060', outcome: 'unknown' } },
			{ ok: false, fault: { code: 'TS-1060', outcome: 'unknown' } },
		]);
		expect(sender.requests).toEqual([0]);
	});

	test('is sent again as a whole where the user set a wait', async () => {
		const sender = senderOf([both(rateLimited), both(accepted())], 60, PAIR);
		expect(await sender.send()).toEqual(both(accepted()));
		expect(sender.requests).toEqual([0, 60]);
	});

	test.each([
		['another refusal', refused({ code: 'TS-1027', httpCode: 402 })],
		['the limit again', rateLimited],
		['a connection that is not made', notReached],
	])('keeps its unknown outcome when %s follows', async (_, last) => {
		const sender = senderOf([both(rateLimited), both(last)], 60, PAIR);
		const results = await sender.send();
		expect(results?.map((result) => (result.ok ? 'accepted' : result.fault.outcome))).toEqual([
			'unknown',
			'unknown',
		]);
	});

	test.each([0, 59])(
		'a wait of %d seconds is none, and the outcome is unknown',
		async (seconds) => {
			const sender = senderOf([both(rateLimited)], seconds, PAIR);
			expect(await sender.send()).toMatchObject([
				{ ok: false, fault: { outcome: 'unknown' } },
				{ ok: false, fault: { outcome: 'unknown' } },
			]);
			expect(sender.requests).toEqual([0]);
		},
	);
});

test('a connection that was never made is tried once more', async () => {
	const sender = senderOf([all(notReached), all(accepted())]);
	expect(await sender.send()).toEqual(all(accepted()));
	expect(sender.requests).toEqual([0, 0.5]);
});

test('a server that stays out of reach is given up', async () => {
	const sender = senderOf([all(notReached)]);
	expect(await sender.send()).toEqual(all(notReached));
	expect(sender.requests).toHaveLength(2);
});

test('a rate limit is waited out, a minute at a time', async () => {
	const sender = senderOf([all(rateLimited), all(rateLimited), all(accepted())]);
	expect(await sender.send()).toEqual(all(accepted()));
	expect(sender.requests).toEqual([0, 60, 120]);
});

test('no longer than the option says: then the fault says how long', async () => {
	const sender = senderOf([all(rateLimited)], 130);
	const [result] = (await sender.send()) ?? [];
	expect(sender.requests).toEqual([0, 60, 120]);
	expect(result).toMatchObject({
		fault: {
			meaning: 'Too many messages, also after 120 seconds of waiting',
			whatToDo: expect.stringContaining('fewer recipients into one request'),
			outcome: 'refused',
		},
	});
});

test.each([0, 59])('%d seconds are no minute, so nothing is waited', async (seconds) => {
	const sender = senderOf([all(rateLimited)], seconds);
	expect(await sender.send()).toEqual(all(rateLimited));
	expect(sender.requests).toEqual([0]);
});

test('once a batch waited in vain, the others of the run do not wait', async () => {
	const sender = senderOf([all(rateLimited)], 60);
	await sender.send();
	const before = sender.requests.length;
	expect(await sender.send()).toEqual(all(rateLimited));
	expect(sender.requests.length - before).toBe(1);
});

test('what is refused together goes on one after another, after one wait as long as that is enough', async () => {
	const sender = senderOf([
		...Array.from({ length: 3 }, () => all(rateLimited)),
		all(accepted()),
		all(accepted()),
		all(rateLimited),
		all(accepted()),
	]);
	const sent = Promise.all([sender.begin(), sender.begin(), sender.begin()]);
	await jest.advanceTimersByTimeAsync(3_600_000);
	expect(await sent).toEqual([all(accepted()), all(accepted()), all(accepted())]);
	expect(sender.requests).toEqual([0, 0, 0, 60, 60, 60, 120]);
});

test('while a limit is waited out, what comes later waits for its turn', async () => {
	const sender = senderOf([all(rateLimited), all(accepted())]);
	const first = sender.begin();
	await jest.advanceTimersByTimeAsync(10_000);
	const second = sender.begin();
	await jest.advanceTimersByTimeAsync(3_600_000);
	expect(await Promise.all([first, second])).toEqual([all(accepted()), all(accepted())]);
	expect(sender.requests).toEqual([0, 60, 60]);
});

test('what waits for its turn when the run is cancelled is never begun', async () => {
	const sender = senderOf([all(rateLimited), all(accepted())]);
	const first = sender.begin();
	await jest.advanceTimersByTimeAsync(10_000);
	const second = sender.begin();
	sender.cancel();
	await jest.advanceTimersByTimeAsync(1_000);
	expect(await first).toEqual(all(rateLimited));
	expect(await second).toBeUndefined();
	expect(sender.requests).toEqual([0]);
});

test('a cancellation ends the wait, and nothing is sent any more', async () => {
	const sender = senderOf([all(rateLimited), all(accepted())]);
	const sent = sender.begin();
	await jest.advanceTimersByTimeAsync(30_000);
	sender.cancel();
	await jest.advanceTimersByTimeAsync(1_000);
	expect(await sent).toEqual(all(rateLimited));
	expect(sender.requests).toEqual([0]);
});

test('a cancellation before a connection is tried again leaves it at one request', async () => {
	const sender = senderOf([all(notReached), all(accepted())]);
	const sent = sender.begin();
	await jest.advanceTimersByTimeAsync(200);
	sender.cancel();
	await jest.advanceTimersByTimeAsync(10_000);
	expect(await sent).toEqual(all(notReached));
	expect(sender.requests).toEqual([0]);
});
