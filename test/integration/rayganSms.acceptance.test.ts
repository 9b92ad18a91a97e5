import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import type { RecordedRequest } from '../simulators';
import { jsonOf, SENDS, useSends, type SendName } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { run, raygan, requestsOf, ledgerOf, itemsFor } = useSends();

/** What a test does at each wait and each request; none outlives its test. */
const hooks: { onWait?: (ms: number) => void; onRequest?: (request: RecordedRequest) => void } = {};

beforeAll(() => {
	quickTime.onWait((ms) => raygan().clock.advance(ms));
	quickTime.onWait((ms) => hooks.onWait?.(ms));
	raygan().onRequest((request) => hooks.onRequest?.(request));
});
beforeEach(() => {
	hooks.onWait = undefined;
	hooks.onRequest = undefined;
});

const CONTINUE = { onError: 'continueRegularOutput' } as const;
const RETRIES = { ...CONTINUE, maxTries: 3 } as const;

const outcomesOf = (items: ReturnType<typeof jsonOf>) =>
	items.map(({ outcome, details }) => outcome ?? Reflect.get(Object(details), 'outcome'));
const questions = () =>
	raygan()
		.requests.map(({ endpoint }) => endpoint)
		.filter((endpoint) => endpoint !== undefined && /Status|GetGroup/.test(endpoint));
const answer = (endpoint: string, body: string, times = 1, status?: number) =>
	raygan().faults.next({ kind: 'replyWith', body, status }, { endpoint, times });

const NO_GUID = '00000000-0000-0000-0000-000000000000';

/** What stands as `Result` beside `Code` 0 and is no id of a group. */
const NO_PROOF = [
	'0',
	'-1',
	'1',
	'16',
	'1999',
	'3002',
	'5004',
	'2000.5',
	'1e400',
	'true',
	'false',
	'null',
	'[]',
	'{}',
	'""',
	'"  "',
	'"null"',
	'"undefined"',
	'"0"',
	'"-1"',
	'"OK"',
	'"عملیات با موفقیت انجام شد"',
	`"${NO_GUID}"`,
	`"{${NO_GUID}}"`,
	`"${NO_GUID.replaceAll('-', '')}"`,
	'"ffffffff-ffff-ffff-ffff-ffffffffffff"',
	'"973c22de-292d-4403-8baa-2f32cc76208"',
	'"973c22de-292d-4403-8baa-2f32cc762086-1"',
	'"973c22de-292d-4403-8baa-2f32cc76208g"',
	'["973c22de-292d-4403-8baa-2f32cc762086"]',
];

describe('the Result of a send', () => {
	test.each(NO_PROOF)(
		'%s proves nothing: it is asked for, found nowhere, and unknown',
		async (result) => {
			answer('SendMessage', `{"Code":0,"Message":"","Result":${result}}`);
			const { outputs } = await run('rayganSend', itemsFor('rayganSend', 2, 'hello'), {}, RETRIES);
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'unknown']);
			expect(ledgerOf('rayganSend')).toEqual([]);
			expect(requestsOf('rayganSend')).toHaveLength(1);
		},
	);

	test.each(NO_PROOF)('%s after acceptance: the group is found by our own id', async (result) => {
		const body = `{"Code":0,"Message":"","Result":${result}}`;
		raygan().faults.next({ kind: 'replyWith', body }, { endpoint: 'SendMessage', when: 'after' });
		const { outputs } = await run('rayganSend', itemsFor('rayganSend', 2, 'hello'));
		const [{ groupMessageId } = {}] = ledgerOf('rayganSend');
		expect(jsonOf(outputs[0])).toMatchObject([
			{ outcome: 'accepted', groupMessageId },
			{ outcome: 'accepted', groupMessageId },
		]);
		expect(questions()).toEqual(['GetGroupMessageId']);
	});

	test('a missing one proves nothing', async () => {
		answer('SendMessage', '{"Code":0,"Message":""}');
		const { fault } = await run('rayganSend', itemsFor('rayganSend', 1));
		expect(fault?.message).toContain('outcome unknown');
	});

	test.each([
		['"973c22de-292d-4403-8baa-2f32cc762086"', '973c22de-292d-4403-8baa-2f32cc762086'],
		['"973C22DE-292D-4403-8BAA-2F32CC762086"', '973C22DE-292D-4403-8BAA-2F32CC762086'],
		['"{973c22de-292d-4403-8baa-2f32cc762086}"', '{973c22de-292d-4403-8baa-2f32cc762086}'],
		['"(973c22de-292d-4403-8baa-2f32cc762086)"', '(973c22de-292d-4403-8baa-2f32cc762086)'],
		['"973c22de292d44038baa2f32cc762086"', '973c22de292d44038baa2f32cc762086'],
		['9007199254740993', '9007199254740993'],
		['"9223372036854775807"', '9223372036854775807'],
	])('%s is an id and comes out as it was given', async (result, groupMessageId) => {
		answer('SendMessage', `{"Code":0,"Message":"","Result":${result}}`);
		const options = { includeRaw: true };
		const { outputs } = await run('rayganSend', itemsFor('rayganSend', 1), options);
		expect(jsonOf(outputs[0])).toMatchObject([
			{ outcome: 'accepted', groupMessageId, raw: { Result: groupMessageId } },
		]);
	});

	test('the id of another request of the run is none, in whatever form it is written', async () => {
		const id = '973c22de-292d-4403-8baa-2f32cc762086';
		answer('SendMessage', `{"Code":0,"Result":"${id}"}`);
		answer('SendMessage', `{"Code":0,"Result":"{${id.toUpperCase()}}"}`);
		const { outputs } = await run('rayganSend', itemsFor('rayganSend', 2), {}, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['accepted', 'unknown']);
		expect(requestsOf('rayganSend')).toHaveLength(2);
		// Another execution may well get it.
		answer('SendMessage', `{"Code":0,"Result":"${id}"}`);
		const again = await run('rayganSend', itemsFor('rayganSend', 1));
		expect(outcomesOf(jsonOf(again.outputs[0]))).toEqual(['accepted']);
	});
});

