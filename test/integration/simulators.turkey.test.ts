import { TURKEY_ROUTES } from '../simulators';
import { asJson, KEY, single, two, useSimulators } from './simulatorsClient';

const { turkey, callTurkey } = useSimulators();

describe('TurkeySMS: the samples of its document', () => {
	test('there are 13 routes, each known to the samples below', () => {
		expect(TURKEY_ROUTES.map(({ endpoint }) => endpoint).sort()).toEqual(
			[...samples.map(([endpoint]) => endpoint), 'report', 'reportDetailed', 'status'].sort(),
		);
	});

	const otp = { mobile: '905000000001', digits: '6', lang: 2 };
	const sent = { result: true, result_code: 'TS-1024', country: 'Turkey-TR' };
	const samples: Array<[string, Record<string, unknown>, Record<string, unknown>]> = [
		['login', {}, { result_code: 'TS-1046', user_id: '1001', account_name: 'Demo Account' }],
		['send', { ...single, sms_lang: 2 }, { ...sent, number_of_sms: '1', sms_lang: 'Arabic' }],
		['sendGet', { ...single, mobile: '905000000001', lang: 2 }, { ...sent, sms_lang: 'Arabic' }],
		['bulk', { ...single, sentto: two }, { ...sent, rapor_id: '123456', total_mobile_num: '2' }],
		['personalized', { ...single, sentto: two, text: ['text_01', 'text_02'] }, sent],
		['otp', otp, { ...sent, otp_code: expect.stringMatching(/^\d{6}$/) }],
		['otpGet', otp, { ...sent, otp_code: expect.stringMatching(/^\d{6}$/) }],
		[
			'otpDetailed',
			{ ...otp, title: 'TURKEY SMS', text: 'TS_CODE' },
			{ ...sent, content_type: 'High_quality' },
		],
		['balance', {}, { result_code: 'TS-1040', api_key: KEY, local_balance_sms: '100000' }],
		['senderIds', {}, { result: true }],
	];
	test.each(samples)('%s is answered', async (endpoint, fields, expected) => {
		const { status, json } = await callTurkey(endpoint, { ...fields, ...asJson });
		expect(status).toBe(200);
		expect(json).toMatchObject(expected);
	});

	test('the body of its code samples is accepted, and answered as PHP prints an array', async () => {
		const { text, contentType } = await callTurkey('send', { ...single, sentto: '90500000000' });
		expect(text).toBe('Array\n(\n    [result] => true\n)\n');
		expect(contentType).toContain('text/html');
		expect(turkey().ledger).toMatchObject([{ recipient: '90500000000', text: 'TEXT_SMS' }]);
	});
});

describe('TurkeySMS: what it keeps', () => {
	test('an OTP keeps its leading zeros, and the template is filled', async () => {
		turkey().nextOtpCodes.push('0042');
		const { json } = await callTurkey('otpDetailed', {
			title: 'TURKEY SMS',
			sms_text: 'Code TS_CODETS-Lbye',
			mobile: '905000000001',
			digits: 4,
			...asJson,
		});
		expect(json).toMatchObject({ otp_code: '0042' });
		expect(turkey().ledger).toMatchObject([{ text: 'Code 0042\nbye', otpCode: '0042' }]);
	});

	test('a status and the reports follow the clock, in the time of Istanbul', async () => {
		const { clock, delivery } = turkey();
		clock.freeze(Date.parse('2024-09-19T16:35:38Z'));
		delivery.setOutcome('905000000002', 'undelivered');
		await callTurkey('send', { ...single, ...asJson });
		await callTurkey('bulk', { ...single, sentto: two, ...asJson });
		const status = async () =>
			(await callTurkey('status', { sms_id: '1000007721', ...asJson })).json;
		const report = async (endpoint: string) =>
			(await callTurkey(endpoint, { raporid: '123456', ...asJson })).json;

		expect(await status()).toMatchObject({ sms_status_code: 'TS-1023' });
		clock.advance(23_000);
		expect(await status()).toMatchObject({
			date_of_sending: '2024-09-19',
			time_of_sending: '19:35:38',
			sms_status_code: 'TS-1024',
			sms_balance: '1 SMS',
		});
		expect(await report('report')).toMatchObject({
			status_code: 'TS-1064',
			total_mobile_numbers: '2',
			numbers_received: '1',
			numbers_not_received: '1',
		});
		expect(await report('reportDetailed')).toMatchObject({
			numbers: [
				{ number_id: 1, phone_number: '5000000001', done_at: '2024-09-19 19:35:43' },
				{ number_id: 2, sms_status: 'Number did not receive the message' },
			],
		});
	});

	test('a send abroad is paid in TRY', async () => {
		const { account, ledger } = turkey();
		account.internationalEnabled = true;
		const { json } = await callTurkey('send', { ...single, sentto: '4915112345678', ...asJson });
		expect(json).toMatchObject({ country: 'Germany-DE' });
		expect(ledger).toHaveLength(1);
		expect([account.localBalance, account.internationalBalance]).toEqual([100_000, 98]);
	});

	test('a scheduled send is kept with its time', async () => {
		turkey().clock.freeze(Date.parse('2024-09-19T10:00:00Z'));
		const schedule = { scheduled_sms: 1, scheduled_date: '2024-09-19', scheduled_time: '15:30' };
		await callTurkey('send', { ...single, ...schedule });
		expect(turkey().ledger[0]?.scheduledAt).toBe(Date.parse('2024-09-19T12:30:00Z'));
	});
});

