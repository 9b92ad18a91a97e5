import { inspect } from 'node:util';

import { NodeApiError } from 'n8n-workflow';

import { poller } from './poller';
import { expectNoSecrets } from './providers';
import { jsonOf, useRaygan } from './rayganOperations';
import { LINE } from './simulatorsClient';

const { simulator, operation, credential } = useRaygan();

const OTHER_LINE = '5000299558253';
const BEGINNING = Date.UTC(2030, 0, 15, 12);
const getMany = operation('inbox', 'getMany', { phoneNumber: LINE, returnAll: true });

const trigger = (parameters: object = {}, more: object = {}) =>
	poller({
		type: 'rayganSmsTrigger',
		credentialType: 'rayganSmsApi',
		credential: () => ({ ...credential(), ...more }),
		parameters: {
			event: 'messageReceived',
			phoneNumbers: `${LINE} ${OTHER_LINE}`,
			options: {},
			...parameters,
		},
	});

const receive = (text: string, more: object = {}) =>
	simulator().inbox.receive({ from: '09112170848', to: LINE, text, ...more });

const textsOf = (items: Awaited<ReturnType<ReturnType<typeof poller>['poll']>>) =>
	(items ?? []).map(({ text }) => text);

beforeEach(() => {
	simulator().clock.freeze(BEGINNING);
	jest.spyOn(Date, 'now').mockImplementation(() => simulator().clock.now());
});
afterEach(() => jest.restoreAllMocks());

test('the first poll passes over what is there, the next ones emit what comes, each once', async () => {
	receive('old');
	const { poll } = trigger();
	expect(await poll()).toBeNull();
	receive('one');
	receive('two', { to: OTHER_LINE, from: '3000123' });
	expect(await poll()).toEqual([
		{
			event: 'messageReceived',
			id: expect.stringMatching(/^[0-9a-f]{16}$/),
			from: '+989112170848',
			fromLocal: '09112170848',
			to: LINE,
			text: 'one',
			receivedAt: '2030-01-15T15:30:00+03:30',
		},
		expect.objectContaining({ from: '3000123', fromLocal: '3000123', to: OTHER_LINE, text: 'two' }),
	]);
	expect(await poll()).toBeNull();
	expect(simulator().requests.map(({ endpoint }) => endpoint)).toEqual(
		Array.from({ length: 6 }, () => 'ReceiveMessages'),
	);
});

test('a message has the same id as in Inbox: Get Many, its twins too', async () => {
	const { poll } = trigger({ options: { includeRaw: true } });
	await poll();
	for (const text of ['same', 'same', 'other']) receive(text);
	const emitted = await poll();
	const listed = jsonOf((await getMany()).outputs[0]);
	expect(emitted?.map(({ id }) => id)).toEqual(listed.map(({ id }) => id));
	expect(emitted?.[0]?.raw).toEqual({
		Mobile: '989112170848',
		Date: BEGINNING / 1000,
		MsgBody: 'same',
	});
});

test.each(
	(['newestFirst', 'oldestFirst'] as const).flatMap((order) =>
		[true, false].map((inclusive) => ({ order, inclusive })),
	),
)('over many pages, %j, nothing is lost and nothing comes twice', async ({ order, inclusive }) => {
	Object.assign(simulator().inbox.settings, {
		pageSize: 5,
		order,
		inclusiveStart: inclusive,
		inclusiveEnd: inclusive,
	});
	const { poll, restart } = trigger({ options: { maxMessagesPerPoll: 10 } });
	await poll();
	const texts = Array.from({ length: 25 }, (_, index) => `${index}`);
	for (const [index, text] of texts.entries()) {
		receive(text);
		if (index % 4 === 3) simulator().clock.advance(1_000);
	}
	const came: unknown[] = [];
	for (let round = 0; round < 5; round += 1) {
		if (round === 1) restart();
		came.push(...textsOf(await poll()));
	}
	expect(came).toHaveLength(25);
	expect(new Set(came)).toEqual(new Set(texts));
});

test('a message that the service lists late, under its old time, comes all the same', async () => {
	const { poll } = trigger();
	await poll();
	simulator().inbox.settings.lateMs = 10 * 60_000;
	receive('late');
	simulator().inbox.settings.lateMs = 0;
	simulator().clock.advance(9 * 60_000);
	receive('newer');
	expect(textsOf(await poll())).toEqual(['newer']);
	simulator().clock.advance(2 * 60_000);
	expect(textsOf(await poll())).toEqual(['late']);
});

test('odd rows stop nothing: each that has a sender and a text comes once, and the others flow', async () => {
	const { poll, restart } = trigger({ phoneNumbers: LINE });
	await poll();
	const row = { Mobile: '989116420422', MsgBody: 'fraction', Date: BEGINNING / 1000 + 0.75 };
	simulator().inbox.settings.oddRows = [
		null,
		row,
		{ ...row, MsgBody: 'text', Date: `${BEGINNING / 1000}` },
		{ ...row, MsgBody: 'iso', Date: new Date(BEGINNING).toISOString() },
		{ ...row, MsgBody: 'no date', Date: null },
		{ ...row, MsgBody: { words: 'none' } },
		'words',
	];
	receive('one');
	expect(new Set(textsOf(await poll()))).toEqual(
		new Set(['one', 'fraction', 'text', 'iso', 'no date']),
	);
	receive('two');
	expect(textsOf(await poll())).toEqual(['two']);
	restart();
	expect(await poll()).toBeNull();
});

