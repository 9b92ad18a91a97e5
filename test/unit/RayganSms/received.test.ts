import fc from 'fast-check';
import { countBy } from 'lodash';

import { numberedMessages, receivedRow } from '../../../nodes/RayganSms/received';
import type { ReceivedMessage } from '../../../nodes/RayganSms/api/inboxCalls';

const LINE = '50002910001080';
const ZONE = 'Asia/Tehran';
const AT = 1_613_388_346;

const received = (more: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
	mobile: '989116420422',
	at: AT,
	text: 'تست 1',
	raw: undefined,
	...more,
});

const rows = (messages: readonly ReceivedMessage[], line = LINE) =>
	numberedMessages(line, messages).map((numbered) => receivedRow(line, numbered, ZONE).json);

/** Few values each, so that twins are common. */
const message = fc.record({
	mobile: fc.constantFrom('989116420422', '989116665601', '3000123'),
	at: fc.integer({ min: AT, max: AT + 2 }),
	text: fc.constantFrom('1', 'سلام', ''),
	raw: fc.constant(undefined),
});

test('a message has its sender in both forms, its line, its text and its time', () => {
	expect(rows([received()])).toEqual([
		{
			id: expect.stringMatching(/^[0-9a-f]{16}$/),
			from: '+989116420422',
			fromLocal: '09116420422',
			to: LINE,
			text: 'تست 1',
			receivedAt: '2021-02-15T14:55:46+03:30',
		},
	]);
});

test.each(['3000123', 'Bank', '', '02188776655', '4915112345678'])(
	'the sender %j, which is no Iranian mobile, is kept as given',
	(mobile) => {
		expect(rows([received({ mobile })])).toMatchObject([{ from: mobile, fromLocal: mobile }]);
	},
);

test('every message of a reading has an id of its own', () => {
	fc.assert(
		fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
			expect(new Set(rows(messages).map(({ id }) => id)).size).toBe(messages.length);
		}),
	);
});

test('ids are the same in another order, in another form of the number, and beside other seconds', () => {
	const reading = fc.array(message, { maxLength: 20 }).chain((messages) =>
		fc.record({
			messages: fc.constant(messages),
			again: fc.shuffledSubarray(messages, { minLength: messages.length }),
			others: fc.array(message.map((other) => ({ ...other, at: other.at + 100 }))),
		}),
	);
	fc.assert(
		fc.property(reading, ({ messages, again, others }) => {
			const local = again.map((one) => ({ ...one, mobile: one.mobile.replace(/^98/, '0') }));
			const ids = rows(messages).map(({ id }) => id);
			const later = rows([...others, ...local]).map(({ id }) => id);
			expect(later.slice(0, ids.length).sort()).toEqual(ids.sort());
		}),
	);
});

test('ids differ by line', () => {
	expect(rows([received()])[0]?.id).not.toBe(rows([received()], '5000299558253')[0]?.id);
});

test('the oldest comes first', () => {
	fc.assert(
		fc.property(fc.array(message), (messages) => {
			const times = rows(messages).map(({ receivedAt }) => String(receivedAt));
			expect(times).toEqual([...times].sort());
			expect(countBy(times)).toEqual(countBy(rows([...messages].reverse()), 'receivedAt'));
		}),
	);
});
