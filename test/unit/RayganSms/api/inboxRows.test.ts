import { readRows, readTime } from '../../../../nodes/RayganSms/api/inboxRows';

test.each([
	[1_726_763_738, 1_726_763_738],
	[1_726_763_738.9, 1_726_763_738],
	['1726763738', 1_726_763_738],
	['1726763738.5', 1_726_763_738],
	[1_726_763_738_123, 1_726_763_738],
	['2024-09-19T16:35:38Z', 1_726_763_738],
	['2024-09-19T20:05:38+03:30', 1_726_763_738],
	['/Date(1726763738123)/', 1_726_763_738],
	[null, undefined],
	['', undefined],
	[0, undefined],
	['soon', undefined],
	[{}, undefined],
])('the time %j is read as %j', (written, expected) => {
	expect(readTime(written)).toBe(expected);
});

test('an odd row leaves the others alone, whatever it is', () => {
	const good = { Mobile: '989112170848', Date: 1_726_763_738, MsgBody: 'one' };
	const { messages, unreadable } = readRows(
		[
			null,
			good,
			'text',
			{ ...good, MsgBody: null },
			{ ...good, MsgBody: {} },
			{ ...good, MsgBody: 12 },
			{ Mobile: '989112170848', MsgBody: 'no date' },
			{ Date: 1_726_763_738, MsgBody: 'no sender' },
			{ MOBILE: '989112170848', date: null, Date: 1_726_763_738, msgbody: 'other case' },
		],
		(value) => value,
	);
	expect(messages.map(({ text, at }) => [text, at])).toEqual([
		['one', 1_726_763_738],
		['12', 1_726_763_738],
		['no date', undefined],
		['other case', 1_726_763_738],
	]);
	expect(unreadable.map(({ meaning }) => meaning)).toEqual([
		'it is no object',
		'it is no object',
		'it is without a text, from 989112170848, of the Unix time 1726763738',
		'it is without a text, from 989112170848, of the Unix time 1726763738',
		'it is without a sender, of the Unix time 1726763738',
	]);
});
