import { indexesOf, jsonOf, useRaygan } from './rayganOperations';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(60_000);

const { simulator, operation, endpoints, bodies, answerWith, answerResult } = useRaygan();

const getGroupStatus = operation('delivery', 'getGroupStatus', { groupMessageId: 'g1' });
const getMessageStatus = operation('delivery', 'getMessageStatus', { messageIds: '1,2' });
const getGroupId = operation('delivery', 'getGroupId', { userGroupId: '1403001' });
const send = operation('message', 'send', {
	phoneNumber: '50002910001080',
	message: 'سلام',
	mobiles: '09112170848, 09116662206',
	options: { userGroupId: '1403001' },
});
const sendPersonalized = operation('message', 'sendPersonalized', {
	phoneNumber: '50002910001080',
	message: 'سلام',
	mobile: '={{ $json.mobile }}',
});

const group = (StatusCode: unknown, rows: Array<[unknown, unknown]> | null | undefined) => ({
	StatusCode,
	MessagesListState: rows?.map(([Mobile, Status]) => ({ Mobile, Status })) ?? rows,
});

describe('getGroupStatus', () => {
	test('the request', async () => {
		await getGroupStatus({ groupMessageId: ' 973c22de-292d-4403-8baa-2f32cc762086\n' });
		expect(simulator().requests).toMatchObject([
			{
				method: 'POST',
				path: '/api/smsAPI/GroupMessageStatus',
				rawBody: '{"GroupMessageId":"973c22de-292d-4403-8baa-2f32cc762086"}',
				hasAuthorization: true,
			},
		]);
	});

	test('a send is followed from the queue to the handset', async () => {
		simulator().clock.freeze();
		simulator().delivery.setOutcome('09116662206', 'rejected');
		const [sent] = jsonOf((await send()).outputs[0]);
		const groupMessageId = String(sent?.groupMessageId);
		const status = async () => jsonOf((await getGroupStatus({ groupMessageId })).outputs[0]);
		expect(await status()).toMatchObject([
			{ recipient: '+989112170848', status: 'pending', isFinal: false, groupStatus: 'queued' },
			{ recipient: '+989116662206', status: 'pending', isFinal: false, groupStatus: 'queued' },
		]);
		simulator().clock.advance(1_000);
		expect(await status()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
		simulator().clock.advance(10_000);
		expect(await status()).toEqual([
			{
				recipient: '+989112170848',
				status: 'delivered',
				isFinal: true,
				statusCode: '1',
				statusText: 'Reached the handset',
				groupMessageId,
				groupStatus: 'sent',
				groupStatusCode: '1',
			},
			expect.objectContaining({ recipient: '+989116662206', status: 'rejected', isFinal: true }),
		]);
	});

	test.each([
		['1', 'delivered', true],
		['2', 'undelivered', true],
		['8', 'sent', false],
		['16', 'rejected', true],
		['23', 'queued', false],
		['27', 'blocked', true],
		['0', 'pending', false],
		['99', 'pending', false],
	])('the status %s is %s, as text and as a number', async (code, status, isFinal) => {
		answerResult(
			group('1', [
				['9116420422', code],
				[9116665601, Number(code)],
			]),
		);
		const { outputs } = await getGroupStatus();
		expect(jsonOf(outputs[0])).toMatchObject([
			{ recipient: '+989116420422', status, isFinal, statusCode: code },
			{ recipient: '+989116665601', status, isFinal, statusCode: code },
		]);
	});

	test.each([
		[1, 'sent'],
		['2', 'queued'],
		['3', 'blocked'],
		[7, 'pending'],
	])('the state %p of the group is %s', async (code, groupStatus) => {
		answerResult(group(code, [['9116420422', '0']]));
		expect(jsonOf((await getGroupStatus()).outputs[0])).toMatchObject([
			{ groupStatus, groupStatusCode: String(code) },
		]);
	});

	test.each([[[]], [null], [undefined]])(
		'a group whose list of recipients is %p is one item that says how it stands',
		async (rows) => {
			answerResult(group('2', rows));
			expect(jsonOf((await getGroupStatus()).outputs[0])).toEqual([
				{
					groupMessageId: 'g1',
					groupStatus: 'queued',
					groupStatusCode: '2',
					status: 'queued',
					isFinal: false,
					statusCode: '2',
					statusText: 'The message is in the queue',
				},
			]);
		},
	);

	test('numbers in any form, an unreadable one as it is, property names in any case', async () => {
		const rows = ['989116420422', '09116420422', '+989116420422', '50002910001080'];
		answerResult({
			statuscode: 1,
			MESSAGESLISTSTATE: rows.map((mobile) => ({ mobile, STATUS: 1 })),
		});
		expect(jsonOf((await getGroupStatus()).outputs[0]).map(({ recipient }) => recipient)).toEqual([
			'+989116420422',
			'+989116420422',
			'+989116420422',
			'50002910001080',
		]);
	});

	test('a row bears its own part of the answer as raw', async () => {
		const rows: Array<[string, string]> = [
			['9116420422', '1'],
			['9116665601', '2'],
		];
		answerResult(group('1', rows));
		const { outputs } = await getGroupStatus({ options: { includeRaw: true } });
		expect(jsonOf(outputs[0]).map(({ raw }) => raw)).toEqual(
			rows.map(([Mobile, Status]) => ({ Mobile, Status })),
		);
	});

	test.each(['{"Code":0}', '{"Code":0,"Result":[]}', '{"Code":0,"Result":"x"}', '<html>', ''])(
		'the answer %j is no status',
		async (body) => {
			answerWith(body);
			const { outputs } = await getGroupStatus({}, { onError: 'continueErrorOutput' });
			expect(outputs[0]).toEqual([]);
			expect(jsonOf(outputs[1])[0]?.details).toMatchObject({ code: 'unreadable-answer' });
			expect(jsonOf(outputs[1])[0]?.details).not.toHaveProperty('outcome');
		},
	);

	test('items that share a group ask once and share its rows, an unknown group fails alone', async () => {
		const [sent] = jsonOf((await send()).outputs[0]);
		simulator().requests.length = 0;
		const known = sent?.groupMessageId;
		const items = [{ id: known }, { id: 'unknown' }, { id: known }, { id: '' }];
		const { outputs } = await getGroupStatus(
			{ groupMessageId: '={{ $json.id }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(indexesOf(outputs[0])).toEqual([0, 0]);
		expect(indexesOf(outputs[1])).toEqual([1, 3]);
		expect(jsonOf(outputs[1])).toMatchObject([
			{ details: { code: '3002' } },
			{ error: 'Group Message ID is empty' },
		]);
		expect(endpoints()).toHaveLength(2);
	});

	test('50,000 recipients of one group', async () => {
		const rows = Array.from({ length: 50_000 }, (_, index): [string, string] => [
			`9${String(110_000_000 + index)}`,
			'1',
		]);
		answerResult(group('1', rows));
		const { outputs } = await getGroupStatus({ options: { includeRaw: true } });
		expect(outputs[0]).toHaveLength(50_000);
		expect(outputs[0]?.at(-1)?.json).toMatchObject({ recipient: '+989110049999', raw: {} });
	});
});

describe('getMessageStatus', () => {
	test.each([
		['text with separators', '1, 2،3\n4  5'],
		['an array of numbers', [1, 2, 3, 4, 5]],
		['an array of texts', ['1', '2,3', '4 5']],
		['Persian digits', '۱ ۲ ۳ ۴ ۵'],
	])('%s goes out as texts', async (_, ids) => {
		await getMessageStatus({ messageIds: '={{ $json.ids }}' }, { items: [{ ids }] });
		expect(simulator().requests).toMatchObject([
			{
				path: '/api/smsAPI/CorrespondingMessageStatus',
				rawBody: '{"messageId":["1","2","3","4","5"]}',
				hasAuthorization: true,
			},
		]);
	});

	test('a number is one ID', async () => {
		await getMessageStatus({ messageIds: '={{ 42 }}' });
		expect(bodies()).toEqual([{ messageId: ['42'] }]);
	});

	test('messages are followed by the IDs that their send returned', async () => {
		simulator().clock.freeze();
		simulator().delivery.setOutcome('09116662206', 'blocked');
		const items = [{ mobile: '09112170848' }, { mobile: '09116662206' }];
		const { outputs } = await sendPersonalized({}, { items });
		simulator().clock.advance(10_000);
		const sent = jsonOf(outputs[0]);
		const read = await getMessageStatus({ messageIds: '={{ $json.messageId }}' }, { items: sent });
		expect(jsonOf(read.outputs[0])).toEqual([
			{
				messageId: sent[0]?.messageId,
				status: 'delivered',
				isFinal: true,
				statusCode: '1',
				statusText: 'Reached the handset',
			},
			expect.objectContaining({ messageId: sent[1]?.messageId, status: 'blocked', isFinal: true }),
		]);
		expect(indexesOf(read.outputs[0])).toEqual([0, 1]);
	});

	test('rows in another order, as numbers, or missing, are joined by their ID', async () => {
		answerResult([
			{ MsgId: 3, Status: 2 },
			{ MsgId: '1', Status: '1' },
			{ MsgId: 77, Status: 1 },
		]);
		const { outputs } = await getMessageStatus({ messageIds: '1,2,003' });
		expect(jsonOf(outputs[0])).toMatchObject([
			{ messageId: '1', status: 'delivered', statusCode: '1' },
			{
				messageId: '2',
				status: 'pending',
				isFinal: false,
				statusCode: null,
				statusText: 'Raygan SMS gave no status for this message ID',
			},
			{ messageId: '003', status: 'undelivered', statusCode: '2' },
		]);
	});

	test.each([[[]], [null]])('the answer %p has no status for any', async (rows) => {
		answerResult(rows);
		expect(jsonOf((await getMessageStatus()).outputs[0])).toMatchObject([
			{ messageId: '1', status: 'pending' },
			{ messageId: '2', status: 'pending' },
		]);
	});

	test('10,000 items share ten requests, each with rows of its own', async () => {
		const items = Array.from({ length: 10_000 }, (_, index) => ({ id: index + 1 }));
		const { outputs } = await getMessageStatus(
			{ messageIds: '={{ [$json.id, $json.id + 10000] }}' },
			{ items: items.slice(0, 5_000) },
		);
		expect(endpoints()).toHaveLength(10);
		expect(indexesOf(outputs[0])).toEqual(
			items.slice(0, 5_000).flatMap((_, index) => [index, index]),
		);
		expect(jsonOf(outputs[0]).map(({ messageId }) => messageId)).toEqual(
			items.slice(0, 5_000).flatMap(({ id }) => [String(id), String(id + 10_000)]),
		);
	});

	test('a bad ID fails its item before anything is asked, a failed request its items alone', async () => {
		const items = Array.from({ length: 1_500 }, (_, index) => ({ id: String(index + 1) }));
		items[3] = { id: 'abc' };
		items[4] = { id: '2147483648' };
		items[5] = { id: '  ' };
		simulator().faults.next('serverErrorHtml');
		const { outputs } = await getMessageStatus(
			{ messageIds: '={{ $json.id }}' },
			{ items, onError: 'continueErrorOutput' },
		);
		const failed = jsonOf(outputs[1]).map(({ error }) => String(error));
		expect(failed.slice(3, 6)).toEqual([
			'abc is not a message ID',
			'2147483648 is not a message ID',
			'No message ID is given',
		]);
		expect(indexesOf(outputs[1])).toEqual(Array.from({ length: 1_003 }, (_, index) => index));
		expect(indexesOf(outputs[0])).toEqual(Array.from({ length: 497 }, (_, index) => 1_003 + index));
		expect(endpoints()).toHaveLength(2);
	});

	test('a row bears its own part of the answer as raw', async () => {
		answerResult([{ MsgId: '2', Status: '1' }]);
		const { outputs } = await getMessageStatus({ options: { includeRaw: true } });
		expect(jsonOf(outputs[0]).map(({ raw }) => raw)).toEqual([null, { MsgId: '2', Status: '1' }]);
	});

	test('without login, and from an address that is not allowed', async () => {
		simulator().account.allowedIp = false;
		const { fault } = await getMessageStatus();
		expect(fault).toMatchObject({ httpCode: '403' });
		expect(fault?.message).toContain('IP address');
	});
});

describe('getGroupId', () => {
	test('finds the group of a send by its own ID', async () => {
		const [sent] = jsonOf((await send()).outputs[0]);
		const { outputs } = await getGroupId({ userGroupId: ' 1403001 ' });
		expect(outputs[0]).toEqual([
			{
				json: { userGroupId: '1403001', groupMessageId: sent?.groupMessageId },
				pairedItem: { item: 0 },
			},
		]);
		expect(simulator().requests.at(-1)).toMatchObject({
			path: '/api/smsAPI/GetGroupMessageId',
			rawBody: '{"groupId":"1403001"}',
			hasAuthorization: true,
		});
	});

	test('an unknown one says that this proves nothing', async () => {
		const { fault } = await getGroupId({ userGroupId: '99' });
		expect(fault?.httpCode).toBe('404');
		expect(fault?.description).toContain('does not prove that a send with this ID was refused');
		const { outputs } = await getGroupId({}, { onError: 'continueErrorOutput' });
		expect(jsonOf(outputs[1])).toMatchObject([
			{ details: { code: '3002', userGroupId: '1403001' } },
		]);
		expect(jsonOf(outputs[1])[0]?.details).not.toHaveProperty('outcome');
	});

	test.each([
		['"8b856761"', '8b856761'],
		['16', '16'],
	])('the result %s is text', async (result, id) => {
		answerWith(`{"Code":"0","Result":${result}}`);
		const { outputs } = await getGroupId();
		expect(jsonOf(outputs[0])).toMatchObject([{ groupMessageId: id }]);
	});

	test.each(['null', '""', '{}'])('the result %s is none', async (result) => {
		answerWith(`{"Code":0,"Result":${result}}`);
		expect((await getGroupId()).fault?.httpCode).toBe('502');
	});

	test('several items, one unknown and one empty', async () => {
		await send();
		const { outputs } = await getGroupId(
			{ userGroupId: '={{ $json.id }}' },
			{
				items: [{ id: '99' }, { id: 1403001 }, {}, { id: '1403001' }],
				onError: 'continueErrorOutput',
			},
		);
		expect(indexesOf(outputs[0])).toEqual([1, 3]);
		expect(indexesOf(outputs[1])).toEqual([0, 2]);
	});
});