describe('TurkeySMS: what it refuses', () => {
	const schedule = { scheduled_sms: 1, scheduled_date: '2030-01-01', scheduled_time: '10:00' };
	test.each<[string, string, Record<string, unknown>]>([
		['TS-1050', 'send', { ...single, api_key: '' }],
		['TS-1031', 'send', { ...single, api_key: 'wrong' }],
		['TS-1052', 'send', { ...single, title: undefined }],
		['TS-1051', 'send', { ...single, title: '' }],
		['TS-1029', 'send', { ...single, title: 'Turkey SMS' }],
		['TS-1028', 'send', { ...single, title: 'PASSIVE' }],
		['TS-1025', 'send', { ...single, sentto: '' }],
		['TS-1034', 'send', { ...single, sentto: '+905000000001' }],
		['TS-1034', 'bulk', { ...single, sentto: ['905000000001', '00905000000002'] }],
		['TS-1026', 'send', { ...single, text: '' }],
		['TS-1032', 'send', { ...single, sentto: '4915112345678' }],
		['TS-1033', 'bulk', single],
		['TS-1033', 'personalized', { ...single, sentto: two, text: ['one'] }],
		['TS-1033', 'otp', { mobile: '905000000001', digits: 7 }],
		['TS-1070', 'send', { ...single, ...schedule, scheduled_date: '01.01.2030' }],
		['TS-1071', 'send', { ...single, ...schedule, scheduled_time: '' }],
		['TS-1072', 'send', { ...single, ...schedule, scheduled_date: '2020-01-01' }],
	])('%s: %s', async (result_code, endpoint, fields) => {
		const { status, json } = await callTurkey(endpoint, { ...fields, ...asJson });
		expect(status).toBe(200);
		expect(json).toMatchObject({ result: false, result_code });
		expect(turkey().ledger).toEqual([]);
	});

	test('what the key or the balance does not allow', async () => {
		const { account } = turkey();
		const code = async (endpoint: string, fields = {}) =>
			(await callTurkey(endpoint, { ...single, ...fields, ...asJson })).json;
		account.postEnabled = account.getEnabled = false;
		account.statusEnabled = account.balanceEnabled = false;
		expect(await code('send')).toMatchObject({ result_code: 'TS-1061' });
		expect(await code('sendGet')).toMatchObject({ result_code: 'TS-1062' });
		expect(await code('status')).toMatchObject({ sms_status_code: 'TS-1063' });
		expect(await code('report')).toMatchObject({ status_code: 'TS-1063' });
		expect(await code('balance')).toMatchObject({ result_code: 'TS-1065' });
		account.postEnabled = true;
		account.localBalance = 1;
		expect(await code('bulk', { sentto: two })).toMatchObject({ result_code: 'TS-1027' });
		account.active = false;
		expect(await code('send')).toMatchObject({ result_code: 'TS-1030' });
	});

	test('more messages than any 60 seconds may hold', async () => {
		const { account, clock } = turkey();
		clock.freeze();
		account.messagesPerMinute = 2;
		const send = async () => (await callTurkey('send', { ...single, ...asJson })).json;
		expect(await send()).toMatchObject({ result: true });
		clock.advance(30_000);
		expect(await send()).toMatchObject({ result: true });
		clock.advance(29_999);
		expect(await send()).toMatchObject({ result_code: 'TS-1060' });
		clock.advance(1);
		expect(await send()).toMatchObject({ result: true });
	});
});
