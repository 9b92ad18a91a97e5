import type { Prepared } from '../../../../nodes/shared/sending/slots';
import { placeMessages } from '../../../../nodes/shared/sending/slots';

const prepared = (recipients: readonly string[], more: Partial<Prepared<unknown>> = {}) => ({
	shared: { line: '500' },
	messages: recipients.map((recipient) => ({ recipient, text: 'hello' })),
	output: { parts: 1 },
	...more,
});

function place(
	items: ReadonlyArray<{
		recipients: readonly string[];
		text?: string;
		shared?: unknown;
		onceKey?: string;
		duplicates?: 'once' | 'asGiven';
		login?: number;
	}>,
) {
	return placeMessages(
		items.map(
			({ recipients, text, shared, onceKey = '', duplicates = 'once', login = 0 }, itemIndex) => ({
				itemIndex,
				prepared: prepared(recipients, {
					...(shared !== undefined && { shared }),
					...(text !== undefined && {
						messages: recipients.map((recipient) => ({ recipient, text })),
					}),
				}),
				login,
				onceKey,
				duplicates,
			}),
		),
	);
}

const sentBy = (slots: ReturnType<typeof place>) =>
	slots.map(({ own }) => own.map(({ recipient }) => recipient));

test('each message has its item, and its place among those to its recipient', () => {
	const [, second] = place([{ recipients: ['+1'] }, { recipients: ['+2', '+3'] }]);
	expect(second?.own).toMatchObject([
		{ item: 1, occurrence: 0, recipient: '+2' },
		{ item: 1, occurrence: 0, recipient: '+3' },
	]);
	expect(second?.messages).toEqual(second?.own);
});

test('a number that is given again for a text is sent once, and both items stand by that message', () => {
	const slots = place([{ recipients: ['+1', '+1', '+2'] }, { recipients: ['+2', '+3'] }]);
	expect(sentBy(slots)).toEqual([['+1', '+2'], ['+3']]);
	expect(slots[0]?.output).toEqual({ parts: 1, repeatedRecipients: ['+1'] });
	expect(slots[1]?.output).toEqual({ parts: 1, repeatedRecipients: ['+2'] });
	expect(slots[1]?.messages).toEqual([slots[0]?.own[1], ...(slots[1]?.own ?? [])]);
});

test('as often as given, every message is its own', () => {
	const slots = place([
		{ recipients: ['+1', '+1'], duplicates: 'asGiven' },
		{ recipients: ['+1'], duplicates: 'asGiven' },
	]);
	expect(sentBy(slots)).toEqual([['+1', '+1'], ['+1']]);
	expect(slots[1]?.output).toEqual({ parts: 1 });
});

test.each([
	['another text', { text: 'other' }],
	['another line or time', { shared: { line: '600' } }],
	['another key', { onceKey: 'order 1' }],
	['another account', { login: 1 }],
])('with %s it is another message', (_, more) => {
	const slots = place([{ recipients: ['+1'] }, { recipients: ['+1'], ...more }]);
	expect(sentBy(slots)).toEqual([['+1'], ['+1']]);
});

test('an item whose key an earlier one bears sends nothing and stands by its messages', () => {
	const slots = place([
		{ recipients: ['+1'], onceKey: 'order 1' },
		{ recipients: ['+1'], onceKey: 'order 1' },
		{ recipients: ['+2'], onceKey: 'order 2' },
	]);
	expect(sentBy(slots)).toEqual([['+1'], [], ['+2']]);
	expect(slots[0]?.own[0]?.standsFor).toEqual([{ item: 1, recipient: '+1', occurrence: 0 }]);
	expect(slots[1]?.messages).toEqual(slots[0]?.own);
	expect(slots[1]?.output).toEqual({ parts: 1, alreadySent: true });
});

test('items share a request where what they share is equal', () => {
	const slots = place([
		{ recipients: ['+1'], shared: { line: '500', atMs: 1 } },
		{ recipients: ['+2'], shared: { line: '500', atMs: 1 } },
		{ recipients: ['+3'], shared: { line: '500', atMs: 2 } },
	]);
	expect(slots[0]?.shareKey).toBe(slots[1]?.shareKey);
	expect(slots[0]?.shareKey).not.toBe(slots[2]?.shareKey);
});
