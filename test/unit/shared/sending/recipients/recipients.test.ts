import {
	readRecipient,
	readRecipients,
} from '../../../../../nodes/shared/sending/recipients/recipients';

const read = (input: string | readonly unknown[], whenInvalid: 'skip' | 'refuse' = 'skip') =>
	readRecipients(input, 'iran', whenInvalid);

test('good numbers keep their order, bad ones their writing and a reason', () => {
	expect(read('۰۹۱۱۲۱۷۰۸۴۸, 021 88 77 66 55, +98 911 666 2206')).toEqual({
		ok: true,
		value: {
			numbers: ['+989112170848', '+989116662206'],
			invalid: [{ recipient: '021 88 77 66 55', reason: expect.stringContaining('is a landline') }],
		},
	});
});

test.each([
	['no recipient', '', 'skip', 'No recipient is given'],
	['separators alone', ' ,\n; ', 'skip', 'No recipient is given'],
	['an empty list', [], 'skip', 'No recipient is given'],
	['none that is good', 'abc', 'skip', 'Nothing was sent: abc is '],
	['one that is bad', '09112170848 abc', 'refuse', 'Nothing was sent: abc is '],
] as const)('%s refuses the item', (_, input, whenInvalid, words) => {
	expect(read(input, whenInvalid)).toMatchObject({
		ok: false,
		fault: {
			code: 'invalid-input',
			httpCode: 422,
			meaning: expect.stringContaining(words),
		},
	});
});

test('of many bad numbers the first five are named', () => {
	const written = Array.from({ length: 8 }, (_, index) => `junk${index}`);
	const refused = read(written);
	const meaning = refused.ok ? '' : refused.fault.meaning;
	expect(written.filter((number) => meaning.includes(number))).toEqual(written.slice(0, 5));
	expect(meaning).toMatch(/; 3 more$/);
});

test('a bad number beside a good one, where one is taken: the advice is what helps', () => {
	for (const written of ['0500 000 00 01, 123', 'Ali 05000000001', '05000000001 x2']) {
		expect(readRecipient(written, 'turkey')).toMatchObject({
			ok: false,
			fault: { whatToDo: 'Give each number an item of its own' },
		});
	}
	expect(readRecipient('123', 'turkey')).toMatchObject({
		ok: false,
		fault: { whatToDo: expect.stringContaining('Correct the number') },
	});
});

test('a send to one number takes one', () => {
	expect(readRecipient('0500 000 00 01', 'turkey')).toEqual({
		ok: true,
		value: '+905000000001',
	});
	expect(readRecipient('05000000001, 05000000002', 'turkey')).toMatchObject({
		ok: false,
		fault: { meaning: expect.stringContaining('more than one number') },
	});
});