test('a list that tells of pages and hands out none is a fault that passes, and nothing is lost', async () => {
	const { poll } = trigger({ phoneNumbers: LINE });
	await poll();
	for (let index = 0; index < 60; index += 1) receive(`${index}`);
	simulator().inbox.settings.emptyAnswers = 1;
	await expect(poll()).rejects.toThrow(NodeApiError);
	expect(await poll()).toHaveLength(60);
	expect(await poll()).toBeNull();
});

test('filters by sender and text, in any form that people write', async () => {
	const { poll } = trigger({
		options: { filterSender: '+98 911 217 08 48, ۰۹۱۱۶۴۲۰۴۲۲', filterText: 'كد ۱' },
	});
	await poll();
	receive('کد 1 لطفا');
	receive('کد 1', { from: '09116420422' });
	receive('کد 1', { from: '09116665601' });
	receive('سلام');
	expect(textsOf(await poll())).toEqual(['کد 1 لطفا', 'کد 1']);
});

describe('faults', () => {
	test.each([
		['a server that breaks', 'serverErrorHtml', 'temporarily-unavailable'],
		['a lost connection', 'reset', 'temporarily-unavailable'],
		['an answer that is cut off', 'cutJson', 'temporarily-unavailable'],
		['a line of somebody else', { code: 2001 }, 'configuration-invalid'],
		['an account without web service', { code: 2002 }, 'configuration-invalid'],
	] as const)('%s: thrown with its cause, and the next poll gets all', async (_, fault, cause) => {
		const { poll } = trigger();
		await poll();
		receive('kept');
		simulator().faults.next(fault, { times: 2 });
		const thrown: unknown = await poll().catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(NodeApiError);
		expect(thrown).toMatchObject({
			failure: { cause },
			message: expect.not.stringMatching(/\[item/),
		});
		expectNoSecrets(inspect(thrown, { depth: Infinity, showHidden: true }));
		simulator().faults.clear();
		expect(textsOf(await poll())).toEqual(['kept']);
	});

	test('a login that is no longer good is thrown as such, after one request', async () => {
		const { poll } = trigger();
		await poll();
		simulator().account.password = 'another';
		simulator().requests.length = 0;
		await expect(poll()).rejects.toMatchObject({
			httpCode: '401',
			failure: { cause: 'credential-invalid' },
			description: expect.stringMatching(/Correct the user name and password/),
		});
		expect(simulator().requests).toHaveLength(1);
	});

	test('a request without an answer ends with its time limit', async () => {
		const { poll } = trigger({ options: { timeout: 50 } });
		await poll();
		simulator().faults.next('timeout', { times: 2 });
		await expect(poll()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
			message: 'Raygan SMS did not answer within 50 ms',
		});
	});
});

describe('activation', () => {
	test.each(['serverErrorHtml', 'reset', 'badGateway'] as const)(
		'the passing fault %s does not keep the workflow from becoming active',
		async (fault) => {
			const { poll } = trigger();
			simulator().faults.next(fault, { times: 2 });
			expect(await poll()).toBeNull();
			receive('new');
			expect(textsOf(await poll())).toEqual(['new']);
		},
	);

	test('a wrong login is told at once', async () => {
		const { poll } = trigger({}, { password: 'wrong' });
		await expect(poll()).rejects.toMatchObject({
			httpCode: '401',
			failure: { cause: 'credential-invalid' },
		});
	});

	test.each([
		[{ phoneNumbers: 'my line' }, /^The line my is not a number$/],
		[{ phoneNumbers: '' }, /^No line is given$/],
		[{ phoneNumbers: '50001234' }, /^The line does not belong to this account$/],
		[
			{ options: { filterText: 'a', filterTextMatch: 'containsAll' } },
			/^Filter: Text Match cannot/,
		],
	])('%j is told at once', async (parameters, message) => {
		await expect(trigger(parameters).poll()).rejects.toMatchObject({
			message: expect.stringMatching(message),
			failure: { cause: 'configuration-invalid' },
		});
	});
});

test('a saved workflow with a pattern is told where patterns belong', async () => {
	const options = { filterText: '^(لغو|11)$', filterTextMatch: 'pattern' };
	await expect(trigger({ options }).poll()).rejects.toMatchObject({
		message: expect.stringMatching(/^Filter: Text Match cannot be used/),
		description: expect.stringMatching(/for a pattern, use n8n's Filter node after the trigger/),
	});
});

test('of two polls at the same time, one gives way', async () => {
	const { poll } = trigger();
	await poll();
	receive('once');
	simulator().latencyMs = 20;
	const both = await Promise.all([poll(), poll()]);
	expect(both.filter((items) => items !== null)).toHaveLength(1);
	expect(simulator().peakInFlight).toBe(1);
	expect(await poll()).toBeNull();
});

describe('Fetch Test Event', () => {
	test('shows the newest few, oldest of them first, and consumes none', async () => {
		const { poll, manual } = trigger();
		await poll();
		for (let index = 0; index < 8; index += 1) {
			receive(`${index}`);
			simulator().clock.advance(1_000);
		}
		expect(textsOf(await manual())).toEqual(['3', '4', '5', '6', '7']);
		expect(await poll()).toHaveLength(8);
	});

	test('says where it looked when there is nothing', async () => {
		await expect(trigger({ phoneNumbers: LINE }).manual()).rejects.toMatchObject({
			message: `No message reached line ${LINE} in the last 30 days`,
			description: expect.stringMatching(/^Send a message to the line and try again/),
		});
	});
});
