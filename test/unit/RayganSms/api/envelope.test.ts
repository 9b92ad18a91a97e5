import fc from 'fast-check';
import type * as Zod from 'zod';

import type * as Envelope from '../../../../nodes/RayganSms/api/envelope';
import type * as Schemas from '../../../../nodes/RayganSms/api/schemas';
import { doorTo } from './door';

/** The host has zod 3; another community package can put zod 4 in its place. */
describe.each(['zod', 'zod4'])('with %s', (zod) => {
	jest.resetModules();
	jest.doMock('zod', () => jest.requireActual(zod));
	const { z } = jest.requireMock<typeof Zod>('zod');
	const { readEnvelope } = jest.requireActual<typeof Envelope>(
		'../../../../nodes/RayganSms/api/envelope',
	);
	const schemas = jest.requireActual<typeof Schemas>('../../../../nodes/RayganSms/api/schemas');

	const read = (body: unknown, { sends = false, status = 200 } = {}) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return readEnvelope(doorTo(), { status, text }, schemas.credit, { sends });
	};

	test.each([
		[{ Code: 0, Message: 'x', Result: 12.5 }, 12.5],
		[{ Code: '0', Message: 'x', Result: '12.5' }, 12.5],
		[{ Code: 0, Result: -3 }, -3],
		[{ Code: 0, Message: null, Result: ' 7 ' }, 7],
	])('%j is done', (body, value) => {
		expect(read(body)).toEqual({ ok: true, value, raw: body });
	});

	test('property names may come in any case', () => {
		const names = fc.tuple(
			fc.mixedCase(fc.constant('code')),
			fc.mixedCase(fc.constant('message')),
			fc.mixedCase(fc.constant('result')),
		);
		fc.assert(
			fc.property(names, fc.integer(), ([code, message, result], credit) => {
				const done = read({ [code]: 0, [message]: 'x', [result]: credit });
				expect(done).toMatchObject({ ok: true, value: credit });
				const refused = read({ [code]: 3003, [message]: 'اعتبار' }, { sends: true });
				expect(refused).toMatchObject({
					fault: { code: '3003', providerMessage: 'اعتبار', outcome: 'refused' },
				});
			}),
		);
	});

	test.each([
		[{ Code: 3003 }, '3003', 402, 'refused'],
		[{ Code: '5001', Message: 'x' }, '5001', 502, 'unknown'],
		[{ Code: 9999, Message: 'x' }, '9999', 502, 'unknown'],
		[{ Code: -1 }, '-1', 502, 'unknown'],
	])('%j is a fault by its code', (body, code, httpCode, outcome) => {
		expect(read(body, { sends: true })).toMatchObject({
			ok: false,
			fault: { code, httpCode, outcome },
		});
		expect(read(body)).toMatchObject({ ok: false, fault: { code, outcome: undefined } });
	});

	test.each([
		'',
		'<html>',
		'{}',
		'[]',
		'null',
		'5',
		'{"Message":"x"}',
		'{"Code":true}',
		'{"Code":[0]}',
		'{"Code":"0x"}',
		'{"Code":0}',
		'{"Code":0,"Result":{}}',
		'{"Code":0,"Result":""}',
	])('%j is no result', (text) => {
		expect(read(text, { sends: true })).toMatchObject({
			ok: false,
			fault: { code: 'unreadable-answer', httpCode: 502, outcome: 'unknown' },
		});
	});

	test('a wrong login is known by its status, whatever the body says', () => {
		for (const body of ['', '<html>', '{"Code":0,"Result":1}']) {
			expect(read(body, { status: 401 })).toMatchObject({ fault: { code: '401', httpCode: 401 } });
		}
	});

	test.each([400, 403, 500, 502])('code 0 under HTTP status %i is a contradiction', (status) => {
		expect(read({ Code: 0, Result: 7 }, { sends: true, status })).toMatchObject({
			fault: { code: 'unreadable-answer', outcome: 'unknown' },
		});
		expect(read({ Code: 0, Result: 7 }, { status }).ok).toBe(false);
	});

	test('a refusal is one under a status of the client, and not under one of a broken server', () => {
		for (const [status, outcome] of [
			[200, 'refused'],
			[403, 'refused'],
			[500, 'unknown'],
			[503, 'unknown'],
		] as const) {
			expect(read({ Code: 3003 }, { sends: true, status })).toMatchObject({
				fault: { code: '3003', outcome },
			});
		}
	});

	test('a name in two spellings with two values says nothing', () => {
		for (const text of ['{"Code":0,"CODE":3003,"Result":1}', '{"Code":0,"Result":1,"result":2}']) {
			expect(read(text, { sends: true })).toMatchObject({ fault: { outcome: 'unknown' } });
		}
		expect(read('{"Code":0,"code":0,"Result":1}')).toMatchObject({ ok: true, value: 1 });
	});

	test.each(['1e400', '"1e400"', `"${'9'.repeat(400)}"`, '1e21', 'true', '[5]'])(
		'%s is no amount of credit',
		(result) => {
			expect(read(`{"Code":0,"Result":${result}}`).ok).toBe(false);
		},
	);

	test('the service may say its words in any form without losing the code', () => {
		for (const Message of [5, null, {}, ['x']]) {
			expect(read({ Code: 3003, Message }, { sends: true })).toMatchObject({
				fault: { code: '3003', outcome: 'refused' },
			});
		}
	});

	test('3002 on a send leaves open what became of it; on a question it is about the ID', () => {
		expect(read({ Code: 3002 }, { sends: true })).toMatchObject({
			fault: { outcome: 'unknown', whatToDo: expect.stringContaining('before you send it again') },
		});
		expect(read({ Code: 3002 })).toMatchObject({
			fault: { httpCode: 404, whatToDo: expect.stringMatching(/^Check the ID/) },
		});
	});

	test('whatever comes, it is an answer or a fault, and never an exception', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
				const answer = readEnvelope(doorTo(), { status: 200, text }, z.unknown(), { sends: true });
				expect(answer.ok ? 'accepted' : answer.fault.outcome).toMatch(
					/^(accepted|refused|unknown)$/,
				);
			}),
		);
	});
});
