import fc from 'fast-check';

import type * as AnswerModule from '../../../../nodes/TurkeySms/api/answer';
import type * as Schemas from '../../../../nodes/TurkeySms/api/schemas';
import { doorTo } from '../../RayganSms/api/door';

/** The host has zod 3; another community package can put zod 4 in its place. */
describe.each(['zod', 'zod4'])('with %s', (zod) => {
	jest.resetModules();
	jest.doMock('zod', () => jest.requireActual(zod));
	const { readAnswer } = jest.requireActual<typeof AnswerModule>(
		'../../../../nodes/TurkeySms/api/answer',
	);
	const { sent, sentToMany } = jest.requireActual<typeof Schemas>(
		'../../../../nodes/TurkeySms/api/schemas',
	);

	const read = (body: unknown, sends = true) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return readAnswer(doorTo(), { status: 200, text }, sent, sends);
	};

	test.each([
		[
			{ sms_id: '0071', number_of_sms: '2' },
			{ smsId: '0071', creditsUsed: 2 },
		],
		[
			{ sms_id: 71, number_of_sms: 2 },
			{ smsId: '71', creditsUsed: 2 },
		],
		[
			{ sms_id: '71', number_of_sms: 'many' },
			{ smsId: '71', creditsUsed: undefined },
		],
		[
			{ sms_id: '71', number_of_sms: null, country: null },
			{ smsId: '71', country: undefined },
		],
	])('%j of a success are fields of ours', (fields, value) => {
		for (const result of [true, 'true', 'True', 1, '1', ' true ']) {
			expect(read({ result, ...fields })).toMatchObject({ ok: true, value });
		}
	});

	test('all else under result is no success', () => {
		const notSuccess = fc
			.jsonValue()
			.filter((value) => !/^\s*"?\s*(true|1)\s*"?\s*$/i.test(JSON.stringify(value)));
		fc.assert(
			fc.property(notSuccess, (result) => {
				expect(read({ result, result_code: 'TS-1027' })).toMatchObject({
					ok: false,
					fault: { code: 'TS-1027', httpCode: 402, outcome: 'refused' },
				});
			}),
		);
	});

	test('the code is read in whichever field has it', () => {
		const fields = ['result_code', 'sms_status_code', 'status_code'];
		for (const field of fields) {
			for (const empty of [null, '', ' ']) {
				const others = Object.fromEntries(fields.map((name) => [name, empty]));
				const reply = { result: false, ...others, [field]: ' TS-1060 ' };
				expect(read(reply)).toMatchObject({ fault: { code: 'TS-1060', httpCode: 429 } });
			}
		}
	});

	test.each([
		[{ result: false, result_code: 'TS-4711' }, 'TS-4711'],
		[{ result: 'false', result_code: 4711 }, '4711'],
		[{ result: false, result_code: 'TS-1024' }, 'unreadable-answer'],
		[{ result: false, result_code: '' }, 'unreadable-answer'],
		[{ result: false }, 'unreadable-answer'],
		[{}, 'unreadable-answer'],
		[[], 'unreadable-answer'],
		['null', 'unreadable-answer'],
		['7', 'unreadable-answer'],
		['', 'unreadable-answer'],
		['<html>', 'unreadable-answer'],
		['Array\n(\n [result] => true', 'unreadable-answer'],
	])('%j leaves the outcome unknown', (body, code) => {
		expect(read(body)).toMatchObject({ fault: { code, outcome: 'unknown', httpCode: 502 } });
		expect(read(body, false)).toMatchObject({ fault: { code, outcome: undefined } });
	});

	const ID = { sms_id: '1000007721' };
	const FAULTS = ['TS-1027', 'TS-1029', 'TS-1060', ' ts-1031 ', 'TS-4711', '4711', 'TS-9'];

	test.each(['result_code', 'sms_status_code', 'status_code'])(
		'a success whose %s is a fault or not known is an unknown outcome',
		(field) => {
			for (const code of FAULTS) {
				expect(read({ result: true, ...ID, result_code: 'TS-1024', [field]: code })).toMatchObject({
					ok: false,
					fault: { outcome: 'unknown', meaning: expect.stringContaining('contradiction') },
				});
			}
			for (const code of ['TS-1024', 'TS-1000', ' ts-1024 ', '', null]) {
				expect(read({ result: true, ...ID, [field]: code })).toMatchObject({ ok: true });
			}
		},
	);

	test('no plausible id, no acceptance', () => {
		for (const sms_id of [
			undefined,
			null,
			'',
			' ',
			'0',
			0,
			'000',
			-1,
			'-1',
			'null',
			'false',
			'error',
			true,
			[],
			{},
			['7'],
			1.5,
			'TS-1024',
			'error 404',
		]) {
			expect(read({ result: true, result_code: 'TS-1024', sms_id })).toMatchObject({
				ok: false,
				fault: { outcome: 'unknown', meaning: expect.stringContaining('without an ID') },
			});
		}
		expect(read({ result: true, rapor_id: '123456' })).toMatchObject({
			fault: { outcome: 'unknown' },
		});
	});

	test.each([
		[{ result: true, data: ID }],
		[{ result: true, data: [ID] }],
		[{ data: { result: true, result_code: 'TS-1024', ...ID } }],
		[{ response: { result: 'true', data: ID } }],
		[[{ result: true, ...ID }]],
		[{ result: true, sms_id: '', data: ID }],
		[
			'Array\n(\n    [result] => true\n    [data] => Array\n        (\n            [sms_id] => 1000007721\n        )\n\n)\n',
		],
	])('an id is read where it is wrapped: %j', (body) => {
		expect(read(body)).toMatchObject({ ok: true, value: { smsId: '1000007721' } });
	});

	test.each([
		['an id of something else', { result: true, last_message: ID }],
		['ids of several', { result: true, data: [ID, { sms_id: '1000007722' }] }],
		['two ids', { result: true, ...ID, data: { sms_id: '1000007722' } }],
		['a wrapped refusal', { result: true, ...ID, data: { result: false, result_code: 'TS-1027' } }],
		['a wrapped code of a fault', { result: true, ...ID, data: { result_code: 'TS-1027' } }],
		[
			'a refusal around a success',
			{ result: false, result_code: 'TS-1027', data: { result: true, ...ID } },
		],
		['a refusal with two codes', { result: false, result_code: 'TS-1027', status_code: 'TS-1024' }],
		[
			'a refusal with an unknown code',
			{ result: false, result_code: 'TS-1027', status_code: 'TS-4711' },
		],
		['a refusal with the plain success', { result: false, result_code: 'TS-1000' }],
	])('%s proves nothing', (_, body) => {
		expect(read(body)).toMatchObject({ ok: false, fault: { outcome: 'unknown' } });
	});

	test.each([400, 403, 500])('a success under HTTP status %i proves nothing', (status) => {
		const text = JSON.stringify({ result: true, result_code: 'TS-1024', ...ID });
		expect(readAnswer(doorTo(), { status, text }, sent, true)).toMatchObject({
			fault: { outcome: 'unknown', meaning: expect.stringContaining(`HTTP status ${status}`) },
		});
	});

	test.each([407, 411, 413, 414, 431])('HTTP status %i alone turned the request away', (status) => {
		expect(readAnswer(doorTo(), { status, text: '<html>' }, sent, true)).toMatchObject({
			fault: { outcome: 'refused', code: 'turned-away', httpCode: 422 },
		});
	});

	test.each([400, 404, 405, 408, 429, 500, 502, 503])(
		'HTTP status %i alone proves nothing',
		(status) => {
			expect(readAnswer(doorTo(), { status, text: '<html>' }, sent, true)).toMatchObject({
				fault: { outcome: 'unknown' },
			});
		},
	);

	test.each([
		[2, 2, true],
		['2', 2, true],
		['2 numbers', 2, true],
		[undefined, 2, true],
		[null, 2, true],
		['', 2, true],
		['2,492', 2492, true],
		['1', 2, false],
		['1 number', 2, false],
		[0, 2, false],
		[-1, 2, false],
		[3, 2, false],
		['2,491', 2492, false],
	])('a total of %j for %i numbers: all taken is %j', (total_mobile_num, count, ok) => {
		const text = JSON.stringify({ result: true, rapor_id: '123456', total_mobile_num });
		const answer = readAnswer(doorTo(), { status: 200, text }, sentToMany(count), true);
		expect(answer.ok).toBe(ok);
		if (!answer.ok) {
			expect(answer.fault.outcome).toBe('unknown');
			expect(answer.fault.meaning).toContain(`where ${count} numbers`);
		}
	});

	test("the provider's own object comes without the key", () => {
		expect(read({ result: true, api_key: 'x', sms_id: '1' })).toMatchObject({
			raw: { result: true, sms_id: '1' },
		});
		const wrapped = read({ result: true, data: { api_key: 'x', sms_id: '1' } });
		expect(wrapped).toMatchObject({ ok: true, raw: { result: true, data: { sms_id: '1' } } });
		expect(JSON.stringify(wrapped)).not.toContain('api_key');
	});

	test('whatever comes, it is an answer or a fault, and never an exception', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				const answer = read(text);
				expect(answer.ok ? 'accepted' : answer.fault.outcome).toMatch(
					/^(accepted|refused|unknown)$/,
				);
			}),
		);
	});
});
