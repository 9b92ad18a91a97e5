import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { openLedger } from '../../../../../nodes/shared/sending/memory/ledger';
import type { MessageResult } from '../../../../../nodes/shared/sending/message';
import { accepted, message, messages, refused, unknown } from '../messages';

/** The data of one execution, in which each try of the node opens its ledger. */
function execution() {
	let stored: IDataObject = {};
	return {
		stored: () => JSON.stringify(stored),
		open: (runIndex = 0) =>
			openLedger({
				getContext: () => stored,
				evaluateExpression: () => runIndex,
				getInputData: () => [],
			}),
		/** n8n stores it, and a retry reads it back. */
		storeAndRead() {
			stored = JSON.parse(JSON.stringify(stored));
		},
	};
}

const SAME_TEXT = { hadOtherText: false };

const [one = message(0), two = message(1), three = message(2)] = messages(3);

test('an unused ledger knows nothing and leaves nothing in the execution', () => {
	const { open, stored } = execution();
	expect(open().find(one)).toBeUndefined();
	expect(stored()).toBe('{}');
});

test('a later try knows what was accepted, with its ids, and sends again what was refused', () => {
	const { open, storeAndRead } = execution();
	open().begin([one, two, three])([accepted({ groupMessageId: 'g' }), refused(), unknown]);
	storeAndRead();
	const later = open();
	expect(later.find(one)).toEqual({
		outcome: 'accepted',
		ids: { groupMessageId: 'g' },
		...SAME_TEXT,
	});
	expect(later.find(two)).toBeUndefined();
	expect(later.find(three)).toEqual({ outcome: 'unknown', ids: {}, ...SAME_TEXT });
});

test('what was in flight when the try ended is unknown', () => {
	const { open } = execution();
	open().begin([one, two]);
	expect(open().find(two)).toEqual({ outcome: 'unknown', ids: {}, ...SAME_TEXT });
	expect(open().find(three)).toBeUndefined();
});

test('of a message that stayed unknown, a later try knows what to ask by', () => {
	const { open, storeAndRead } = execution();
	const lost = refused({ outcome: 'unknown', userGroupId: '1403001' });
	open().begin([one, two, three])([lost, accepted({ groupMessageId: 'g' }), unknown]);
	storeAndRead();
	expect([one, three].map((message) => open().find(message))).toEqual([
		{ outcome: 'unknown', ids: { userGroupId: '1403001' }, ...SAME_TEXT },
		{ outcome: 'unknown', ids: {}, ...SAME_TEXT },
	]);
});

test('a message that was refused and then accepted is accepted, over three tries', () => {
	const { open, storeAndRead } = execution();
	open().begin([one, two])([refused(), accepted({ userGroupId: '1' })]);
	storeAndRead();
	open().begin([one])([accepted({ userGroupId: '2' })]);
	storeAndRead();
	const third = open();
	expect(third.find(one)).toEqual({ outcome: 'accepted', ids: { userGroupId: '2' }, ...SAME_TEXT });
	expect(third.find(two)).toEqual({ outcome: 'accepted', ids: { userGroupId: '1' }, ...SAME_TEXT });
});

test('another run of the node, item, recipient or repetition is another message', () => {
	const { open } = execution();
	open().begin([one])([accepted()]);
	expect(open().find({ ...one, item: 7 })).toBeUndefined();
	expect(open().find({ ...one, occurrence: 1 })).toBeUndefined();
	expect(open().find({ ...one, recipient: '+989112170840' })).toBeUndefined();
	expect(open(1).find(one)).toBeUndefined();
	expect(open(10).find(one)).toBeUndefined();
});

test('a text that was changed is the same message, and it is told that another one went out', () => {
	const { open, storeAndRead } = execution();
	open().begin([one, two])([accepted({ groupMessageId: 'g' }), unknown]);
	storeAndRead();
	expect(open().find({ ...one, text: 'mended' })).toEqual({
		outcome: 'accepted',
		ids: { groupMessageId: 'g' },
		hadOtherText: true,
	});
	expect(open().find({ ...two, text: 'mended' })).toMatchObject({
		outcome: 'unknown',
		hadOtherText: true,
	});
});

test('what a message stood for is known by it, until it is refused', () => {
	const { open, storeAndRead } = execution();
	const standing = { item: 9, recipient: one.recipient, occurrence: 0 };
	const repetition = { ...one, ...standing };
	const ledger = open();
	const end = ledger.begin([{ ...one, standsFor: [standing] }, two]);
	storeAndRead();
	expect(open().find(repetition)).toMatchObject({ outcome: 'unknown' });
	expect(open().wasBegun(repetition)).toBe(false);
	end([refused(), accepted()]);
	expect(open().find(repetition)).toMatchObject({ outcome: 'unknown' });
	const later = execution();
	later.open().begin([{ ...one, standsFor: [standing] }])([refused()]);
	expect(later.open().find(repetition)).toBeUndefined();
	later.open().begin([{ ...one, standsFor: [standing] }])([accepted()]);
	expect(later.open().find(repetition)).toMatchObject({ outcome: 'accepted' });
});

