import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { Host } from '../host';
import { Time } from './mailbox';
import { LINE, MINUTE_MS, OTHER_LINE, receivedTrigger } from './received';
import { messageReceived } from '../../../../../nodes/RayganSms/triggers/messageReceived';
import type { InboxCalls } from '../../../../../nodes/RayganSms/api/inboxCalls';

const MONTH_SECONDS = 30 * 24 * 3600;
const MONTHS_MESSAGES = 1_000_000;
/** How many of the messages of a busy month flow by: all of them take a minute or two. */
const MESSAGES = Number(process.env.POLLING_TEST_MESSAGES ?? 30_000);
const MAX_STATE_BYTES = 64 * 1024;

afterEach(() => jest.restoreAllMocks());

const sizeOf = (state: unknown) => Buffer.byteLength(JSON.stringify(state));

test('a poll without news is one request a line', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger({
		phoneNumbers: `${LINE} ${OTHER_LINE}`,
	});
	for (let index = 0; index < 80; index += 1) receive(`${index}`, { lateSeconds: index });
	await host.activate();
	for (let poll = 0; poll < 20; poll += 1) {
		mailbox.failOn([]);
		expect(await nextPoll()).toEqual([]);
		expect(mailbox.requests).toBe(2);
	}
});

test.each([
	{ messages: 0, from: 0 },
	{ messages: 1, from: 0 },
	{ messages: 80, from: 40 * 24 * 3600 },
])('the first poll of a line is one request: %j', async ({ messages, from }) => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger();
	for (let index = 0; index < messages; index += 1) receive('old', { lateSeconds: from + index });
	await host.activate();
	expect(mailbox.requests).toBe(1);
	receive('new');
	expect(await nextPoll()).toEqual(['new']);
	expect(mailbox.requests).toBe(2);
});

test('the first poll of a line with years of messages takes few requests', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger();
	for (let index = 0; index < 5_000; index += 1) {
		receive(`${index}`, { lateSeconds: 3 * 24 * 3600 + index * 10_000 });
	}
	await host.activate();
	expect(mailbox.requests).toBeLessThan(12);
	receive('new');
	expect(await nextPoll()).toEqual(['new']);
});

test('a quiet trigger does not change what is stored', async () => {
	const { host, receive, nextPoll } = receivedTrigger();
	await host.activate();
	receive('one');
	await nextPoll();
	const stored = JSON.stringify(host.stored);
	await nextPoll();
	await host.activate();
	expect(JSON.stringify(host.stored)).toBe(stored);
});

/** What other tests of this process have left would otherwise count as growth. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** A line that gets a message every few seconds since `start`, answered without keeping any. */
function steadyLine(time: Time, start: number, everySeconds: number): InboxCalls {
	const PAGE_SIZE = 100;
	const atOf = (index: number) => start + Math.floor(index * everySeconds);
	const firstFrom = (at: number) => Math.max(0, Math.ceil((at - start) / everySeconds));
	return {
		async receiveMessages({ startSeconds, endSeconds, page }) {
			time.now += 5;
			const end = firstFrom(Math.min(endSeconds, time.atProvider) + 1);
			const count = Math.max(0, end - firstFrom(startSeconds));
			const newest = end - 1 - (page - 1) * PAGE_SIZE;
			const length = Math.max(0, Math.min(PAGE_SIZE, count - (page - 1) * PAGE_SIZE));
			const messages = Array.from({ length }, (_, index) => ({
				mobile: '989112170848',
				at: atOf(newest - index),
				text: `${newest - index}`,
				raw: undefined,
			}));
			const totalPages = Math.max(1, Math.ceil(count / PAGE_SIZE));
			return { ok: true, value: { messages, totalPages }, raw: undefined };
		},
	};
}

test(
	`${MESSAGES} messages at the pace of a million a month: each once, in order, in a small state`,
	async () => {
		const time = new Time(Date.UTC(2030, 0, 1), 0);
		jest.spyOn(Date, 'now').mockImplementation(() => time.now);
		const every = MONTH_SECONDS / MONTHS_MESSAGES;
		const host = new Host({
			engine: 'default',
			events: [messageReceived],
			client: { account: 'account', ...steadyLine(time, time.atProvider + 1, every) },
			workflow: 'a busy month',
			parameters: { event: 'messageReceived', phoneNumbers: LINE, options: {} },
		});
		await host.activate();
		const heaps: number[] = [];
		let largest = 0;
		for (let expected = 0; expected < MESSAGES;) {
			time.now += 5 * MINUTE_MS;
			await host.tick();
			for (const { text } of host.emitted.flat()) {
				if (text !== `${expected}`) throw new Error(`${String(text)} came, not ${expected}`);
				expected += 1;
			}
			host.emitted.length = 0;
			largest = Math.max(largest, sizeOf(host.stored));
			if (expected % 20_000 < 200) {
				collectGarbage();
				heaps.push(process.memoryUsage().heapUsed);
			}
		}
		const half = Math.ceil(heaps.length / 2);
		const growth = Math.min(...heaps.slice(half)) - Math.min(...heaps.slice(0, half));
		expect(largest).toBeLessThan(MAX_STATE_BYTES);
		expect(growth).toBeLessThan(32 * 1024 * 1024);
		console.log(`state at most ${largest} bytes, heap grew by ${growth} bytes`);
	},
	10 * MINUTE_MS,
);

