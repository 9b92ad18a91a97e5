import { messageReceived } from '../../../../../nodes/RayganSms/triggers/messageReceived';
import { Host } from '../host';
import { LINE, MINUTE_MS, MOBILE, OTHER_LINE, receivedTrigger } from './received';

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

afterEach(() => jest.restoreAllMocks());

test('a message comes out with its event, sender, line, text and time', async () => {
	const { host, receive, nextPoll } = receivedTrigger();
	await host.activate();
	receive('سلام');
	await nextPoll();
	expect(host.emitted).toEqual([
		[
			{
				event: 'messageReceived',
				id: expect.stringMatching(/^[0-9a-f]{16}$/),
				from: '+989112170848',
				fromLocal: '09112170848',
				to: LINE,
				text: 'سلام',
				receivedAt: '2030-01-15T15:30:00+03:30',
			},
		],
	]);
});

describe('faults that other polling triggers have', () => {
	test('the boundary second: two messages of one second, one listed after the poll, both come', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		receive('one');
		expect(await nextPoll(0)).toEqual(['one']);
		receive('two');
		expect(await nextPoll(0)).toEqual(['two']);
	});

	test('identical twins in one second are two messages, also when the second is listed later', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		receive('yes');
		expect(await nextPoll(0)).toEqual(['yes']);
		receive('yes');
		expect(await nextPoll(0)).toEqual(['yes']);
		expect(await nextPoll()).toEqual([]);
		const [one, two] = host.emitted.flat();
		expect(one?.id).not.toBe(two?.id);
	});

	test('a message that the provider lists late comes, however quiet or busy it was meanwhile', async () => {
		const { host, receive, nextPoll, time } = receivedTrigger();
		await host.activate();
		time.now += DAY_MS;
		receive('newer');
		expect(await nextPoll()).toEqual(['newer']);
		receive('late', { lateSeconds: 14 * 60 });
		expect(await nextPoll()).toEqual(['late']);
	});

	test.each([-10, 10])(
		"a provider's clock that is %i minutes ahead loses and repeats nothing",
		async (minutes) => {
			const { host, receive, nextPoll } = receivedTrigger({ providerAheadMs: minutes * MINUTE_MS });
			receive('before');
			await host.activate();
			for (const text of ['one', 'two', 'three']) {
				receive(text);
				expect(await nextPoll()).toEqual([text]);
			}
			expect(await nextPoll()).toEqual([]);
		},
	);

	test('a message with a time to come neither hides what follows nor comes twice', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		receive('from tomorrow', { lateSeconds: -20 * 3600 });
		expect(await nextPoll()).toEqual(['from tomorrow']);
		for (let hour = 0; hour < 30; hour += 1) {
			receive(`hour ${hour}`);
			expect(await nextPoll(HOUR_MS)).toEqual([`hour ${hour}`]);
		}
	});

	test('the first poll emits nothing old', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		for (let index = 0; index < 300; index += 1) receive(`old ${index}`, { lateSeconds: index });
		await host.activate();
		expect(host.emitted).toEqual([]);
		expect(await nextPoll()).toEqual([]);
	});

	test('a request that fails moves nothing: the same messages come with the next poll', async () => {
		const { host, receive, nextPoll, mailbox } = receivedTrigger();
		await host.activate();
		receive('kept');
		mailbox.failOn([1]);
		await expect(nextPoll()).rejects.toMatchObject({
			failure: { cause: 'temporarily-unavailable' },
		});
		expect(await nextPoll()).toEqual(['kept']);
	});

	test('polls without news do not forget what the next ones need to tell old from new', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		receive('once');
		expect(await nextPoll()).toEqual(['once']);
		for (let quiet = 0; quiet < 5; quiet += 1) expect(await nextPoll()).toEqual([]);
	});

	test('a burst of many pages comes completely, oldest first', async () => {
		const { host, receive, nextPoll, time } = receivedTrigger({ style: { pageSize: 10 } });
		await host.activate();
		const texts = Array.from({ length: 120 }, (_, index) => `${index}`);
		for (const text of texts) {
			receive(text);
			time.now += 1_000;
		}
		expect(await nextPoll()).toEqual(texts);
	});

	test('it does not look at marks of the provider, nor set any: reading is its only request', async () => {
		const { host, receive, nextPoll, mailbox } = receivedTrigger();
		await host.activate();
		receive('one');
		mailbox.failOn([]);
		expect(await nextPoll()).toEqual(['one']);
		expect(mailbox.requests).toBe(1);
	});

	test('filters lose nothing: what they hold back is not news when they are taken away', async () => {
		const { host, receive, nextPoll } = receivedTrigger({ options: { filterText: 'order' } });
		await host.activate();
		receive('order 1');
		receive('chatter');
		expect(await nextPoll()).toEqual(['order 1']);
		host.parameters = { ...host.parameters, options: {} };
		receive('anything');
		expect(await nextPoll()).toEqual(['anything']);
	});

	test('a manual run shows the newest few and consumes none', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		for (let index = 0; index < 9; index += 1) receive(`${index}`, { lateSeconds: 9 - index });
		const stored = JSON.stringify(host.stored);
		const shown = await host.runManually();
		expect(shown.map(({ text }) => text)).toEqual(['4', '5', '6', '7', '8']);
		expect(shown[0]).toMatchObject({ event: 'messageReceived', to: LINE });
		expect(JSON.stringify(host.stored)).toBe(stored);
		expect(await nextPoll()).toHaveLength(9);
	});

	test('a manual run without messages says which line and which time it looked at', async () => {
		const { host } = receivedTrigger({ phoneNumbers: `${LINE}, ${OTHER_LINE}` });
		await expect(host.runManually()).rejects.toMatchObject({
			message: `No message reached lines ${LINE}, ${OTHER_LINE} in the last 30 days`,
		});
	});

	test('a manual run of a filter that lets nothing through says so', async () => {
		const { host, receive } = receivedTrigger({ options: { filterText: 'order' } });
		receive('chatter');
		await expect(host.runManually()).rejects.toMatchObject({
			message: expect.stringMatching(/^No message that the filters let through reached line /),
		});
	});
});

