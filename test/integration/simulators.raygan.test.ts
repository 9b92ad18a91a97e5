import { RAYGAN_ROUTES } from '../simulators';
import { group, LINE, useSimulators } from './simulatorsClient';

const { raygan, callRaygan } = useSimulators();
const rows = [
	{ Id: '1', Message: 'کاربراول', Mobile: '09112170848' },
	{ Id: '2', Message: 'کاربردوم', Mobile: '09116662206' },
	{ Id: '3', Message: 'کاربرسوم', Mobile: '09119048697' },
];

describe('Raygan SMS: the samples of its document', () => {
	const window = { PhoneNumber: '5000299558253', StartDate: '1588923453', EndDate: '1620632253' };
	const samples: Record<string, unknown> = {
		SendMessage: group(['0911111111', '0911111112'], { SendDateInTimeStamp: 1537701659 }),
		SendCorrespondingMessage: { PhoneNumber: LINE, RecipientsMessage: rows, UserGroupID: '14' },
		SendMessageToPort: {
			PhoneNumber: LINE,
			recievePortNumber: 20,
			sendPortNumber: 40,
			RecipientsMessage: rows,
			UserGroupID: '123456789',
		},
		GetGroupMessageId: { groupId: '16' },
		GroupMessageStatus: { GroupMessageId: '16' },
		CorrespondingMessageStatus: { messageId: ['1', '2'] },
		ReceiveMessages: { ...window, Page: '1' },
		GetCredit: {},
		GetPrices: {},
		ShowWhiteList: { MobilesList: ['09112170848', '09333152378', '09116662206', '09119043011'] },
		SendAutoCode: { Mobile: '09116420422', Footer: 'RayganSMS.com' },
		SendCode: { Mobile: '09116420422', Message: 'با سلام کد احراز هویت شما : 21335' },
		CheckSendCode: { Mobile: '09116420422', Code: '545668' },
	};

	test('there is a sample for each of the 13 routes of the document', () => {
		const described = RAYGAN_ROUTES.filter(({ path }) => path.startsWith('/api/smsAPI/'));
		expect(described.map(({ endpoint }) => endpoint).sort()).toEqual(Object.keys(samples).sort());
		expect(described).toHaveLength(13);
	});

	test.each(Object.entries(samples))('%s is answered', async (endpoint, body) => {
		raygan().userGroups.set('16', '16');
		raygan().groups.set('16', { messages: [] });
		const { status, json } = await callRaygan(endpoint, body);
		expect(status).toBe(200);
		const bare = /Code$/.test(endpoint);
		if (bare) expect(json).toBe(endpoint === 'CheckSendCode' ? false : 2000);
		else expect(json).toMatchObject({ Code: 0, Message: 'عملیات با موفقیت انجام شد' });
	});

	test('property names may be written in any case, further ones are ignored', async () => {
		const { json } = await callRaygan('SendMessage', {
			phonenumber: Number(LINE),
			MESSAGE: 'test',
			mobiles: ['09112170848'],
			Further: [1],
		});
		expect(json).toMatchObject({ Code: 0 });
	});
});

