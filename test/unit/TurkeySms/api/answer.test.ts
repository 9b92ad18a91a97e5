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
	const { sent } = jest.requireActual<typeof Schemas>('../../../../nodes/TurkeySms/api/schemas');

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
		[{}, { smsId: undefined }],
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

	test("the provider's own object comes without the key", () => {
		expect(read({ result: true, api_key: 'x', sms_id: '1' })).toMatchObject({
			raw: { result: true, sms_id: '1' },
		});
		expect(read({ result: true, api_key: 'x' })).not.toHaveProperty('raw.api_key');
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
