import { setTimeout as sleep } from 'node:timers/promises';

import { changesOf, sendToThree, watchSentHere } from './delivered';
import { Editor } from './editor';
import { exampleWorkflow } from './examples';
import { logToStderr } from './host/run';
import { LINES, messagesOf, receivedWorkflow } from './received';
import { SET_UP_MS } from './setUp';
import { Site } from './site';
import { until } from './until';
import { polling, TRIGGER } from './workflow';

jest.setTimeout(240_000);

/** n8n's newer engine, which commits what a trigger keeps together with the execution that it starts. */
const DURABLE_CURSORS = {
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
};

const HOUR = 60 * 60;
const secondsAgo = (seconds: number) => Math.floor(Date.now() / 1000) - seconds;

const killed = receivedWorkflow('receivedKilled01', LINES.first);
const guarded = receivedWorkflow('receivedGuarded1', LINES.first);
const shown = receivedWorkflow('receivedShown001', LINES.first);
const backlog = receivedWorkflow('receivedBacklog1', LINES.second, {
	startFrom: new Date(secondsAgo(48 * HOUR) * 1000).toISOString(),
});

/** Several, as each gets another second of the minute for its polls. */
const killedAnyTime = ['1', '2', '3', '4'].map((digit) =>
	receivedWorkflow(`receivedAnyTime${digit}`, LINES.first),
);

const SENT_IN_BULK = exampleWorkflow('turkeysms-personalized');
/** The first id that the simulated provider gives. */
const REPORT_ID = '123456';
const watched = [
	polling('creditOfRaygan01', 'raygan', { event: 'creditLow', threshold: 1_000 }),
	polling('creditOfTurkey01', 'turkey', { event: 'creditLow', balance: 'local', threshold: 1_000 }),
	polling('reportOfTurkey01', 'turkey', { event: 'reportChanged', reportIds: REPORT_ID }),
];

let site: Site;
let durable: Site;
/** Polls come by the minute there, so the other tests run meanwhile. */
let sentToDurable: Promise<string[]>;

beforeAll(async () => {
	[site, durable] = await Promise.all([
		Site.open(
			[killed, guarded, shown, backlog, watchSentHere, sendToThree, ...watched],
			[killed.id],
		),
		Site.open(
			killedAnyTime,
			killedAnyTime.map(({ id }) => id),
			DURABLE_CURSORS,
		),
	]);
	sentToDurable = killAnyTime();
	sentToDurable.catch(() => undefined);
}, SET_UP_MS);

afterAll(async () => {
	await site?.close();
	await durable?.close();
});

/** One poll, which n8n makes when a workflow is published. */
async function pollOnce(workflowId: string): Promise<void> {
	expect(await site.session.publish(workflowId)).toBeUndefined();
	await site.session.unpublish(workflowId);
}

const KILLS = 3;

/** Kills n8n while a poll is under way or shortly after, with messages before it and after it. */
async function killAnyTime(): Promise<string[]> {
	const { n8n } = durable;
	const sent: string[] = [];
	for (let kill = 1; kill <= KILLS; kill += 1) {
		sent.push(durable.receive(LINES.first, `before kill ${kill}`));
		sent.push(durable.receive(LINES.first, 'the same again and again'));
		const before = durable.requestsFor(LINES.first);
		await until('a poll', () => durable.requestsFor(LINES.first) > before || undefined, 150_000);
		const delay = Math.floor(Math.random() * 300);
		await sleep(delay);
		await n8n.kill();
		logToStderr(`Kill ${kill} came ${delay} ms after a poll began`);
		sent.push(durable.receive(LINES.first, `while down ${kill}`));
		await n8n.start();
	}
	return sent.sort();
}

it('each message starts the workflow once, where n8n is killed between polls', async () => {
	const { n8n, session } = site;
	const sent: string[] = [];
	for (let kill = 1; kill <= KILLS; kill += 1) {
		sent.push(site.receive(LINES.first, `before kill ${kill}`));
		// By the poll of the minute; the others come with the poll at the start.
		if (kill === 2) await site.texts(killed.id, sent.length);
		await n8n.kill();
		sent.push(site.receive(LINES.first, 'the same again and again', secondsAgo(5 * 60)));
		await n8n.start();
		expect(await session.published(killed.id)).toBeUndefined();
		await site.texts(killed.id, sent.length);
	}
	expect(await site.texts(killed.id, sent.length)).toEqual(sent.sort());
	await session.unpublish(killed.id);
});

it('a backlog of 20,000 messages is drained in bites, none lost and none twice', async () => {
	const { session } = site;
	const messages = Array.from({ length: 20_000 }, (_, index) => `message ${index}`);
	const first = secondsAgo(24 * HOUR);
	for (const [index, text] of messages.entries()) {
		site.receive(LINES.second, text, first + index * 4);
	}
	const bites = messages.length / 500;
	const before = site.requestsFor(LINES.second);
	let longest = 0;
	for (let bite = 0; bite < bites; bite += 1) {
		const start = Date.now();
		expect(await session.publish(backlog.id)).toBeUndefined();
		longest = Math.max(longest, Date.now() - start);
		await session.unpublish(backlog.id);
	}
	const requests = site.requestsFor(LINES.second) - before;
	logToStderr(`${bites} bites, ${requests} requests, none longer than ${longest} ms`);

	expect(await site.texts(backlog.id, messages.length)).toEqual(messages.sort());
	const executions = await session.triggered(backlog.id);
	expect(executions.map((execution) => messagesOf(execution).length)).toEqual(
		Array.from({ length: bites }, () => 500),
	);
});

