import { PartNames } from '../../../../../nodes/shared/polling/partNames';
import type { KeptUnder } from '../../../../../nodes/shared/polling/partNames';
import { LINE, MINUTE_MS, MOBILE, OTHER_LINE, receivedTrigger } from './received';

afterEach(() => jest.restoreAllMocks());

const named = (own: string, ...same: string[]): KeptUnder => ({
	own,
	isSame: [own, ...same].map((name) => (kept: string) => kept === name),
});

describe('what is kept is found again', () => {
	test('under its own name, under one of the same account, and under that of the old release', () => {
		const of = (account: KeptUnder, ...kept: string[]) =>
			new PartNames('e', account, kept).keptNameOf('ids');
		expect(of(named('user:a'), 'e user:a ids')).toBe('e user:a ids');
		expect(of(named('user:a', 'print'), 'e other ids', 'e print ids')).toBe('e print ids');
		expect(of(named('user:a'), 'e print ids')).toBe('e print ids');
	});

	test('but never what is kept of another account', () => {
		const of = (...kept: string[]) => new PartNames('e', named('user:b'), kept).keptNameOf('ids');
		expect(of('e user:a ids')).toBeUndefined();
		expect(of('e one ids', 'e two ids')).toBeUndefined();
		expect(of('other print ids', 'e print more')).toBeUndefined();
	});
});

test('a line goes on from the state of release 0.1.0, whatever key or address there is now', async () => {
	const { host, receive, nextPoll } = receivedTrigger();
	await host.activate();
	receive('one');
	expect(await nextPoll()).toEqual(['one']);
	host.stored = JSON.parse(
		JSON.stringify(host.stored).replaceAll('messageReceived any:', 'messageReceived qEwz8sW3pLx1'),
	);
	receive('two');
	await host.restart();
	expect(host.emitted.flat().map(({ text }) => text)).toEqual(['one', 'two']);
	expect(JSON.stringify(host.stored)).not.toContain('qEwz8sW3pLx1');
});

test('a message without a time comes once, whatever comes after it, and after a restart', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger();
	await host.activate();
	const { receiveMessages } = mailbox;
	mailbox.receiveMessages = async (request) => {
		const answer = await receiveMessages(request);
		if (!answer.ok) return answer;
		const odd = { mobile: MOBILE, at: undefined, text: 'odd', raw: undefined };
		const broken = { content: 'null', meaning: 'it is no object' };
		const messages = [...answer.value.messages, odd];
		return { ...answer, value: { ...answer.value, messages, unreadable: [broken] } };
	};
	receive('one');
	expect(await nextPoll()).toEqual(['one', 'odd']);
	expect(host.emitted.flat()[1]).toMatchObject({ receivedAt: null });
	receive('two');
	expect(await nextPoll()).toEqual(['two']);
	await host.restart();
	expect(await nextPoll()).toEqual([]);
	expect(host.notes.filter((note) => note.includes('no object'))).toHaveLength(1);
});

test.each([1, 2, 5])(
	'with one message a poll, each of five busy lines advances every %i minutes',
	async (minutes) => {
		const lines = [LINE, OTHER_LINE, '50001', '50002', '50003'];
		const { host, receive, nextPoll } = receivedTrigger({
			phoneNumbers: lines.join(' '),
			options: { maxMessagesPerPoll: 1 },
		});
		await host.activate();
		for (let index = 0; index < 4; index += 1)
			for (const line of lines) receive(`${index}`, { line });
		for (let poll = 0; poll < 20; poll += 1) await nextPoll(minutes * MINUTE_MS);
		const came = host.emitted.flat();
		expect(came).toHaveLength(20);
		for (let round = 0; round < 4; round += 1) {
			expect(new Set(came.slice(round * 5, round * 5 + 5).map(({ to }) => to)).size).toBe(5);
		}
	},
);