describe('a code under which the service may have sent', () => {
	test.each([500, 502, 400, 403])(
		'Code 0 under HTTP status %i is a contradiction',
		async (status) => {
			const body = '{"Code":0,"Result":"973c22de-292d-4403-8baa-2f32cc762086"}';
			answer('SendMessage', body, 1, status);
			const { outputs } = await run('rayganSend', itemsFor('rayganSend', 1), {}, RETRIES);
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
			expect(requestsOf('rayganSend')).toHaveLength(1);
		},
	);

	test.each([
		['{"Code":0,"Code":5004,"Result":"973c22de-292d-4403-8baa-2f32cc762086"}'],
		['{"Code":5004,"code":0,"Result":"973c22de-292d-4403-8baa-2f32cc762086"}'],
		['{"Code":3003,"Result":"973c22de-292d-4403-8baa-2f32cc762086"}'],
		['{"Code":0,"Result":"973c22de-292d-4403-8baa-2f32cc762086","RESULT":"0"}'],
	])('%s contradicts itself: neither accepted nor refused', async (body) => {
		answer('SendMessage', body);
		const { outputs } = await run('rayganSend', itemsFor('rayganSend', 1), {}, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
		expect(requestsOf('rayganSend')).toHaveLength(1);
	});

	test.each(['rayganSend', 'rayganPersonalized', 'rayganToPort'] as const)(
		'%s: 3002 after acceptance is asked for, and never sent again',
		async (name) => {
			const { endpoint } = SENDS[name];
			raygan().faults.next({ code: 3002 }, { endpoint, when: 'after' });
			const { outputs } = await run(name, itemsFor(name, 2, 'hello'), {}, RETRIES);
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['accepted', 'accepted']);
			expect(ledgerOf(name)).toHaveLength(2);
		},
	);

	test.each(['rayganCode', 'rayganAutoCode'] as const)(
		'%s: 3002 after acceptance is unknown, and never sent again',
		async (name) => {
			raygan().faults.next({ code: 3002 }, { endpoint: SENDS[name].endpoint, when: 'after' });
			const { outputs } = await run(name, itemsFor(name, 1), {}, RETRIES);
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
			expect(ledgerOf(name)).toHaveLength(1);
		},
	);
});