describe('activation', () => {
	test('a passing fault does not keep the workflow from becoming active, and loses nothing', async () => {
		const { host, receive, nextPoll, mailbox } = receivedTrigger();
		receive('old', { lateSeconds: 3600 });
		mailbox.failOn([1]);
		await host.activate();
		expect(host.notes).toEqual([
			expect.stringMatching(/internal fault.*The next poll tries again/),
		]);
		receive('new');
		expect(await nextPoll()).toEqual(['new']);
	});

	test.each(['default', 'scheduler', 'durable'] as const)(
		'on the engine %s, an hour of faults after it loses nothing',
		async (engine) => {
			const { host, receive, nextPoll, mailbox } = receivedTrigger({ engine });
			mailbox.failOn([1]);
			await host.activate();
			for (let minute = 0; minute < 60; minute += 1) {
				receive(`${minute}`);
				mailbox.failOn([1]);
				await nextPoll().catch(() => undefined);
			}
			await host.restart();
			await nextPoll();
			expect(host.emitted.flat()).toHaveLength(60);
			expect(await nextPoll()).toEqual([]);
		},
	);

	test.each([
		['', /^No line is given$/, /Enter the lines/],
		['5000, twelve', /^The line twelve is not a number$/, /Enter the line as/],
	])('lines %j are refused with a sentence', async (phoneNumbers, message, description) => {
		const { host } = receivedTrigger({ phoneNumbers });
		await expect(host.activate()).rejects.toMatchObject({
			message: expect.stringMatching(message),
			description: expect.stringMatching(description),
			failure: { cause: 'configuration-invalid' },
		});
	});

	test.each([
		[{ startFrom: 'soon' }, /Start From is not a date/],
		[{ overlapMinutes: -1 }, /^Overlap \(Minutes\) cannot be used/],
		[{ overlapMinutes: 100_000 }, /^Overlap \(Minutes\) cannot be used/],
		[{ maxMessagesPerPoll: 0 }, /^Max Messages per Poll cannot be used/],
		[{ filterSender: '0912 345' }, /The sender 0912 345 in the filter is too short/],
		[{ filterTextMatch: 'pattern', filterText: 'a' }, /^Filter: Text Match cannot be used/],
		[{ filterText: ['a', 'b'] }, /^Filter: Text has a list where one text is compared/],
		[{ filterText: 'ـ' }, /^Filter: Text has nothing in it that can be looked for/],
		[{ filterTextMatch: 'fuzzy', filterText: 'a' }, /^Filter: Text Match cannot be used/],
	])('the options %j are refused with a sentence', async (options, message) => {
		const { host } = receivedTrigger({ options });
		await expect(host.activate()).rejects.toMatchObject({
			message: expect.stringMatching(message),
			failure: { cause: 'configuration-invalid' },
		});
	});
});

