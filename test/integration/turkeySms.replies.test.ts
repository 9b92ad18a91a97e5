import { DONE_AT, jsonOf, REPORT_ID, SENT_AT, SMS_ID, TITLE, useTurkeySms } from './turkeySms';

const { simulator, operation, haveSent } = useTurkeySms();

const otp = {
	recipient: '905000000001',
	digits: 4,
	language: 'english',
	options: { includeCode: true },
};
const code = {
	outcome: 'accepted',
	recipient: '+905000000001',
	otpCode: '0042',
	creditsUsed: 1,
	resultCode: 'TS-1024',
	language: 'English',
	country: 'Turkey-TR',
};
const rowOf = (numberId: string, recipient: string) => ({
	numberId,
	recipient,
	sentAt: SENT_AT,
	doneAt: DONE_AT,
	parts: 1,
	status: 'delivered',
	statusText: 'Number received the message',
	operator: 'TURK TELEKOM',
});

/** Each operation that asks TurkeySMS, and what it reads from the answer. */
const OPERATIONS: Array<[string, string, ReturnType<typeof operation>, object[]]> = [
	[
		'message: getStatus',
		'status',
		operation('message', 'getStatus', { smsIds: SMS_ID }),
		[{ status: 'delivered', statusCode: 'TS-1024', creditsUsed: 1, sentAt: SENT_AT }],
	],
	['otp: send', 'otp', operation('otp', 'send', otp), [code]],
	[
		'otp: send by GET',
		'otpGet',
		operation('otp', 'send', { ...otp, options: { ...otp.options, requestMethod: 'GET' } }),
		[code],
	],
	[
		'otp: sendAdvanced',
		'otpDetailed',
		operation('otp', 'sendAdvanced', { ...otp, title: TITLE, text: 'TS_CODE' }),
		[{ ...code, contentType: 'High_quality' }],
	],
	[
		'report: get',
		'report',
		operation('report', 'get', { reportId: REPORT_ID }),
		[{ reportId: REPORT_ID, total: 2, delivered: 2, undelivered: 0, validityMinutes: 1440 }],
	],
	[
		'report: getDetailed',
		'reportDetailed',
		operation('report', 'getDetailed', { reportId: REPORT_ID }),
		[rowOf('1', '+905000000001'), rowOf('2', '+905000000002')],
	],
	[
		'account: authenticate',
		'login',
		operation('account', 'authenticate'),
		[{ userId: '1001', accountName: 'Demo Account' }],
	],
	[
		'account: getSenderIds',
		'senderIds',
		operation('account', 'getSenderIds'),
		[{ senderId: 'TURKEY SMS' }, { senderId: 'PASSIVE' }],
	],
];

/** Ways to say the same that are all to be understood. */
const FORMS: Array<[string, (endpoint: string) => void]> = [
	...([true, 'true', 1, '1'] as const).map((result): [string, () => void] => [
		`result ${JSON.stringify(result)}`,
		() => {
			simulator().style.result = result;
		},
	]),
	...(['data', 'data and all'] as const).map((wrapped): [string, () => void] => [
		`wrapped: ${wrapped}`,
		() => {
			simulator().style.wrapped = wrapped;
		},
	]),
	[
		'numbers as numbers',
		() => {
			simulator().style.numbers = 'numbers';
		},
	],
	...(['printR', 'printRArrows', 'wrongContentType'] as const).map(
		(form): [string, (endpoint: string) => void] => [
			form,
			(endpoint) => simulator().faults.next(form, { endpoint }),
		],
	),
];

/** What the provider would have answered, with some of it changed, under any HTTP status. */
function spoilNext(endpoint: string, change: object, status = 200): void {
	const body = JSON.stringify({ result: true, result_code: 'TS-1024', ...change });
	simulator().faults.next({ kind: 'replyWith', body, status }, { endpoint });
}

describe.each(OPERATIONS)('%s', (name, endpoint, run, expected) => {
	beforeEach(async () => {
		await haveSent();
		simulator().nextOtpCodes.push('0042');
	});

	test.each(FORMS)('is read in the form %s', async (_, takeForm) => {
		takeForm(endpoint);
		expect(jsonOf(await run())).toMatchObject(expected);
	});

	test.each([
		['result "false"', { result: 'false' }],
		['result 0', { result: 0 }],
		['result "0"', { result: '0' }],
		['result null', { result: null }],
		['no result', { result: undefined }],
		['another result', { result: 'ok' }],
	])('%s is no success, even with the code of one', async (_, change) => {
		spoilNext(endpoint, change);
		const { outputs, fault } = await run();
		expect(outputs).toEqual([]);
		expect(fault?.httpCode).toBe('502');
		expect(fault?.message.includes('may have been sent')).toBe(name.startsWith('otp'));
	});

	test.each([200, 401, 403, 500])('a refusal under HTTP status %i is named', async (status) => {
		const codes = { result_code: undefined, sms_status_code: 'TS-1030' };
		spoilNext(endpoint, { result: 'false', ...codes, result_message: 'not active' }, status);
		const { fault } = await run();
		expect(fault?.message).toContain('The account is not active');
		expect(fault?.description).toContain('“not active”');
		expect(fault?.httpCode).toBe('403');
	});

	test.each(['serverErrorHtml', 'html', 'empty', 'cutJson', 'redirect'] as const)(
		'%s is an answer that cannot be read',
		async (fault) => {
			simulator().faults.next(fault, { endpoint });
			const { outputs } = await run({}, { onError: 'continueErrorOutput' });
			expect(outputs[0]).toEqual([]);
			expect(outputs[1]).toHaveLength(1);
			const details: unknown = outputs[1]?.[0]?.json.details;
			if (name.startsWith('otp')) {
				expect(details).toMatchObject({ outcome: 'unknown', recipients: ['+905000000001'] });
			} else {
				expect(details).not.toHaveProperty('outcome');
			}
		},
	);

	test("the provider's own answer is added where it is wanted", async () => {
		const rows = jsonOf(await run({ options: { includeRaw: true } }));
		expect(rows).toHaveLength(expected.length);
		for (const { raw } of rows) {
			expect(raw).toEqual(expect.any(Object));
			expect(raw).not.toHaveProperty('api_key');
		}
	});
});