describe('as a tool', () => {
	/** One try of a call with these arguments; every try has a run index of its own. */
	const openCall = (args: IDataObject, runIndex: number, stored: IDataObject) =>
		openLedger({
			getContext: () => stored,
			evaluateExpression: () => runIndex,
			getInputData: () => [{ json: args }],
			isToolExecution: () => true,
		});

	test('a later try of one call knows what the first one did, whatever its run index', () => {
		const args = { to: '1' };
		openCall(args, 0, {}).begin([one])([accepted()]);
		expect(openCall(args, 1, {}).find(one)).toMatchObject({ outcome: 'accepted' });
	});

	test('two calls with equal arguments are two, and none overwrites what the other knows', () => {
		const stored = {};
		const [first, second] = [{ to: '1' }, { to: '1' }];
		openCall(first, 0, stored).begin([one])([accepted()]);
		expect(openCall(second, 0, stored).find(one)).toBeUndefined();
		openCall(second, 0, stored).begin([two])([unknown]);
		expect(openCall(first, 2, stored).find(one)).toMatchObject({ outcome: 'accepted' });
		openCall(second, 3, stored).clear();
		expect(openCall(second, 3, stored).find(two)).toBeUndefined();
		expect(openCall(first, 4, stored).find(one)).toBeDefined();
	});
});

test('a new run forgets the one before when it writes, and a cleared ledger is gone', () => {
	const { open, stored } = execution();
	open(0).begin([one])([accepted()]);
	const next = open(1);
	next.begin([two])([accepted()]);
	expect(open(1).find(two)).toBeDefined();
	expect(open(0).find(one)).toBeUndefined();
	next.clear();
	expect(stored()).toBe('{}');
});

test('neither number nor text is stored', () => {
	const { open, stored } = execution();
	open().begin([message(5, 0, 'your code is 1234')])([accepted({ groupMessageId: 'g' })]);
	expect(stored()).not.toContain('1234');
	expect(stored()).not.toContain('9112');
});

const idValue = fc.oneof(
	fc.string(),
	fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
	fc.integer(),
	fc.boolean(),
	fc.constant(undefined),
);
const ids = fc.dictionary(fc.constantFrom('messageId', 'userGroupId', 'smsId', 'note'), idValue);
const result: fc.Arbitrary<MessageResult> = fc.oneof(
	{ weight: 4, arbitrary: ids.map((own) => accepted(own)) },
	fc.constant(refused()),
	fc.constant(unknown),
);

test('whatever was answered is read back, over any number of requests and tries', () => {
	const request = fc.record({
		results: fc.array(result, { minLength: 1, maxLength: 5 }),
		reopen: fc.boolean(),
	});
	fc.assert(
		fc.property(fc.array(request, { maxLength: 8 }), (requests) => {
			const { open, storeAndRead } = execution();
			let ledger = open();
			const expected = requests.map(({ results, reopen }, item) => {
				const batch = results.map((_, position) => message(item, position));
				ledger.begin(batch)(results);
				if (reopen) {
					storeAndRead();
					ledger = open();
				}
				return { batch, results };
			});
			const found = open();
			for (const { batch, results } of expected) {
				expect(batch.map((sent) => found.find(sent))).toEqual(
					results.map((answered) => {
						if (answered.ok)
							return { outcome: 'accepted', ids: definedOf(answered.ids), ...SAME_TEXT };
						return answered.fault.outcome === 'unknown'
							? { outcome: 'unknown', ids: {}, ...SAME_TEXT }
							: undefined;
					}),
				);
			}
		}),
	);
});

function definedOf(own: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

test('50,000 messages with ids of their own take less than 1 MB and are read back', () => {
	const { open, stored, storeAndRead } = execution();
	const all = messages(50_000);
	const ledger = open();
	for (let at = 0; at < all.length; at += 1000) {
		const batch = all.slice(at, at + 1000);
		const answered = batch.map((_, index) =>
			accepted({
				userGroupId: `17267637380000${at}`,
				messageId: String(1_500_000_000 + at + index),
				providerMessageId: String(9_000_000_000 + 7 * (at + index)),
			}),
		);
		ledger.begin(batch)(answered);
	}
	expect(stored().length).toBeLessThan(1_000_000);
	storeAndRead();
	const later = open();
	expect(later.find(all[49_999] ?? one)).toEqual({
		outcome: 'accepted',
		ids: {
			userGroupId: '1726763738000049000',
			messageId: '1500049999',
			providerMessageId: '9000349993',
		},
		...SAME_TEXT,
	});
	const found = all.filter((sent) => later.find(sent)?.outcome === 'accepted');
	expect(found).toHaveLength(50_000);
});
