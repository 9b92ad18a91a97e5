import fc from 'fast-check';

import { findSenderIds } from '../../../../nodes/TurkeySms/api/senderIds';

const names = ['MY SHOP', 'TURKEY SMS'];
const rows = names.map((sender_id) => ({ id: '7', sender_id, status: 'active' }));

test.each([
	['a list of names', { sender_ids: names }],
	['a list of objects', { sender_ids: rows }],
	['a list under a key that nobody expects', { data: rows }],
	['a list inside an object', { data: { list: names } }],
	['a list as the whole answer', names],
	['a list as PHP prints it', { senderids: { 0: 'MY SHOP', 1: 'TURKEY SMS' } }],
	['objects as PHP prints them', { data: { 0: rows[0], 1: rows[1] } }],
	['Turkish names of fields', { basliklar: names.map((baslik) => ({ id: '1', baslik })) }],
	['objects with a title', { data: names.map((title) => ({ id: '1', title })) }],
	['names that come twice, or are blank', { data: [...names, 'MY SHOP', ' ', ''] }],
	['rows that say nothing', { data: [null, 7, {}, ...rows] }],
])('%s', (_, reply) => {
	const about = { result: true, result_code: 'TS-1040', result_message: 'ok', api_key: 'x' };
	const whole = Array.isArray(reply) ? reply : { ...about, ...reply };
	expect(findSenderIds(whole)).toEqual(names);
});

test.each([
	['none', { result: true, result_code: 'TS-1040', sender_ids: [] }],
	['only the call', { result: true, result_code: 'TS-1040', result_message: 'ok', user_id: '1' }],
	['null', null],
	['a text', 'MY SHOP'],
])('%s', (_, reply) => {
	expect(findSenderIds(reply)).toEqual([]);
});

test('a single one', () => {
	expect(findSenderIds({ result: true, sender_id: 'MY SHOP' })).toEqual(['MY SHOP']);
});

test('whatever comes, it is a list of names', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (reply) => {
			for (const name of findSenderIds(reply)) expect(name.trim()).not.toBe('');
		}),
	);
});