describe('Raygan SMS: what it keeps', () => {
	test('a group send is charged, entered row by row, and found again by the UserGroupID', async () => {
		const { json } = await callRaygan('SendMessage', group(['09112170848', '989116662206']));
		const { ledger, account } = raygan();
		expect(ledger.map(({ recipient }) => recipient)).toEqual(['09112170848', '989116662206']);
		expect(ledger[0]).toMatchObject({ sender: LINE, text: 'test', parts: 1, userGroupId: '13' });
		expect(account.credit).toBe(1_000_000 - 2 * 275);
		expect(json).toMatchObject({ Result: ledger[0]?.groupMessageId });
		expect((await callRaygan('GetGroupMessageId', { groupId: '13' })).json).toEqual(json);
		expect((await callRaygan('GetGroupMessageId', { groupId: '99' })).json).toMatchObject({
			Code: 3002,
		});
	});

	test('a status goes from pending over sent to its outcome as the clock goes on', async () => {
		const { clock, delivery, ledger } = raygan();
		clock.freeze();
		delivery.setOutcome('09116662206', 'undelivered');
		await callRaygan('SendMessage', group(['09112170848', '09116662206']));
		const status = async () => {
			const GroupMessageId = ledger[0]?.groupMessageId;
			return (await callRaygan('GroupMessageStatus', { GroupMessageId })).json;
		};
		const is = (StatusCode: string, first: string, second: string) => ({
			Result: {
				StatusCode,
				MessagesListState: [
					{ Mobile: '9112170848', Status: first },
					{ Mobile: '9116662206', Status: second },
				],
			},
		});
		expect(await status()).toMatchObject(is('2', '0', '0'));
		clock.advance(1_000);
		expect(await status()).toMatchObject(is('1', '8', '8'));
		clock.advance(4_000);
		expect(await status()).toMatchObject(is('1', '1', '2'));
	});

	test('a rejected row bears its number under 5004, and is neither entered nor charged', async () => {
		const { account } = raygan();
		raygan().rejectRecipient('09116662206', 3);
		const body = { PhoneNumber: LINE, RecipientsMessage: rows };
		const { json } = await callRaygan('SendCorrespondingMessage', body);
		expect(json).toMatchObject({
			Code: 5004,
			Result: [
				{ Id: 1, Mobile: '09112170848', Result: 2000 },
				{ Id: 2, Mobile: '09116662206', Result: 3 },
				{ Id: 3, Mobile: '09119048697', Result: 2001 },
			],
		});
		expect(raygan().ledger.map(({ messageId }) => messageId)).toEqual(['1', '3']);
		expect(account.credit).toBe(1_000_000 - 2 * 112);
		const asked = { messageId: ['1', '2'] };
		expect((await callRaygan('CorrespondingMessageStatus', asked)).json).toMatchObject({
			Result: [{ MsgId: '1', Status: '0' }],
		});
	});

	test('a group of which it takes a part has these numbers alone, and its answer is a code', async () => {
		const { account } = raygan();
		raygan().takeOnly(['9112170848'], 5002);
		const body = group(['09112170848', '09116662206']);
		const { json } = await callRaygan('SendMessage', body);
		expect(json).toMatchObject({ Code: 5002 });
		expect(json).not.toHaveProperty('Result');
		expect(raygan().ledger.map(({ recipient }) => recipient)).toEqual(['09112170848']);
		expect(account.credit).toBe(1_000_000 - 275);
		const GroupMessageId = raygan().ledger[0]?.groupMessageId;
		expect((await callRaygan('GetGroupMessageId', { groupId: '13' })).json).toMatchObject({
			Result: GroupMessageId,
		});
		expect((await callRaygan('GroupMessageStatus', { GroupMessageId })).json).toMatchObject({
			Result: { MessagesListState: [{ Mobile: '9112170848' }] },
		});
		const whole = await callRaygan('SendMessage', group(['09112170848']));
		expect(whole.json).toMatchObject({ Code: 0 });
	});

	test.each([
		['SendMessage', group(['09112170848'])],
		['SendCorrespondingMessage', { PhoneNumber: LINE, RecipientsMessage: rows.slice(0, 1) }],
		['SendAutoCode', { Mobile: '09112170848' }],
		['SendCode', { Mobile: '09112170848', Message: '21335' }],
	])('%s can answer a code after it accepted the message', async (endpoint, body) => {
		raygan().faults.next({ code: 3002 }, { endpoint, when: 'after' });
		expect((await callRaygan(endpoint, body)).json).toMatchObject({ Code: 3002 });
		expect(raygan().ledger).toHaveLength(1);
	});

	test('codes are checked against what was sent', async () => {
		const { codes } = raygan();
		const check = async (Code = '') =>
			(await callRaygan('CheckSendCode', { Mobile: '989116420422', Code })).text;
		await callRaygan('SendAutoCode', { Mobile: '09116420422' });
		expect(await check('1')).toBe('false');
		expect(await check(codes.get('09116420422'))).toBe('true');
		await callRaygan('SendCode', { Mobile: '09116420422', Message: 'کد: 21335' });
		raygan().style.booleanCase = 'capital';
		expect(await check('21335')).toBe('True');
	});

	test('the inbox is read by pages, the newest first', async () => {
		const { inbox } = raygan();
		inbox.settings.pageSize = 2;
		for (const at of [100, 300, 200]) {
			inbox.receive({ from: '09116420422', to: LINE, text: `at ${at}`, at });
		}
		const page = async (Page: number) =>
			(
				await callRaygan('ReceiveMessages', {
					PhoneNumber: LINE,
					StartDate: 100,
					EndDate: 300,
					Page,
				})
			).json;
		const message = (at: number) => ({ Mobile: '989116420422', Date: at, MsgBody: `at ${at}` });
		const first = { Page: 1, TotalPage: 2, ReceivedMsgs: [message(300), message(200)] };
		expect(await page(1)).toMatchObject({ Code: 0, Result: first });
		expect(await page(2)).toMatchObject({ Result: { ReceivedMsgs: [message(100)] } });
		expect(await page(3)).toMatchObject({ Code: 2008 });
		inbox.settings.inclusiveEnd = false;
		const fewer = { TotalPage: 1, ReceivedMsgs: [message(200), message(100)] };
		expect(await page(1)).toMatchObject({ Result: fewer });
	});

	test('the white list has the clean and valid numbers alone, without a leading 0', async () => {
		raygan().account.blacklist.push('+989333152378');
		const MobilesList = ['09112170848', '09333152378', '02188888888'];
		const { json } = await callRaygan('ShowWhiteList', { MobilesList });
		expect(json).toMatchObject({ Code: 0, Result: [9112170848] });
	});
});

