import fc from 'fast-check';

import type { Cursor, Place } from '../../../../../nodes/shared/polling/inbox/cursor';
import {
	advance,
	cursorAt,
	cursorPart,
	fromPart,
	isBefore,
	order,
	printOf,
	toPart,
} from '../../../../../nodes/shared/polling/inbox/cursor';

const LOW = 1_894_708_800;

const place = fc.record({
	at: fc.oneof(
		fc.integer({ min: LOW, max: LOW + 50 }),
		fc.integer({ min: LOW, max: LOW + 10 ** 9 }),
	),
	print: fc.stringMatching(/^[0-9a-f]{12}$/).map(printOf),
});
const cursor: fc.Arbitrary<Cursor> = fc.record(
	{
		low: fc.constant({ at: LOW, print: '' }),
		seen: fc.array(place, { maxLength: 60 }).map((seen) => seen.sort(order)),
		odd: fc.array(place.map(({ print }) => print)),
		since: fc.nat(),
		served: fc.nat(),
	},
	{ requiredKeys: ['low', 'seen', 'odd', 'served'] },
);

test('a cursor is the same after it was kept', () => {
	fc.assert(
		fc.property(cursor, (kept) => {
			const stored: unknown = JSON.parse(JSON.stringify(toPart(kept)));
			expect(fromPart(cursorPart.parse(stored))).toEqual(kept);
		}),
	);
});

test('a kept text that is cut or garbled is either refused or a cursor', () => {
	fc.assert(
		fc.property(cursor, fc.nat(), fc.string(), (kept, at, garbage) => {
			const part = toPart(kept);
			const cut = at % (part.seen.length + 1);
			const read = cursorPart.safeParse({ ...part, seen: part.seen.slice(0, cut) + garbage });
			if (read.success) expect(fromPart(read.data).seen.length).toBeLessThanOrEqual(160);
		}),
	);
});

test('8,000 messages an hour take some nine letters each', () => {
	const seen = Array.from({ length: 8_000 }, (_, index) => ({
		at: LOW + Math.floor(index / 2.2),
		print: printOf(index.toString(16).padStart(12, '0')),
	}));
	const { length } = toPart({ ...cursorAt(LOW), seen }).seen;
	expect(length).toBeLessThan(8_000 * 9.1);
});

const handled = fc.array(place, { maxLength: 40 });
const keeping = fc.record({
	overlap: fc.nat({ max: 200 }),
	latest: fc.integer({ min: LOW, max: LOW + 10 ** 9 }),
	maxLength: fc.integer({ min: 90, max: 400 }),
});

test('a cursor moves forward alone, and never past what is open', () => {
	fc.assert(
		fc.property(cursor, handled, fc.option(place, { nil: undefined }), keeping, (...given) => {
			const [before, places, open, how] = given;
			const { cursor: after } = advance(before, { places, open }, how);
			expect(isBefore(after.low, before.low)).toBe(false);
			if (open !== undefined) expect(isBefore(open, after.low)).toBe(false);
		}),
	);
});

test('all that was handled from the low end on is kept, and nothing else', () => {
	fc.assert(
		fc.property(cursor, handled, keeping, (kept, places, how) => {
			const before = { ...kept, odd: [] };
			const { cursor: after } = advance(before, { places }, how);
			const all: Place[] = [...before.seen, ...places].sort(order);
			expect(after.seen).toEqual(all.filter((one) => !isBefore(one, after.low)));
			if (all.length > 0) expect(toPart(after).seen.length).toBeLessThanOrEqual(how.maxLength);
		}),
	);
});

test('without anything handled, a cursor stays where it is', () => {
	const resting = { ...cursorAt(LOW), seen: [{ at: LOW + 900, print: 'AAAAAAAA' }] };
	const how = { overlap: 60, latest: LOW + 10_000, maxLength: 1_000 };
	expect(advance(resting, { places: [] }, how).cursor).toEqual(resting);
});