describe('what is kept', () => {
	test('a restart goes on where the last emission left off', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		receive('one');
		await nextPoll();
		receive('two');
		await host.restart();
		expect(host.emitted.flat().map(({ text }) => text)).toEqual(['one', 'two']);
		expect(await nextPoll()).toEqual([]);
	});

	test('after a week off, the messages of the week come once', async () => {
		const { host, receive, nextPoll, time } = receivedTrigger();
		await host.activate();
		for (let day = 0; day < 7; day += 1) {
			receive(`day ${day}`);
			time.now += DAY_MS;
		}
		await host.activate();
		expect(host.emitted.flat()).toHaveLength(7);
		expect(await nextPoll()).toEqual([]);
	});

	test('a line that is added begins with what comes from then on, and leaves the other alone', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		receive('old on the other line', { line: OTHER_LINE, lateSeconds: 60 });
		receive('one');
		host.parameters = { ...host.parameters, phoneNumbers: [LINE, OTHER_LINE] };
		await host.activate();
		expect(host.emitted.flat().map(({ text }) => text)).toEqual(['one']);
		receive('two', { line: OTHER_LINE });
		receive('three');
		expect((await nextPoll()).sort()).toEqual(['three', 'two']);
	});

	test('a line that was taken out and put back misses nothing and repeats nothing', async () => {
		const { host, receive, nextPoll } = receivedTrigger({ phoneNumbers: `${LINE} ${OTHER_LINE}` });
		await host.activate();
		receive('one');
		await nextPoll();
		host.parameters = { ...host.parameters, phoneNumbers: OTHER_LINE };
		await host.activate();
		receive('two');
		expect(await nextPoll()).toEqual([]);
		host.parameters = { ...host.parameters, phoneNumbers: LINE };
		await host.activate();
		expect(host.emitted.flat().map(({ text }) => text)).toEqual(['one', 'two']);
	});

	test.each([0, 5, 600])(
		'another overlap, of %i minutes, repeats nothing',
		async (overlapMinutes) => {
			const { host, receive, nextPoll } = receivedTrigger();
			await host.activate();
			for (let minute = 0; minute < 30; minute += 1) {
				receive(`${minute}`);
				await nextPoll();
			}
			host.parameters = { ...host.parameters, options: { overlapMinutes } };
			await host.activate();
			receive('new');
			expect(await nextPoll()).toEqual(['new']);
			expect(host.emitted.flat()).toHaveLength(31);
		},
	);

	test('a trigger that is renamed, and renamed back, goes on', async () => {
		const { host, receive, nextPoll } = receivedTrigger();
		await host.activate();
		for (const [name, text] of [
			['Trigger', 'one'],
			['Other', 'two'],
			['Trigger', 'three'],
		] as const) {
			host.nodeName = name;
			receive(text);
			await host.activate();
			await nextPoll();
			receive(`${text} more`);
			expect(await nextPoll()).toEqual([`${text} more`]);
		}
		expect(host.emitted.flat().map(({ text }) => text)).toEqual([
			'one',
			'one more',
			'two',
			'two more',
			'three',
			'three more',
		]);
	});

	test.each([
		['text', 'nonsense'],
		['of another version', { version: 99, parts: {} }],
		['of another node', { version: 1, node: 'another', revision: 3, parts: {} }],
		['of the node that had the name before', { lastTimeChecked: '2020-01-01' }],
	])('a state that is %s is begun afresh, with a line in the log', async (_, state) => {
		const { host, receive, nextPoll } = receivedTrigger();
		receive('old');
		host.stored = { 'node:Trigger': typeof state === 'string' ? { state } : state };
		await host.activate();
		expect(host.notes).toEqual([expect.stringMatching(/begins afresh$/)]);
		receive('new');
		expect(await nextPoll()).toEqual(['new']);
	});

	test.each(['', '{', '{"low":1}', '{"low":1894708800,"print":"","seen":"@@"}'])(
		'a line whose part of the state is %j is begun afresh, and the others go on',
		async (broken) => {
			const { host, receive, nextPoll } = receivedTrigger({
				phoneNumbers: `${LINE} ${OTHER_LINE}`,
			});
			await host.activate();
			const text = JSON.stringify(host.stored).replaceAll(
				/"messageReceived any: 50002910001080":"(?:[^"\\]|\\.)*"/g,
				() => `"messageReceived any: ${LINE}":${JSON.stringify(broken)}`,
			);
			host.stored = JSON.parse(text);
			receive('of the other line', { line: OTHER_LINE });
			receive('of the broken one');
			await host.activate();
			expect(host.emitted.flat().map(({ text: sent }) => sent)).toEqual(['of the other line']);
			receive('new');
			expect(await nextPoll()).toEqual(['new']);
		},
	);

	test('two triggers on one line each get every message', async () => {
		const { host, receive, nextPoll, mailbox, time } = receivedTrigger();
		const copy = new Host({
			...host.settings,
			events: [messageReceived],
			workflow: 'the copy',
			client: mailbox,
		});
		await host.activate();
		receive('before the copy');
		await nextPoll();
		await copy.activate();
		receive('for both', { mobile: MOBILE });
		expect(await nextPoll()).toEqual(['for both']);
		time.now += MINUTE_MS;
		await copy.tick();
		expect(copy.emitted.flat().map(({ text }) => text)).toEqual(['for both']);
	});
});

