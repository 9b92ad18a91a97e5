import fc from 'fast-check';
import { countBy } from 'lodash';

import type { InboxReader, TimeWindow } from '../../../../../nodes/shared/polling/inbox/reader';
import type { Bite } from '../../../../../nodes/shared/polling/inbox/window';
import { readInbox } from '../../../../../nodes/shared/polling/inbox/window';
import type { FakeMessage, InboxStyle } from './fakeInbox';
import { fakeInbox } from './fakeInbox';

const BASE = 1_700_000_000;
const SPAN = 40;

/** Few texts and few seconds, so that twins and crowded seconds are common. */
const message = fc.record({
	at: fc.integer({ min: BASE - 2, max: BASE + SPAN + 2 }),
	text: fc.constantFrom('a', 'b', 'c'),
});
const style: fc.Arbitrary<InboxStyle> = fc.record({
	pageSize: fc.integer({ min: 1, max: 5 }),
	order: fc.constantFrom('newestFirst', 'oldestFirst', 'byText'),
	inclusiveStart: fc.boolean(),
	inclusiveEnd: fc.boolean(),
	pagesOfNone: fc.constantFrom(0, 1),
});
const inbox = fc.array(message, { maxLength: 60 });
const window = fc
	.tuple(fc.nat({ max: SPAN }), fc.nat({ max: SPAN }))
	.map(([one, other]): TimeWindow => ({
		from: BASE + Math.min(one, other),
		to: BASE + Math.max(one, other),
	}));
const direction = fc.constantFrom('oldestFirst' as const, 'newestFirst' as const);

async function readAll(
	reader: InboxReader<FakeMessage>,
	asked: TimeWindow,
	towards: 'oldestFirst' | 'newestFirst',
): Promise<Array<Bite<FakeMessage>>> {
	const bites: Array<Bite<FakeMessage>> = [];
	for await (const bite of readInbox(reader, asked, towards)) {
		if (!bite.ok) throw new Error(bite.fault.meaning);
		bites.push(bite.value);
	}
	return bites;
}

const inside = ({ from, to }: TimeWindow, list: readonly FakeMessage[]) =>
	list.filter(({ at }) => at >= from && at <= to);

const counted = (list: readonly FakeMessage[]) => countBy(list, ({ at, text }) => `${at} ${text}`);

test('every message of the window is read once, twins counted, whatever the provider does', async () => {
	await fc.assert(
		fc.asyncProperty(style, inbox, window, direction, async (how, list, asked, towards) => {
			const { reader } = fakeInbox(how, list);
			const bites = await readAll(reader, asked, towards);
			expect(counted(bites.flatMap(({ messages }) => messages))).toEqual(
				counted(inside(asked, list)),
			);
		}),
		{ numRuns: 500 },
	);
});

test('bites follow each other in time without a gap, and hold nothing but their own', async () => {
	await fc.assert(
		fc.asyncProperty(style, inbox, window, direction, async (how, list, asked, towards) => {
			const { reader } = fakeInbox(how, list);
			const bites = await readAll(reader, asked, towards);
			if (towards === 'newestFirst') bites.reverse();
			let next = asked.from;
			for (const bite of bites) {
				expect(bite.window.from).toBe(next);
				expect(inside(bite.window, bite.messages)).toEqual(bite.messages);
				next = bite.window.to + 1;
			}
			expect(next).toBe(asked.to + 1);
		}),
	);
});

test('while messages arrive between the answers, none is lost and none is read twice', async () => {
	const arrivals = fc.array(fc.tuple(fc.integer({ min: 2, max: 30 }), message), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(style, inbox, arrivals, direction, async (how, list, late, towards) => {
			const { reader, list: final } = fakeInbox(how, list, (request, stored) => {
				stored.push(...late.filter(([when]) => when === request).map(([, arrived]) => arrived));
			});
			const asked = { from: BASE, to: BASE + SPAN };
			const bites = await readAll(reader, asked, towards);
			const read = counted(bites.flatMap(({ messages }) => messages));
			const atFirst = counted(inside(asked, list));
			const atLast = counted(inside(asked, final));
			for (const key of new Set([...Object.keys(atLast), ...Object.keys(read)])) {
				expect(read[key] ?? 0).toBeGreaterThanOrEqual(atFirst[key] ?? 0);
				expect(read[key] ?? 0).toBeLessThanOrEqual(atLast[key] ?? 0);
			}
		}),
		{ numRuns: 500 },
	);
});