describe('Raygan SMS: what it refuses', () => {
	const many = Array.from({ length: 50_001 }, (_, index) => `09${String(100_000_000 + index)}`);
	const inTwoYears = Math.floor(Date.now() / 1_000) + 2 * 365 * 24 * 3_600;
	test.each<[number, string, unknown]>([
		[1001, 'SendMessage', '{"PhoneNumber":'],
		[1002, 'SendMessage', group(['09112170848'], { PhoneNumber: 'line' })],
		[1003, 'SendMessage', group(['09112170848'], { SendDateInTimeStamp: 'tomorrow' })],
		[1004, 'SendMessage', { PhoneNumber: LINE }],
		[1004, 'SendMessage', group(['+989112170848'])],
		[1004, 'ShowWhiteList', { Mobiles: ['09112170848'] }],
		[2001, 'SendMessage', group(['09112170848'], { PhoneNumber: '3000123' })],
		[2004, 'SendMessage', group(['09112170848'], { SendDateInTimeStamp: inTwoYears })],
		[2005, 'SendMessage', group(many)],
		[2006, 'SendMessage', group(['09112170848'], { Message: 'س'.repeat(671) })],
		[
			2007,
			'SendMessageToPort',
			{ PhoneNumber: LINE, RecipientsMessage: rows, recievePortNumber: 70_000, sendPortNumber: 1 },
		],
		[3002, 'GroupMessageStatus', { GroupMessageId: 'unknown' }],
		[3003, 'SendMessage', group(many.slice(0, 4_000))],
	])('%d: %s', async (Code, endpoint, body) => {
		const { status, json } = await callRaygan(endpoint, body);
		expect(status).toBe(200);
		expect(json).toMatchObject({ Code });
		expect(raygan().ledger).toEqual([]);
	});

	test('a wrong login is an HTTP 401, and the header is not kept', async () => {
		const wrong = `Basic ${Buffer.from('demo:wrong').toString('base64')}`;
		expect((await callRaygan('GetCredit', {}, wrong)).status).toBe(401);
		const [recorded] = raygan().requests;
		expect(recorded?.hasAuthorization).toBe(true);
		expect(JSON.stringify(recorded)).not.toContain(wrong);
	});

	test('an account without the web service, and an address that is not allowed', async () => {
		const { account } = raygan();
		account.webServiceEnabled = false;
		expect((await callRaygan('GetCredit')).json).toMatchObject({ Code: 2002 });
		expect((await callRaygan('SendAutoCode', { Mobile: '09116420422' })).text).toBe('8');
		account.allowedIp = false;
		expect((await callRaygan('GetCredit')).json).toMatchObject({ Code: 2003 });
	});
});
