import fc from 'fast-check';
import { countBy } from 'lodash';

import { MAX_REQUESTS } from '../../../../../nodes/shared/polling/inbox/bounds';
import type { InboxReader, TimeWindow } from '../../../../../nodes/shared/polling/inbox/reader';
import { readInbox } from '../../../../../nodes/shared/polling/inbox/window';
import type { FakeMessage, InboxStyle } from './fakeInbox';
import { fakeInbox } from './fakeInbox';
import { receivedTrigger } from './received';

afterEach(() => jest.restoreAllMocks());

const DAY = 86_400;
/** Noon of a day that begins where whole days begin. */
const NOON = 19_700 * DAY + DAY / 2;

const PLAIN: InboxStyle = {
	pageSize: 100,
	order: 'newestFirst',
	inclusiveStart: true,
	inclusiveEnd: true,
	pagesOfNone: 1,
};

const spread = (count: number, everySeconds: number, end = NOON) =>
	Array.from({ length: count }, (_, index) => ({
		at: end - Math.floor(index * everySeconds),
		text: `${index}`,
	}));

type Direction = 'oldestFirst' | 'newestFirst';

async function read(reader: InboxReader<FakeMessage>, asked: TimeWindow, towards: Direction) {
	const messages: FakeMessage[] = [];
	for await (const bite of readInbox(reader, asked, towards)) {
		if (!bite.ok) return { messages, fault: bite.fault };
		messages.push(...bite.value.messages);
	}
	return { messages, fault: undefined };
}

const counted = (list: readonly FakeMessage[]) => countBy(list, ({ at, text }) => `${at} ${text}`);

const direction = fc.constantFrom<Direction>('oldestFirst', 'newestFirst');
const order = fc.constantFrom<InboxStyle['order']>('newestFirst', 'oldestFirst', 'byText');

describe('a provider that takes a window for a longer one', () => {
	test('hands out each message once, and is asked in proportion to its pages', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(60, 3_600, DAY, 30 * DAY, 3_650 * DAY),
				fc.integer({ min: 0, max: 2_000 }),
				fc.constantFrom(0, 0.5, 7, 40, 300),
				fc.integer({ min: 20, max: 150 }),
				fc.integer({ min: 1, max: 3 * DAY }),
				order,
				direction,
				async (roundsTo, count, everySeconds, pageSize, seconds, how, towards) => {
					const list = spread(count, everySeconds);
					const { reader, requests } = fakeInbox(
						{ ...PLAIN, order: how, pageSize, roundsTo },
						list,
					);
					const asked = { from: NOON - seconds, to: NOON };
					const { messages, fault } = await read(reader, asked, towards);
					expect(fault).toBeUndefined();
					expect(counted(messages)).toEqual(counted(list.filter(({ at }) => at >= asked.from)));
					expect(requests()).toBeLessThanOrEqual(200 + 15 * Math.ceil(count / pageSize));
				},
			),
			{ numRuns: 300 },
		);
	});

	test.each<Direction>(['newestFirst', 'oldestFirst'])(
		'by day, 24 hours of 6,000 messages: %s',
		async (towards) => {
			const { reader, requests } = fakeInbox({ ...PLAIN, roundsTo: DAY }, spread(12_000, 14.4));
			const { messages } = await read(reader, { from: NOON - DAY, to: NOON }, towards);
			expect(messages).toHaveLength(6_001);
			expect(requests()).toBeLessThan(500);
		},
	);

	test('a poll of it takes few requests more', async () => {
		const { host, receive, nextPoll, mailbox } = receivedTrigger({ style: { roundsTo: DAY } });
		for (let index = 0; index < 1_000; index += 1) receive('old', { lateSeconds: index * 40 });
		await host.activate();
		for (let poll = 0; poll < 5; poll += 1) {
			receive(`${poll}`);
			mailbox.failOn([]);
			expect(await nextPoll()).toEqual([`${poll}`]);
			expect(mailbox.requests).toBeLessThan(60);
		}
	});
});

describe('a provider that tells of two pages for ever', () => {
	test('hands out each message once, and is asked in proportion to its pages', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.integer({ min: 1, max: 90 }),
				fc.constantFrom(0, 0.5, 40, 900),
				order,
				direction,
				async (repeatsFirst, count, everySeconds, how, towards) => {
					const list = spread(count, everySeconds);
					const { reader, requests } = fakeInbox(
						{ ...PLAIN, order: how, tells: 2, repeatsFirst },
						list,
					);
					const { messages, fault } = await read(
						reader,
						{ from: NOON - 2 * DAY, to: NOON },
						towards,
					);
					expect(fault).toBeUndefined();
					expect(counted(messages)).toEqual(counted(list));
					expect(requests()).toBeLessThanOrEqual(60);
				},
			),
		);
	});

	test.each([true, false])('a poll of it takes few requests: pages repeat %j', async (repeats) => {
		const { host, receive, nextPoll, mailbox } = receivedTrigger({
			style: { tells: 2, repeatsFirst: repeats },
		});
		receive('old');
		await host.activate();
		for (let poll = 0; poll < 5; poll += 1) {
			receive(`${poll}`);
			mailbox.failOn([]);
			expect(await nextPoll()).toEqual([`${poll}`]);
			expect(mailbox.requests).toBeLessThan(60);
		}
	});
});

describe('a provider that fills whatever it is asked for', () => {
	const full = (requests: { count: number }, pagesOf: () => number): InboxReader<FakeMessage> => ({
		provider: 'Provider',
		identityOf: ({ at, text }) => JSON.stringify([at, text]),
		async readPage({ from, to }, page) {
			requests.count += 1;
			const messages = Array.from({ length: 10 }, (_, index) => ({
				at: Math.min(to, from + 1),
				text: `${page} ${index}`,
			}));
			return { ok: true, value: { messages, totalPages: pagesOf() } };
		},
	});

	test.each([
		['two pages', () => 2],
		['a million pages', () => 1_000_000],
		['another number each time', () => 2 + Math.floor(Math.random() * 3)],
		['no number', () => NaN],
	])('%s: the reading ends with a sentence', async (_, pagesOf) => {
		for (const towards of ['newestFirst', 'oldestFirst'] as const) {
			const requests = { count: 0 };
			const asked = { from: NOON - DAY, to: NOON };
			const { fault } = await read(full(requests, pagesOf), asked, towards);
			expect(fault).toMatchObject({ httpCode: 502 });
			expect(requests.count).toBeLessThanOrEqual(MAX_REQUESTS);
		}
	});

	test('a poll of it is bounded though it answers at once, and the next line still gets its turn', async () => {
		const { host, receive, mailbox, time } = receivedTrigger({
			phoneNumbers: '50001 50002',
			style: { latencyMs: 0 },
		});
		await host.activate();
		const { receiveMessages } = mailbox;
		const endless = { count: 0 };
		const reader = full(endless, () => 2);
		mailbox.receiveMessages = async (request) => {
			if (request.line !== '50001') return await receiveMessages(request);
			const asked = { from: request.startSeconds, to: request.endSeconds };
			const answer = await reader.readPage(asked, request.page);
			if (!answer.ok) return answer;
			const messages = answer.value.messages.map((message) => ({
				...message,
				mobile: '989112170848',
				raw: undefined,
			}));
			return { ok: true, value: { messages, totalPages: 2 }, raw: undefined };
		};
		receive('heard', { line: '50002' });
		time.now += 60_000;
		await host.tick().catch(() => undefined);
		expect(endless.count).toBeLessThanOrEqual(2_000);
		expect(host.emitted.flat().map(({ text }) => text)).toContain('heard');
	});
});