const PLAIN: InboxStyle = {
	pageSize: 100,
	order: 'newestFirst',
	inclusiveStart: true,
	inclusiveEnd: true,
	pagesOfNone: 1,
};
const many = (count: number, everySeconds: number) =>
	Array.from({ length: count }, (_, index) => ({
		at: BASE + Math.floor(index * everySeconds),
		text: `${index}`,
	}));

test('a window of one page is one request', async () => {
	const { reader, requests } = fakeInbox(PLAIN, many(100, 1));
	await readAll(reader, { from: BASE - 1000, to: BASE + 1000 }, 'oldestFirst');
	expect(requests()).toBe(1);
});

test.each([
	['evenly', 8.64],
	['in a few hours', 1],
])('200 pages that came %s take fewer than two requests each', async (_, everySeconds) => {
	const list = many(20_000, everySeconds);
	const { reader, requests } = fakeInbox(PLAIN, list);
	const day = { from: BASE - 14_400, to: BASE + 2 * 86_400 };
	const bites = await readAll(reader, day, 'oldestFirst');
	expect(bites.flatMap(({ messages }) => messages)).toHaveLength(list.length);
	expect(requests()).toBeLessThan(400);
});

test('the newest of very many are found by few requests', async () => {
	const { reader, requests } = fakeInbox(PLAIN, many(20_000, 7));
	for await (const bite of readInbox(reader, { from: BASE, to: BASE + 200_000 }, 'newestFirst')) {
		if (bite.ok && bite.value.messages.length > 0) break;
	}
	expect(requests()).toBeLessThan(25);
});

test('a crowded second is read until two readings agree, though the list grows and shrinks', async () => {
	const crowd = Array.from({ length: 9 }, (_, index) => ({ at: BASE, text: `${index}` }));
	const { reader, list } = fakeInbox({ ...PLAIN, pageSize: 2 }, crowd, (request, stored) => {
		if (request === 3) stored.unshift({ at: BASE, text: 'new' });
		if (request === 8) stored.splice(0, 4);
	});
	const bites = await readAll(reader, { from: BASE, to: BASE }, 'oldestFirst');
	expect(counted(bites.flatMap(({ messages }) => messages))).toEqual(counted(list));
});

test('a list that never rests ends with a sentence, not with half of it', async () => {
	const crowd = Array.from({ length: 5 }, () => ({ at: BASE, text: 'x' }));
	const { reader, requests } = fakeInbox({ ...PLAIN, pageSize: 2 }, crowd, (_, stored) => {
		stored.push({ at: BASE, text: 'x' });
	});
	const results = [];
	for await (const bite of readInbox(reader, { from: BASE, to: BASE }, 'oldestFirst'))
		results.push(bite);
	expect(results).toMatchObject([
		{ ok: false, fault: { code: 'list-kept-changing', httpCode: 502 } },
	]);
	expect(requests()).toBeLessThan(50);
});

test('a fault ends the reading behind the bites that were read before it', async () => {
	const fault = {
		provider: 'Provider',
		code: '5001',
		meaning: 'It could not answer',
		whatToDo: 'Try again later',
		httpCode: 502,
	} as const;
	await fc.assert(
		fc.asyncProperty(style, inbox, fc.integer({ min: 1, max: 40 }), async (how, list, broken) => {
			const { reader, requests } = fakeInbox(how, list);
			const failing: InboxReader<FakeMessage> = {
				...reader,
				readPage: async (asked, page) =>
					requests() + 1 === broken ? { ok: false, fault } : await reader.readPage(asked, page),
			};
			const asked = { from: BASE, to: BASE + SPAN };
			const bites: Array<Bite<FakeMessage>> = [];
			let ended = false;
			for await (const bite of readInbox(failing, asked, 'oldestFirst')) {
				expect(ended).toBe(false);
				if (bite.ok) bites.push(bite.value);
				else ended = true;
			}
			const to = bites.at(-1)?.window.to ?? asked.from - 1;
			expect(ended).toBe(to < asked.to);
			expect(counted(bites.flatMap(({ messages }) => messages))).toEqual(
				counted(inside({ from: asked.from, to }, list)),
			);
		}),
		{ numRuns: 300 },
	);
});
