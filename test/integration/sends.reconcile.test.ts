import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import { jsonOf, SENDS, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { run, raygan, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

beforeAll(() => quickTime.onWait((ms) => raygan().clock.advance(ms)));
beforeEach(() => {
	quickTime.waited = 0;
});

const CONTINUE = { onError: 'continueRegularOutput' } as const;
const asked = () =>
	raygan()
		.requests.map(({ endpoint }) => endpoint)
		.filter((endpoint) => endpoint !== undefined && /Status|GetGroup/.test(endpoint));

/** Long enough for any machine; a service that gives no answer is waited for that long. */
const TIMEOUT_MS = 2_000;

/** Only a request that is held has to be given up. */
const optionsFor = (...faults: unknown[]) =>
	faults.includes('timeout') ? { timeout: TIMEOUT_MS } : {};

/** Answers that say nothing of what became of the messages. */
const LOST = [
	'timeout',
	'reset',
	'serverErrorHtml',
	'empty',
	'cutJson',
	{ code: 5002 },
	{ code: 5004 },
] as const;

describe.each(['rayganSend', 'rayganPersonalized', 'rayganToPort'] as const)('%s', (name) => {
	const { endpoint } = SENDS[name];
	/** A code can speak of a part of the messages: then a group is asked for number by number. */
	const questionsAfter = (fault: (typeof LOST)[number]) => {
		if (name !== 'rayganSend') return ['CorrespondingMessageStatus'];
		const isCode = typeof fault === 'object';
		return ['GetGroupMessageId', ...(isCode ? ['GroupMessageStatus'] : [])];
	};
	const detailsOf = (json: { details?: unknown } | undefined) => json?.details;

	test.each(LOST)(
		'%j after acceptance: it is asked for, and comes out as accepted',
		async (fault) => {
			raygan().faults.next(fault, { endpoint, when: 'after' });
			const { outputs } = await run(name, itemsFor(name, 3, 'hello'), optionsFor(fault));
			expect(jsonOf(outputs[0])).toEqual(
				ledgerOf(name).map((sent) =>
					expect.objectContaining({
						outcome: 'accepted',
						accepted: true,
						userGroupId: sent.userGroupId,
						...(name === 'rayganSend'
							? { groupMessageId: sent.groupMessageId }
							: { messageId: sent.messageId }),
					}),
				),
			);
			expect(requestsOf(name)).toHaveLength(1);
			expect(asked()).toEqual(questionsAfter(fault));
		},
	);

	test.each(LOST)(
		'%j before acceptance: unknown after 15 s of asking, and not sent again',
		async (fault) => {
			raygan().faults.next(fault, { endpoint, when: 'before' });
			const { outputs } = await run(name, itemsFor(name, 2, 'hello'), optionsFor(fault), {
				...CONTINUE,
				maxTries: 3,
			});
			expect(jsonOf(outputs[0]).map(detailsOf)).toMatchObject([
				{ outcome: 'unknown' },
				{ outcome: 'unknown' },
			]);
			expect(requestsOf(name)).toHaveLength(1);
			expect(ledgerOf(name)).toEqual([]);
			expect(asked()).toHaveLength(3);
			expect(quickTime.waited).toBeGreaterThanOrEqual(15_000);
		},
	);

	test('the details say that it was not found, and when', async () => {
		raygan().faults.next('reset', { endpoint });
		const { fault } = await run(name, itemsFor(name, 1));
		expect(fault?.message).toContain('outcome unknown, may have been sent to +989112170000');
		expect(fault?.description).toMatch(/not found at \d{4}-\d\d-\d\dT.*does not prove/);
	});

	test('accepted late, within the asking: found', async () => {
		raygan().faults.next({ acceptLateMs: 9_000, reply: 'reset' }, { endpoint });
		const { outputs } = await run(name, itemsFor(name, 2, 'hello'));
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
		expect(ledgerOf(name)).toHaveLength(2);
	});

	test('accepted after the asking: unknown, and it went once', async () => {
		raygan().faults.next({ acceptLateMs: 30_000, reply: 'reset' }, { endpoint });
		const { fault } = await run(name, itemsFor(name, 1), {}, { maxTries: 2 });
		expect(fault?.message).toContain('outcome unknown');
		raygan().clock.advance(60_000);
		expect(ledgerOf(name)).toHaveLength(1);
	});

	test('resendIfNotFound sends once more what was asked for in vain', async () => {
		raygan().faults.next('reset', { endpoint });
		const { outputs } = await run(name, itemsFor(name, 3, 'hello'), {
			resendIfNotFound: true,
		});
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(3).fill('accepted'));
		expect(requestsOf(name)).toHaveLength(2);
		expect(ledgerOf(name)).toHaveLength(3);
		const groups = requestsOf(name).map(({ rawBody }) => JSON.parse(rawBody).UserGroupID);
		expect(new Set(groups).size).toBe(2);
	});

	test('resendIfNotFound does not send again what was found', async () => {
		raygan().faults.next('reset', { endpoint, when: 'after' });
		await run(name, itemsFor(name, 3, 'hello'), { resendIfNotFound: true });
		expect(ledgerOf(name)).toHaveLength(3);
	});

	test('resendIfNotFound does not send again when the asking itself stays without an answer', async () => {
		raygan().faults.next('reset', { endpoint });
		for (const question of ['GetGroupMessageId', 'CorrespondingMessageStatus']) {
			raygan().faults.next('reset', { endpoint: question, times: 10 });
		}
		const { fault } = await run(name, itemsFor(name, 1), { resendIfNotFound: true });
		expect(fault?.description).toContain('it gave no answer');
		expect(requestsOf(name)).toHaveLength(1);
	});

	test('items that want to be sent again do not share a request with those that do not', async () => {
		raygan().faults.next('reset', { endpoint, times: 2 });
		const items = itemsFor(name, 2, 'hello').map((item, index) => ({ ...item, again: index > 0 }));
		const own = { resendIfNotFound: '={{ $json.again }}' };
		const { outputs } = await run(name, items, own, CONTINUE);
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted']);
		expect(ledgerOf(name)).toHaveLength(1);
	});

	test('an id given by the user proves nothing', async () => {
		raygan().faults.next('reset', { endpoint, when: 'after' });
		const own = { userGroupId: '1403001', messageId: '7', resendIfNotFound: true };
		const { fault } = await run(name, itemsFor(name, 1), own);
		expect(fault?.message).toContain('outcome unknown');
		expect(ledgerOf(name)).toHaveLength(1);
		expect(asked()).toEqual(['GetGroupMessageId']);
	});

	test('an id given by the user stands for one request', async () => {
		const own = { userGroupId: '1403001', itemsPerRequest: 2 };
		const { fault } = await run(name, itemsFor(name, 3, 'hello'), own);
		expect(fault?.message).toContain('1403001 stands for one request');
		expect(raygan().requests).toEqual([]);
		const { outputs } = await run(name, itemsFor(name, 2, 'hello'), own);
		expect(jsonOf(outputs[0]).map(({ userGroupId }) => userGroupId)).toEqual([
			'1403001',
			'1403001',
		]);
	});

	test('where it cannot be asked whether the id of the user is free, nothing is sent', async () => {
		raygan().faults.next('timeout', { endpoint: 'GetGroupMessageId' });
		const own = { ...optionsFor('timeout'), userGroupId: '1403001' };
		const { fault } = await run(name, itemsFor(name, 1), own);
		expect(fault?.message).not.toContain('may have been sent');
		expect(requestsOf(name)).toEqual([]);
	});
});

describe.each(['rayganCode', 'rayganAutoCode', 'turkeySend', 'turkeyBulk', 'turkeyCode'] as const)(
	'%s cannot be asked for',
	(name) => {
		test('a lost answer stays unknown, without any question', async () => {
			simulatorOf(name).faults.next('reset', { endpoint: SENDS[name].endpoint, when: 'after' });
			const { fault } = await run(name, itemsFor(name, 1));
			expect(fault?.message).toContain('outcome unknown, may have been sent');
			expect(simulatorOf(name).requests).toHaveLength(1);
			expect(quickTime.waited).toBe(0);
		});
	},
);