it('"Fetch Test Event" shows messages and consumes none', async () => {
	const { n8n, session } = site;
	expect(await session.publish(shown.id)).toBeUndefined();
	await session.unpublish(shown.id);
	const text = site.receive(LINES.first, 'سلام، سفارش من کجاست؟');

	const editor = await Editor.open(n8n.url, logToStderr);
	try {
		await editor.openNode(shown.id, TRIGGER);
		const output = await editor.executeStep(text);
		await editor.screenshot('raygan-trigger');
		for (const value of ['messageReceived', '+989112170848', LINES.first]) {
			expect(output).toContain(value);
		}
	} finally {
		await editor.close();
	}
	expect(await session.publish(shown.id)).toBeUndefined();
	expect(await site.texts(shown.id, 1)).toEqual([text]);
	await session.unpublish(shown.id);
});

it('publishing with a bad login is refused with a sentence', async () => {
	const { account } = site.simulators.raygan;
	const { password } = account;
	account.password = 'changed-at-the-provider';
	const refusal = await site.session.publish(guarded.id);
	account.password = password;

	expect(refusal).toMatch(/did not accept the user name or password/);
});

it('a fault that passes does not stop publishing, and what comes from then on comes once', async () => {
	const { simulators, session } = site;
	simulators.raygan.faults.next({ kind: 'httpStatus', status: 503 });
	expect(await session.publish(guarded.id)).toBeUndefined();
	const text = site.receive(LINES.first, 'after the fault');
	await session.unpublish(guarded.id);
	expect(await session.publish(guarded.id)).toBeUndefined();

	const texts = await site.texts(guarded.id, 1);
	expect(texts.filter((received) => received === text)).toEqual([text]);
});

it('each change of what this n8n sent starts the workflow once, also after n8n was killed', async () => {
	const { simulators, session, n8n } = site;
	const { delivery } = simulators.raygan;
	const poll = async () => await pollOnce(watchSentHere.id);
	const changes = async (count: number) =>
		await until(`${count} changes`, async () => {
			const told = changesOf(await session.triggered(watchSentHere.id));
			return told.length >= count ? told : undefined;
		});
	Object.assign(delivery, { sentAfterMs: 0, finalAfterMs: 3_600_000 });
	await poll();
	expect((await session.run(sendToThree)).ok).toBe(true);
	await poll();
	const changed = (from: string, to: string) =>
		['+989112170848', '+989116662206', '+989333152378'].map(
			(recipient) => `deliveryStatusChanged ${recipient} ${from} ${to}`,
		);
	const first = changed('null', 'sent');
	expect(await changes(3)).toEqual(first);

	// Nothing changed, and a message that comes in is none of its events.
	site.receive(LINES.first, 'Where is it?');
	await poll();
	await n8n.kill();
	Object.assign(delivery, { finalAfterMs: 0 });
	await n8n.start();
	await poll();
	await poll();
	expect(await changes(6)).toEqual([...changed('sent', 'delivered'), ...first].sort());
	expect(simulators.raygan.ledger).toHaveLength(3);
});

it('low credit and a changed report start a workflow once each, also after n8n was killed', async () => {
	const { simulators, session, n8n } = site;
	const { raygan, turkey } = simulators;
	const pollAll = async () => {
		for (const { id } of watched) await pollOnce(id);
	};
	const told = async (count: number) =>
		await until(`${count} of each`, async () => {
			const executions = await Promise.all(watched.map(({ id }) => session.triggered(id)));
			const items = executions.map((each) => each.flatMap(messagesOf));
			return items.every(({ length }) => length >= count) ? items : undefined;
		});
	Object.assign(turkey.delivery, { sentAfterMs: 0, finalAfterMs: 3_600_000 });
	expect((await session.run(SENT_IN_BULK)).ok).toBe(true);
	raygan.account.credit = 999;
	turkey.account.localBalance = 999;
	await pollAll();
	expect(await told(1)).toMatchObject([
		[{ event: 'creditLow', credit: 999 }],
		[{ event: 'creditLow', localBalance: 999 }],
		[{ event: 'reportChanged', reportId: REPORT_ID, delivered: 0, isFinal: false }],
	]);

	await pollAll();
	await n8n.kill();
	await n8n.start();
	await pollAll();
	raygan.account.credit = 2_000;
	turkey.account.localBalance = 2_000;
	await pollAll();
	Object.assign(turkey.delivery, { finalAfterMs: 0 });
	raygan.account.credit = 10;
	turkey.account.localBalance = 10;
	await pollAll();
	await pollAll();
	expect(await told(2)).toMatchObject([
		[{}, { credit: 10 }],
		[{}, { localBalance: 10 }],
		[{}, { delivered: 1, isFinal: true }],
	]);
});

it('durable cursors: each message starts the workflow once, whenever n8n is killed', async () => {
	const sent = await sentToDurable;
	const received = await Promise.all(
		killedAnyTime.map(async ({ id }) => await durable.texts(id, sent.length)),
	);
	expect(received).toEqual(killedAnyTime.map(() => sent));
});