test('an empty first page of several is a fault that passes, and nothing is lost', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger({ style: { pageSize: 5 } });
	await host.activate();
	const { receiveMessages } = mailbox;
	for (let index = 0; index < 12; index += 1) receive(`${index}`);
	mailbox.receiveMessages = async () => ({
		ok: true,
		value: { totalPages: 3, messages: [] },
		raw: undefined,
	});
	await expect(nextPoll()).rejects.toMatchObject({ message: expect.stringMatching(/hands out/) });
	mailbox.receiveMessages = receiveMessages;
	expect(await nextPoll()).toHaveLength(12);
});

test('a provider that always tells of one page more is asked a bounded number of times', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger({ style: { pagesInvented: 1 } });
	await host.activate();
	for (let index = 0; index < 9; index += 1) receive(`${index}`, { lateSeconds: index });
	mailbox.failOn([]);
	expect(await nextPoll()).toHaveLength(9);
	expect(mailbox.requests).toBeLessThan(60);
});

test.each([3_600, 365 * 24 * 3_600])(
	"n8n's clock that is %i seconds ahead at the activation and then put right loses nothing",
	async (seconds) => {
		const { host, time, receive, nextPoll, mailbox } = receivedTrigger({
			providerAheadMs: -seconds * 1000,
		});
		receive('old');
		await host.activate();
		receive('while ahead');
		expect(await nextPoll()).toEqual(['while ahead']);
		time.now -= seconds * 1000;
		for (const message of mailbox.list.splice(0)) mailbox.list.push({ ...message, listedAt: 0 });
		mailbox.list.push({
			line: LINE,
			mobile: MOBILE,
			text: 'put right',
			at: Math.floor(time.now / 1000),
			listedAt: 0,
		});
		expect(await nextPoll(0)).toEqual(['put right']);
		expect(await nextPoll()).toEqual([]);
	},
);

test('the poll at the activation waits for one that is under way, and then learns since when it watches', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger({ engine: 'scheduler' });
	await host.activate();
	const { receiveMessages } = mailbox;
	let letGo = () => {};
	const held = new Promise<void>((resolve) => (letGo = resolve));
	mailbox.receiveMessages = async (request) => {
		await held;
		return await receiveMessages(request);
	};
	receive('one');
	const underWay = host.tick();
	const activating = host.activate();
	mailbox.receiveMessages = receiveMessages;
	letGo();
	await Promise.all([underWay, activating]);
	expect(host.emitted.flat().map(({ text }) => text)).toEqual(['one']);
	receive('two');
	expect(await nextPoll()).toEqual(['two']);
});

test('what an activation has passed over before a fault stays passed over, without a time too', async () => {
	const { host, receive, nextPoll, mailbox, time } = receivedTrigger({ style: { pageSize: 2 } });
	const at = time.atProvider - 600;
	mailbox.list.push({ line: LINE, mobile: MOBILE, text: 'odd', at, isUndated: true, listedAt: 0 });
	for (let index = 0; index < 6; index += 1) receive('old', { lateSeconds: index * 60 });
	await host.activate();
	const needed = mailbox.requests;
	const again = receivedTrigger({ style: { pageSize: 2 } });
	again.mailbox.list.push(...mailbox.list);
	again.mailbox.failOn([needed]);
	await again.host.activate();
	again.mailbox.failOn([]);
	expect(again.host.notes).toHaveLength(1);
	expect(await again.nextPoll()).toEqual([]);
	again.receive('new');
	expect(await again.nextPoll()).toEqual(['new']);
	expect(await nextPoll()).toEqual([]);
});

test('after a passing fault at the activation nothing old comes, and all that is new does', async () => {
	const { host, receive, nextPoll, mailbox } = receivedTrigger();
	receive('minutes ago', { lateSeconds: 120 });
	mailbox.failOn([1]);
	await host.activate();
	receive('new');
	expect(await nextPoll()).toEqual(['new']);
	expect(await nextPoll()).toEqual([]);
});