describe('a group of which the service takes a part', () => {
	const NUMBERS = ['09112170000', '09112170001', '09112170002'];
	const send = async (options = {}, settings: object = RETRIES) =>
		await run('rayganSend', itemsFor('rayganSend', 3, 'hello'), options, settings);

	test.each([5004, 5002, 5003, 5001, 3001, 3002, 7777])(
		'%i: only the number that the group has is accepted',
		async (code) => {
			raygan().takeOnly(NUMBERS.slice(1, 2), code);
			const { outputs } = await send();
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'accepted', 'unknown']);
			expect(ledgerOf('rayganSend').map(({ recipient }) => recipient)).toEqual(['09112170001']);
			expect(requestsOf('rayganSend')).toHaveLength(1);
			expect(questions().length).toBeLessThanOrEqual(4);
		},
	);

	test('one item with many numbers says which were accepted, and which are unknown', async () => {
		raygan().takeOnly(NUMBERS.slice(0, 1));
		const items = [{ to: NUMBERS.join(', '), text: 'hello' }];
		const { outputs } = await run('rayganSend', items, {}, CONTINUE);
		expect(jsonOf(outputs[0])).toMatchObject([
			{
				details: {
					outcome: 'unknown',
					recipients: ['+989112170001', '+989112170002'],
					acceptedRecipients: ['+989112170000'],
				},
			},
		]);
	});

	test('a status that the table does not have proves nothing', async () => {
		raygan().takeOnly(NUMBERS.slice(0, 2));
		raygan().delivery.setOutcome(NUMBERS[0] ?? '', { raw: '99' });
		raygan().delivery.sentAfterMs = 0;
		raygan().delivery.finalAfterMs = 0;
		const { outputs } = await send();
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'accepted', 'unknown']);
	});

	const list = (...rows: Array<[string, string]>) =>
		answer(
			'GroupMessageStatus',
			JSON.stringify({
				Code: 0,
				Result: {
					StatusCode: '1',
					MessagesListState: rows.map(([Mobile, Status]) => ({ Mobile, Status })),
				},
			}),
			3,
		);

	test('a number that is listed more often, or with two statuses, proves nothing', async () => {
		raygan().faults.next({ code: 5004 }, { endpoint: 'SendMessage', when: 'after' });
		list(['9112170000', '1'], ['9112170000', '99'], ['9112170001', '1'], ['9112170001', '1']);
		const { outputs } = await send();
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'unknown', 'unknown']);
	});

	test('a list with a number that was never sent to is of another request', async () => {
		raygan().faults.next({ code: 5004 }, { endpoint: 'SendMessage', when: 'after' });
		list(['9112170000', '1'], ['9116662206', '1']);
		const { outputs } = await send();
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'unknown', 'unknown']);
	});

	test('a number that was sent to twice is proven by two rows', async () => {
		const items = [
			{ to: NUMBERS[0], text: 'hello' },
			{ to: NUMBERS[0], text: 'hello' },
			{ to: NUMBERS[1], text: 'hello' },
		];
		const options = { duplicates: 'asGiven' };
		raygan().faults.next({ code: 5003 }, { endpoint: 'SendMessage', when: 'after' });
		const { outputs } = await run('rayganSend', items, options, CONTINUE);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['accepted', 'accepted', 'accepted']);

		raygan().faults.next({ code: 5003 }, { endpoint: 'SendMessage', when: 'after' });
		list(['9112170000', '1'], ['9112170001', '1']);
		const one = await run('rayganSend', items, options, CONTINUE);
		expect(outcomesOf(jsonOf(one.outputs[0]))).toEqual(['unknown', 'unknown', 'accepted']);
	});

	test('resendIfNotFound sends once more what the group does not have, and nothing else', async () => {
		raygan().takeOnly(NUMBERS.slice(1, 2));
		hooks.onWait = () => raygan().takeOnly(NUMBERS);
		const { outputs } = await send({ resendIfNotFound: true });
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['accepted', 'accepted', 'accepted']);
		expect(ledgerOf('rayganSend').map(({ recipient }) => recipient)).toEqual([
			'09112170001',
			'09112170000',
			'09112170002',
		]);
	});

	test.each([
		['is in the queue', '2', [{ Mobile: '9112170000', Status: '8' }]],
		['lists nothing yet', '1', []],
	])('a group that %s can still get the others: they are not sent again', async (_, code, rows) => {
		raygan().faults.next({ code: 5004 }, { endpoint: 'SendMessage', when: 'after' });
		const result = { StatusCode: code, MessagesListState: rows };
		answer('GroupMessageStatus', JSON.stringify({ Code: 0, Result: result }), 3);
		const { outputs } = await send({ resendIfNotFound: true });
		expect(outcomesOf(jsonOf(outputs[0])).slice(1)).toEqual(['unknown', 'unknown']);
		expect(requestsOf('rayganSend')).toHaveLength(1);
		expect(ledgerOf('rayganSend')).toHaveLength(3);
	});

	test('a group whose status is refused proves nothing, and nothing is sent again', async () => {
		raygan().faults.next({ code: 5004 }, { endpoint: 'SendMessage', when: 'after' });
		raygan().faults.next({ code: 3002 }, { endpoint: 'GroupMessageStatus', times: 3 });
		const { outputs } = await send({ resendIfNotFound: true });
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'unknown', 'unknown']);
		expect(requestsOf('rayganSend')).toHaveLength(1);
	});

	test('a retry of the execution sends nothing of it again', async () => {
		raygan().takeOnly(NUMBERS.slice(0, 1));
		const failed = await send({}, {});
		expect(failed.fault?.message).toContain('outcome unknown');
		await send({}, { failed });
		expect(requestsOf('rayganSend')).toHaveLength(1);
	});
});

