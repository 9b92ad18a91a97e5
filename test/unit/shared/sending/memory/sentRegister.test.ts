import type { MessageResult } from '../../../../../nodes/shared/sending/message';
import { noteSent, sentAfter } from '../../../../../nodes/shared/sending/memory/sentRegister';

const to = (recipient: string) => ({ recipient, text: 'x' });
const accepted = (ids: Record<string, string>): MessageResult => ({ ok: true, ids });
const refused: MessageResult = {
	ok: false,
	fault: { code: '1', meaning: 'No', whatToDo: 'Stop', httpCode: 422 },
};

test('what was accepted is handed on once, in order, and only to readers of its account', () => {
	const start = sentAfter('one', '', Infinity).place;
	noteSent(
		'one',
		[to('+1'), to('+2'), to('+3')],
		[accepted({ smsId: '1' }), refused, accepted({ smsId: '3' })],
	);
	noteSent('two', [to('+4')], [accepted({ smsId: '4' })]);
	const first = sentAfter('one', start, Infinity);
	expect(first.sent).toMatchObject([
		{ ids: { smsId: '1' }, recipient: '+1' },
		{ ids: { smsId: '3' }, recipient: '+3' },
	]);
	expect(sentAfter('one', first.place, Infinity).sent).toEqual([]);
	expect(sentAfter('one', start, Infinity).sent).toHaveLength(2);
	noteSent('one', [to('+5')], [accepted({ smsId: '5' })]);
	expect(sentAfter('one', first.place, Infinity).sent).toMatchObject([{ ids: { smsId: '5' } }]);
});

test('messages under one id are one entry without a recipient', () => {
	const place = sentAfter('group', '', Infinity).place;
	const result = accepted({ groupMessageId: 'g' });
	noteSent('group', [to('+1'), to('+2')], [result, accepted({ groupMessageId: 'g' })]);
	const { sent } = sentAfter('group', place, Infinity);
	expect(sent).toHaveLength(1);
	expect(sent[0]?.recipient).toBeUndefined();
});

test('a scheduled message counts from its time on', () => {
	const place = sentAfter('later', '', Infinity).place;
	noteSent('later', [to('+1')], [accepted({ smsId: '1' })], '2090-01-31T14:30:00+03:30');
	noteSent('later', [to('+2')], [accepted({ smsId: '2' })], '2020-01-31T14:30:00+03:30');
	const [later, now] = sentAfter('later', place, Infinity).sent;
	expect(later?.at).toBe(Date.parse('2090-01-31T14:30:00+03:30'));
	expect(Math.abs((now?.at ?? 0) - Date.now())).toBeLessThan(60_000);
});

test('a place of another process is before all of this one; no place reads from a time on', () => {
	const before = Date.now();
	noteSent('restarted', [to('+1')], [accepted({ smsId: '1' })]);
	expect(sentAfter('restarted', 'another 900', Infinity).sent).toHaveLength(1);
	expect(sentAfter('restarted', '', before).sent).toHaveLength(1);
	expect(sentAfter('restarted', '', Infinity).sent).toEqual([]);
});

test('it is bounded, and says how many were lost before they were read', () => {
	const { place } = sentAfter('many', '', Infinity);
	const count = 60_000;
	const messages = Array.from({ length: count }, (_, index) => to(`+${index}`));
	const results = messages.map((_, index) => accepted({ smsId: String(index) }));
	noteSent('many', messages, results);
	const { sent, missed } = sentAfter('many', place, Infinity);
	expect(sent).toHaveLength(50_000);
	expect(missed).toBe(10_000);
	expect(sent.at(-1)?.ids).toEqual({ smsId: '59999' });
});

test('of what an answer gave, ids alone are kept: no code, token or text', () => {
	const place = sentAfter('secrets', '', Infinity).place;
	const answer = {
		smsId: '1',
		otpCode: '123456',
		verificationToken: 'v1.abc',
		expiresAt: '2030-01-31T14:30:00+03:30',
		note: 'TurkeySMS made 123456',
	};
	noteSent('secrets', [to('+1')], [{ ok: true, ids: answer, raw: { code: '123456' } }]);
	const { sent } = sentAfter('secrets', place, Infinity);
	expect(sent).toMatchObject([{ ids: { smsId: '1' }, recipient: '+1' }]);
	const kept = JSON.stringify(sent);
	for (const secret of ['123456', 'v1.abc', '2030-01-31']) expect(kept).not.toContain(secret);
});

describe('as time goes by', () => {
	const HOUR_MS = 3_600_000;
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());
	const send = (account: string, id: string) =>
		noteSent(account, [to('+1')], [accepted({ smsId: id })]);

	test('an account that nothing reads is let go after an hour', () => {
		send('unread', '1');
		jest.advanceTimersByTime(HOUR_MS + 1_000);
		send('any other', '2');
		expect(sentAfter('unread', '', 0).sent).toEqual([]);
	});

	test('one that is read once a day keeps all of it for its reader', () => {
		let { place } = sentAfter('daily', '', 0);
		for (const id of ['1', '2', '3']) {
			send('daily', id);
			jest.advanceTimersByTime(24 * HOUR_MS);
			send('any other', '9');
			const read = sentAfter('daily', place, 0);
			place = read.place;
			expect(read.sent).toMatchObject([{ ids: { smsId: id } }]);
			expect(read.missed).toBe(0);
		}
	});

	test('a reader that never came back keeps nothing for ever', () => {
		const { place } = sentAfter('gone', '', 0);
		send('gone', '1');
		jest.advanceTimersByTime(50 * HOUR_MS);
		send('any other', '9');
		expect(sentAfter('gone', place, 0)).toMatchObject({ sent: [], missed: 1 });
	});
});

test('accounts are bounded: the one that was used longest ago makes way', () => {
	noteSent('oldest', [to('+1')], [accepted({ smsId: '1' })]);
	for (let index = 0; index < 200; index += 1) {
		noteSent(`account ${index}`, [to('+1')], [accepted({ smsId: '1' })]);
	}
	expect(sentAfter('account 199', '', 0).sent).toHaveLength(1);
	expect(sentAfter('oldest', '', 0).sent).toEqual([]);
});
