import type { MessageResult } from '../../../../nodes/shared/sending/message';
import { noteSent, sentAfter } from '../../../../nodes/shared/sending/sentRegister';

const to = (recipient: string) => ({ recipient, text: 'x' });
const accepted = (ids: Record<string, string>): MessageResult => ({ ok: true, ids });
const refused: MessageResult = {
	ok: false,
	fault: { provider: 'P', code: '1', meaning: 'No', whatToDo: 'Stop', httpCode: 422 },
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