describe('a question that proves nothing', () => {
	const lost = (name: SendName) =>
		raygan().faults.next('reset', { endpoint: SENDS[name].endpoint });

	test.each(NO_PROOF)('a group id %s', async (result) => {
		lost('rayganSend');
		answer('GetGroupMessageId', `{"Code":0,"Result":${result}}`, 3);
		const options = { resendIfNotFound: true };
		const { outputs } = await run('rayganSend', itemsFor('rayganSend', 1), options, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
		expect(requestsOf('rayganSend')).toHaveLength(1);
	});

	test('the group id of another request of the run', async () => {
		const id = '973c22de-292d-4403-8baa-2f32cc762086';
		answer('SendMessage', `{"Code":0,"Result":"${id}"}`);
		lost('rayganSend');
		answer('GetGroupMessageId', `{"Code":0,"Result":"${id}"}`, 3);
		const items = itemsFor('rayganSend', 2);
		const { outputs } = await run('rayganSend', items, {}, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['accepted', 'unknown']);
	});

	test('the group id of a request of an earlier try', async () => {
		const id = '973c22de-292d-4403-8baa-2f32cc762086';
		raygan().faults.next({ code: 2001 }, { endpoint: 'SendMessage' });
		answer('SendMessage', `{"Code":0,"Result":"${id}"}`);
		lost('rayganSend');
		answer('GetGroupMessageId', `{"Code":0,"Result":"${id}"}`, 3);
		const items = itemsFor('rayganSend', 2);
		const { outputs } = await run('rayganSend', items, {}, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown', 'accepted']);
		expect(requestsOf('rayganSend')).toHaveLength(3);
	});

	test('our own id come back', async () => {
		lost('rayganSend');
		const asked = () => JSON.parse(requestsOf('rayganSend')[0]?.rawBody ?? '{}').UserGroupID;
		hooks.onRequest = ({ endpoint }) => {
			if (endpoint !== 'SendMessage') return;
			setImmediate(() => answer('GetGroupMessageId', `{"Code":0,"Result":"${asked()}"}`, 3));
		};
		const { outputs } = await run('rayganSend', itemsFor('rayganSend', 1), {}, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
	});

	const CODES = [1001, 1004, 2001, 2002, 2009, 3001, 3003, 5001, 5003, 5004, 7777, -1];

	test.each(CODES)('the code %i says nothing of an id: no resend', async (code) => {
		for (const [name, question] of [
			['rayganSend', 'GetGroupMessageId'],
			['rayganPersonalized', 'CorrespondingMessageStatus'],
		] as const) {
			raygan().reset();
			lost(name);
			raygan().faults.next({ code }, { endpoint: question, times: 3 });
			const options = { resendIfNotFound: true };
			const { outputs } = await run(name, itemsFor(name, 1), options, RETRIES);
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
			expect(requestsOf(name)).toHaveLength(1);
		}
	});

	test.each(NO_PROOF)("the group id %s neither takes nor frees a user's own id", async (result) => {
		answer('GetGroupMessageId', `{"Code":0,"Result":${result}}`);
		const options = { userGroupId: '1403001' };
		const { fault } = await run('rayganSend', itemsFor('rayganSend', 1), options);
		expect(fault?.message).not.toMatch(/was used|may have been sent/);
		expect(fault?.message).toContain('the user group ID 1403001 is free; nothing was sent');
		expect(fault?.description).toMatch(/try again later/i);
		expect(requestsOf('rayganSend')).toEqual([]);
	});

	test.each(CODES)("the code %i does not make a user's own id free", async (code) => {
		raygan().faults.next({ code }, { endpoint: 'GetGroupMessageId' });
		const options = { userGroupId: '1403001' };
		const { fault } = await run('rayganSend', itemsFor('rayganSend', 1), options);
		expect(fault?.message).toContain('the user group ID 1403001 is free; nothing was sent');
		expect(fault?.message).not.toContain('may have been sent');
		expect(requestsOf('rayganSend')).toEqual([]);
	});

	const status = (...rows: Array<[string, string]>) =>
		JSON.stringify({ Code: 0, Result: rows.map(([MsgId, Status]) => ({ MsgId, Status })) });

	test.each([
		['a status that the table does not have', ['99']],
		['an empty one', ['']],
		['two rows', ['1', '1']],
		['two rows that differ', ['1', '99']],
	] as const)('%s of a message: unknown, and not sent again', async (_, statuses) => {
		lost('rayganPersonalized');
		hooks.onRequest = ({ endpoint, rawBody }) => {
			if (endpoint !== 'CorrespondingMessageStatus') return;
			const [id] = JSON.parse(rawBody).messageId;
			raygan().faults.clear();
			answer(
				'CorrespondingMessageStatus',
				status(...statuses.map((code): [string, string] => [id, code])),
			);
		};
		const options = { resendIfNotFound: true };
		const items = itemsFor('rayganPersonalized', 1);
		const { outputs } = await run('rayganPersonalized', items, options, RETRIES);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
		expect(requestsOf('rayganPersonalized')).toHaveLength(1);
	});

	test('a message that was named once is not missing later: it is not sent again', async () => {
		lost('rayganPersonalized');
		let asked = 0;
		hooks.onRequest = ({ endpoint, rawBody }) => {
			if (endpoint !== 'CorrespondingMessageStatus') return;
			const [id] = JSON.parse(rawBody).messageId;
			asked += 1;
			if (asked === 1) answer('CorrespondingMessageStatus', status([id, '0']));
		};
		const options = { resendIfNotFound: true };
		const items = itemsFor('rayganPersonalized', 1);
		const { outputs } = await run('rayganPersonalized', items, options, RETRIES);
		expect(asked).toBe(3);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
		expect(requestsOf('rayganPersonalized')).toHaveLength(1);
	});

	test('a message that its row refuses is not asked for', async () => {
		raygan().rejectRecipient('09112170001', 5);
		const items = itemsFor('rayganPersonalized', 3);
		const { outputs } = await run('rayganPersonalized', items, {}, CONTINUE);
		expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['accepted', 'refused', 'accepted']);
		expect(questions()).toEqual([]);
	});
});

describe.each(['rayganSend', 'rayganPersonalized', 'rayganToPort'] as const)(
	'%s that is sent again since it was not found',
	(name) => {
		const { endpoint } = SENDS[name];
		const options = { resendIfNotFound: true };

		test('a refused second try leaves the first one unknown, for ever', async () => {
			raygan().faults.next({ acceptLateMs: 60_000, reply: 'reset' }, { endpoint });
			raygan().faults.next({ code: 2001 }, { endpoint });
			const failed = await run(name, itemsFor(name, 1), options);
			expect(failed.fault?.message).toContain('outcome unknown, may have been sent');
			expect(failed.fault?.description).toMatch(/sent once more.*was refused.*code 2001/s);
			expect(requestsOf(name)).toHaveLength(2);
			raygan().clock.advance(60_000);
			await run(name, itemsFor(name, 1), options, { failed, maxTries: 3 });
			expect(requestsOf(name)).toHaveLength(2);
			expect(ledgerOf(name)).toHaveLength(1);
		});

		test('the key of such a message is not free for the next run', async () => {
			const keyed = { ...options, onlyOncePerKey: `order of ${name}` };
			raygan().faults.next({ acceptLateMs: 60_000, reply: 'reset' }, { endpoint });
			raygan().faults.next({ code: 2001 }, { endpoint });
			await run(name, itemsFor(name, 1), keyed);
			await run(name, itemsFor(name, 1), keyed);
			raygan().clock.advance(60_000);
			expect(requestsOf(name)).toHaveLength(2);
			expect(ledgerOf(name)).toHaveLength(1);
		});

		test('a second try without an answer is unknown, with both ids', async () => {
			raygan().faults.next('reset', { endpoint, times: 2 });
			const { outputs } = await run(name, itemsFor(name, 1), options, CONTINUE);
			const groups = requestsOf(name).map(({ rawBody }) => JSON.parse(rawBody).UserGroupID);
			expect(outcomesOf(jsonOf(outputs[0]))).toEqual(['unknown']);
			expect(groups).toHaveLength(2);
			for (const group of groups) {
				expect(JSON.stringify(jsonOf(outputs[0])[0]?.details)).toContain(group);
			}
		});

		test('nothing is sent again once the execution is cancelled', async () => {
			raygan().faults.next('reset', { endpoint });
			let cancel: (() => void) | undefined;
			let waited = 0;
			hooks.onWait = (ms) => {
				waited += ms;
				if (waited > 14_000) cancel?.();
			};
			await run(name, itemsFor(name, 1), options, { onStart: (stop) => (cancel = stop) });
			expect(requestsOf(name)).toHaveLength(1);
		});
	},
);
