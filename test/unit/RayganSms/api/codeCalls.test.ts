import fc from 'fast-check';

import { codeCalls } from '../../../../nodes/RayganSms/api/codeCalls';
import { doorTo } from './door';

const calls = (text: string, status = 200) =>
	codeCalls(doorTo({ ok: true, status, text }), 'https://example.com');
const send = async (text: string, status?: number) =>
	await calls(text, status).sendCode('09112170848', '21335');
const check = async (text: string, status?: number) =>
	await calls(text, status).checkSendCode('09112170848', '21335');

/** What can stand around a bare value on the wire. */
const wrapped = (value: string) => [
	value,
	`"${value}"`,
	`'${value}'`,
	` ${value}\r\n`,
	`\uFEFF${value}`,
	`\uFEFF"${value}"\n`,
];

test.each(wrapped('9007199254740993'))('a message ID keeps all its digits in %j', async (text) => {
	expect(await send(text)).toMatchObject({ value: { providerMessageId: '9007199254740993' } });
});

test('a code is valid for true in any case and wrapping, and wrong for false', async () => {
	const inAnyCase = (word: string) =>
		fc.mixedCase(fc.constant(word)).chain((text) => fc.constantFrom(...wrapped(text)));
	await fc.assert(
		fc.asyncProperty(inAnyCase('true'), inAnyCase('false'), async (yes, no) => {
			expect(await check(yes)).toMatchObject({ ok: true, value: { valid: true } });
			expect(await check(no)).toMatchObject({ ok: true, value: { valid: false } });
		}),
	);
});

test.each(['', 'null', '1', '0', 'yes', '"truely"', '[true]', '<html>true</html>', '2000', '8'])(
	'the answer %j says nothing of a code',
	async (text) => {
		expect(await check(text)).toMatchObject({ ok: false, fault: { code: 'unreadable-answer' } });
	},
);

test.each([
	'',
	'null',
	'true',
	'"abc"',
	'[2000]',
	'<html>2000</html>',
	'{"Result": 2000}',
	'2000.5',
])('the answer %j leaves the outcome of a send unknown', async (text) => {
	expect(await send(text)).toMatchObject({ ok: false, fault: { outcome: 'unknown' } });
});

test('the value is also read from an envelope, and its faults are those of the envelope', async () => {
	expect(await send('{"Code": 0, "Result": 2001}')).toMatchObject({
		value: { providerMessageId: '2001' },
	});
	expect(await check('{"code": "0", "RESULT": "False"}')).toMatchObject({
		value: { valid: false },
	});
	expect(await send('{"Code": 3003, "Message": "اعتبار کافی نمی باشد"}')).toMatchObject({
		fault: { code: '3003', outcome: 'refused', providerMessage: 'اعتبار کافی نمی باشد' },
	});
	expect(await send('{"Code": 5001}')).toMatchObject({ fault: { outcome: 'unknown' } });
	expect(await check('{"Code": 5001}')).toMatchObject({
		fault: { code: '5001', outcome: undefined, whatToDo: 'Try again later' },
	});
});

test('a refusal beside the number of an accepted message is a contradiction, and an echo of its code is not', async () => {
	expect(await send('{"Code": 2001, "Result": 900123}')).toMatchObject({
		fault: { code: '2001', outcome: 'unknown' },
	});
	for (const result of ['2001', '"2001"', '0', '4', 'null', '"x"']) {
		expect(await send(`{"Code": 2001, "Result": ${result}}`)).toMatchObject({
			fault: { code: '2001', outcome: 'refused' },
		});
	}
});

test.each([
	'0',
	'1',
	'3',
	'1999',
	'-1',
	'-2001',
	'"-2001"',
	'2001.5',
	'1e400',
	'2e3',
	'0x7d1',
	'2001 2002',
])('the number %s leaves the outcome unknown, bare or in an envelope', async (number) => {
	expect(await send(number)).toMatchObject({ fault: { outcome: 'unknown' } });
	expect(await send(`{"Code":0,"Result":"${number.replaceAll('"', '')}"}`)).toMatchObject({
		fault: { outcome: 'unknown' },
	});
});

test('a wrong login is told by the status, and a bare value under a failing status is none', async () => {
	for (const text of ['', '2000', '{"Message": "Authorization has been denied"}']) {
		expect(await send(text, 401)).toMatchObject({
			fault: { httpCode: 401, outcome: 'refused', concernsAccount: true },
		});
		expect(await check(text, 401)).toMatchObject({ fault: { httpCode: 401 } });
	}
	expect(await send('{"Code":0,"Result":2001}', 500)).toMatchObject({
		fault: { outcome: 'unknown' },
	});
	expect(await send('2000', 500)).toMatchObject({ ok: false, fault: { outcome: 'unknown' } });
	expect(await check('true', 500)).toMatchObject({ ok: false });
});