test('start from a date: what came since then comes, and nothing from before', async () => {
	const { host, receive } = receivedTrigger({
		options: { startFrom: '2030-01-15T14:00:00+03:30' },
	});
	receive('too old', { lateSeconds: 2 * 3600 });
	receive('an hour ago', { lateSeconds: 3600 });
	await host.activate();
	expect(host.emitted.flat().map(({ text }) => text)).toEqual(['an hour ago']);
});

test('of two polls at the same time, one gives way', async () => {
	const { host, receive, mailbox } = receivedTrigger();
	await host.activate();
	receive('once');
	mailbox.failOn([]);
	await host.tickTwice();
	expect(host.emitted.flat()).toHaveLength(1);
	expect(mailbox.requests).toBe(1);
});

test('a poll that never ends does not stop the trigger for ever', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger();
	await host.activate();
	const { receiveMessages } = mailbox;
	mailbox.receiveMessages = async () => await new Promise(() => undefined);
	void host.tick();
	mailbox.receiveMessages = receiveMessages;
	receive('later');
	expect(await nextPoll(30_000)).toEqual([]);
	expect(await nextPoll()).toEqual(['later']);
});

test('a fault on one line does not hold up the other', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger({
		phoneNumbers: `${LINE} ${OTHER_LINE}`,
	});
	await host.activate();
	const { receiveMessages } = mailbox;
	mailbox.receiveMessages = async (request) =>
		request.line === LINE
			? {
					ok: false,
					fault: {
						provider: 'Raygan SMS',
						code: '2001',
						meaning: 'The line does not belong to this account',
						whatToDo: 'Use a line of this account',
						httpCode: 403,
					},
				}
			: await receiveMessages(request);
	receive('on the other', { line: OTHER_LINE });
	expect(await nextPoll()).toEqual(['on the other']);
	expect(host.notes).toEqual([expect.stringMatching(/does not belong to this account/)]);
	await expect(nextPoll()).rejects.toMatchObject({ httpCode: '403' });
});