test('a burst beyond what the state can hold comes once, and the state stays in its bounds', async () => {
	const { host, receive, nextPoll, time } = receivedTrigger({
		options: { maxMessagesPerPoll: 2_000 },
	});
	await host.activate();
	for (let index = 0; index < 12_000; index += 1) {
		receive(`${index}`);
		if (index % 20 === 0) time.now += 1_000;
	}
	const came: unknown[] = [];
	for (let poll = 0; poll < 8; poll += 1) {
		came.push(...(await nextPoll()));
		expect(sizeOf(host.stored)).toBeLessThan(MAX_STATE_BYTES);
	}
	expect(came).toHaveLength(12_000);
	expect(new Set(came).size).toBe(12_000);
	expect(host.notes).toContainEqual(expect.stringMatching(/less than the overlap/));
});

test('a backlog of 20,000 messages over 200 pages is drained in bites', async () => {
	const { host, receive, nextPoll, time, mailbox } = receivedTrigger();
	await host.activate();
	for (let index = 0; index < 20_000; index += 1) {
		receive(`${index}`);
		time.now += 15_000;
	}
	const came: unknown[] = [];
	for (let poll = 0; poll < 40; poll += 1) {
		mailbox.failOn([]);
		const bite = await nextPoll();
		expect(bite).toHaveLength(500);
		expect(mailbox.requests).toBeLessThan(30);
		came.push(...bite);
	}
	expect(came).toEqual(Array.from({ length: 20_000 }, (_, index) => `${index}`));
	expect(await nextPoll()).toEqual([]);
});

test('more messages of one single second than the state can hold are drained in bites', async () => {
	const { host, receive, nextPoll } = receivedTrigger({
		style: { latencyMs: 1 },
		options: { maxMessagesPerPoll: 1_500 },
	});
	await host.activate();
	for (let index = 0; index < 9_000; index += 1) receive(`${index}`);
	const came: unknown[] = [];
	for (let poll = 0; poll < 6; poll += 1) {
		came.push(...(await nextPoll()));
		expect(sizeOf(host.stored)).toBeLessThan(MAX_STATE_BYTES);
	}
	expect(new Set(came).size).toBe(9_000);
	expect(await nextPoll()).toEqual([]);
});

test.each([300, 2_000])(
	'where each request takes %i ms, a poll keeps to its budget, and nothing is lost or comes twice',
	async (latencyMs) => {
		const { host, receive, nextPoll, time } = receivedTrigger({
			engine: 'durable',
			style: { latencyMs },
			options: { maxMessagesPerPoll: 5_000 },
		});
		await host.activate();
		for (let index = 0; index < 6_000; index += 1) {
			receive(`${index}`);
			time.now += 100;
		}
		const came: unknown[] = [];
		for (let poll = 0; poll < 60 && came.length < 6_000; poll += 1) {
			const begun = time.now;
			came.push(...(await nextPoll(0)));
			expect(time.now - begun).toBeLessThanOrEqual(36_000);
		}
		expect(came).toEqual(Array.from({ length: 6_000 }, (_, index) => `${index}`));
	},
);

test('where time is short, each of many lines gets its turn', async () => {
	const lines = Array.from({ length: 6 }, (_, index) => `${LINE}${index}`);
	const { host, receive, nextPoll, mailbox } = receivedTrigger({
		phoneNumbers: lines.join(','),
		style: { latencyMs: 7_000 },
		options: { startFrom: '2030-01-15T00:00:00+03:30' },
	});
	for (const line of lines) receive(`on ${line}`, { line });
	const came = new Set<unknown>();
	await host.activate();
	for (const { text } of host.emitted.flat()) came.add(text);
	mailbox.failOn([]);
	for (let poll = 0; poll < lines.length; poll += 1) {
		const before = host.emitted.length;
		await nextPoll().catch(() => undefined);
		for (const { text } of host.emitted.slice(before).flat()) came.add(text);
	}
	expect(came.size).toBe(lines.length);
});
