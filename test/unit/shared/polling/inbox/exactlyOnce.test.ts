import fc from 'fast-check';
import { countBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { messageReceived } from '../../../../../nodes/RayganSms/triggers/messageReceived';
import { Host } from '../host';
import { Mailbox, Time } from './mailbox';
import type { StoredMessage } from './mailbox';
import type { Scenario, Step } from './scenario';
import { scenario, SHIFTED_ALIKE } from './scenario';

const SECONDS = Number(process.env.POLLING_TEST_SECONDS ?? 20);
const BEGINNING = Date.UTC(2030, 0, 15, 12);
const MINUTE_MS = 60_000;

const LINES = ['50002910001080', '5000299558253', '50001', '50002', '50003'];
const MOBILES = ['989112170848', '989116420422'];
const TEXTS = ['سلام', 'کد 1', '👍'];
const WANTED = 'كد ۱';

let runs = 0;
let messages = 0;

beforeEach(() => jest.restoreAllMocks());
afterAll(() => console.log(`${messages} messages in ${runs} runs`));

/** Plays a scenario, and then polls until nothing comes any more. */
async function play(played: Scenario) {
	const time = new Time(BEGINNING, played.providerAheadSeconds * 1000);
	jest.spyOn(Date, 'now').mockImplementation(() => time.now);
	const mailbox = new Mailbox(played.style, time);
	const lines = LINES.slice(0, played.lines);

	let odd = 0;
	function receive(step: Step): boolean {
		if (step.kind === 'wait') time.now += step.seconds * 1000;
		else if (step.kind === 'arrive') {
			const { who, text, twins, lateSeconds, inMs, isUndated } = step;
			if (isUndated) odd += 1;
			const message: StoredMessage = {
				line: LINES[step.line] ?? '',
				mobile: MOBILES[who] ?? '',
				text: `${TEXTS[text] ?? ''}${isUndated ? ` ${odd}` : ''}`,
				at: time.atProvider - lateSeconds,
				isUndated,
				listedAt: time.now + inMs,
			};
			const count = isUndated ? 1 : twins;
			mailbox.list.push(...Array.from({ length: count }, () => ({ ...message })));
		} else if (step.kind === 'burst') {
			for (let index = 0; index < step.count; index += 1) {
				mailbox.list.push({
					line: LINES[step.line] ?? '',
					mobile: MOBILES[index % 2] ?? '',
					text: TEXTS[index % 3] ?? '',
					at: time.atProvider,
					listedAt: time.now + index * step.slipMs,
				});
				time.now += step.everyMs;
			}
		} else return false;
		return true;
	}

	for (const step of played.before) receive(step);
	runs += 1;
	const startFrom =
		played.startBefore === undefined ? undefined : time.atProvider - played.startBefore;
	const host = new Host({
		engine: played.engine,
		events: [messageReceived],
		client: mailbox,
		workflow: `exactly once ${runs}`,
		parameters: {
			event: 'messageReceived',
			phoneNumbers: lines,
			options: {
				overlapMinutes: played.overlapMinutes,
				maxMessagesPerPoll: played.maxMessagesPerPoll,
				startFrom,
				...(played.isFiltered && { filterText: WANTED }),
			},
		},
	});

	const passing = async (polling: Promise<void>) =>
		await polling.catch((thrown: unknown) => {
			expect(thrown).toBeInstanceOf(NodeApiError);
		});

	/**
	 * A list that keeps changing while it is read, or takes more requests than one poll has, is a fault
	 * that passes: the next poll goes on.
	 */
	const tickThrough = async () => {
		for (let tries = 1; tries < 10; tries += 1) {
			const before = host.emitted.length;
			const isDone = await host.tick().then(
				() => true,
				(thrown: unknown) => {
					const passes = expect.stringMatching(/kept changing|requests of this poll were used up/);
					expect(thrown).toMatchObject({ message: passes });
					return host.emitted.length > before;
				},
			);
			if (isDone) return;
		}
		await host.tick();
	};

	let beganAt = time.now;
	const beganByClock = time.now;
	const beganAtProvider = time.atProvider;
	mailbox.failOn(played.activationFaults);
	await host.activate();
	mailbox.failOn([]);
	let activeAt = time.now;
	/** Whether the first poll saw all, and what it saw was kept. */
	let isSeeded = host.notes.every((note) => !note.endsWith('The next poll tries again.'));
	/** Whether nothing but the time of the activation is known, because its poll met a fault. */
	let isDated = !isSeeded;
	let isSaved = played.engine !== 'durable';
	let areClocksNear = Math.abs(played.providerAheadSeconds) <= 600;

	function putClock(providerAheadSeconds: number): void {
		const jump = time.setProviderAhead(providerAheadSeconds * 1000);
		for (const message of mailbox.list) message.listedAt += jump;
		beganAt += jump;
		activeAt += jump;
		// Where n8n's clock alone says since when it watches, it tells nothing any more.
		if (!isSeeded || !isSaved) isSeeded = isDated = areClocksNear = false;
	}

	/** Seconds that a step takes. */
	const lengthOf = (step: Step) => {
		if (step.kind === 'wait') return step.seconds;
		if (step.kind === 'poll') return step.afterSeconds;
		if (step.kind === 'clock') return 0;
		return step.kind === 'burst' ? (step.count * step.everyMs) / 1000 : 3;
	};

	for (const step of played.after) {
		// Where nothing was saved yet, n8n comes back within the interval: nobody else knows since when.
		if (!isSaved && (time.now - activeAt) / 1000 + lengthOf(step) > 50) {
			await tickThrough();
			isSaved = true;
		}
		const isLost = !isSaved && (step.kind === 'restart' || (step.kind === 'poll' && step.crashes));
		if (isLost) isSeeded = isDated = false;
		if (step.kind === 'clock') putClock(step.providerAheadSeconds);
		if (receive(step)) continue;
		if (step.kind === 'poll') {
			time.now += step.afterSeconds * 1000;
			mailbox.failOn(step.faults);
			await passing(host.tick({ crashes: step.crashes }));
			mailbox.failOn([]);
			if (!step.crashes) isSaved = true;
		} else if (step.kind === 'pollTwice') {
			await passing(host.tickTwice());
			await tickThrough();
			isSaved = true;
		} else if (step.kind === 'restart') {
			await host.restart();
		} else if (step.kind === 'offAndOn' && (isSaved || isSeeded)) {
			mailbox.failOn(step.faults);
			await passing(host.activate());
			mailbox.failOn([]);
		}
	}
	if (!isSaved) await tickThrough();
	for (let quiet = 0, polls = 0; quiet < 3 && polls < 2_000; polls += 1) {
		time.now += MINUTE_MS;
		const before = host.emitted.length;
		await tickThrough();
		quiet = host.emitted.length === before ? quiet + 1 : 0;
	}

	const watched = mailbox.list.filter(
		({ line, text }) =>
			lines.includes(line) && (!played.isFiltered || text.startsWith(TEXTS[1] ?? '')),
	);
	messages += watched.length;

	/** How often a message has to come out: `may` holds those that the start leaves open. */
	function due(message: StoredMessage): 'never' | 'may' | 'once' {
		if (startFrom !== undefined && message.at >= startFrom) return 'once';
		if (startFrom !== undefined) return message.isUndated === true ? 'may' : 'never';
		if (isDated) {
			if (message.isUndated !== true && message.at < Math.floor(beganByClock / 1000)) {
				return message.listedAt <= beganAt ? 'never' : 'may';
			}
			const isTold = message.isUndated !== true || areClocksNear;
			return message.listedAt > activeAt && isTold ? 'once' : 'may';
		}
		if (message.listedAt > activeAt) {
			return isSeeded || (areClocksNear && message.at >= beganAtProvider) ? 'once' : 'may';
		}
		return isSeeded && message.listedAt <= beganAt ? 'never' : 'may';
	}
	return { host, watched, due };
}

const nameOf = (at: number, line: unknown, mobile: unknown, text: unknown) =>
	JSON.stringify([at, line, mobile, text]);

const nameOfItem = ({ receivedAt, to, from, text }: IDataObject) =>
	nameOf(
		receivedAt === null ? 0 : Date.parse(String(receivedAt)) / 1000,
		to,
		String(from).replace('+', ''),
		text,
	);

const nameOfStored = ({ at, isUndated, line, mobile, text }: StoredMessage) =>
	nameOf(isUndated === true ? 0 : at, line, mobile, text);

test(
	'every message is emitted exactly once',
	async () => {
		await fc.assert(
			fc.asyncProperty(scenario, async (played) => {
				const { host, watched, due } = await play(played);
				const items = host.emitted.flat();
				expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
				const came = countBy(items, nameOfItem);
				const most = countBy(
					watched.filter((message) => due(message) !== 'never'),
					nameOfStored,
				);
				const least = countBy(
					watched.filter((message) => due(message) === 'once'),
					nameOfStored,
				);
				for (const name of new Set([...Object.keys(came), ...Object.keys(least)])) {
					const times = `${name} came ${came[name] ?? 0} times`;
					if ((came[name] ?? 0) < (least[name] ?? 0)) throw new Error(`${times}: one is lost`);
					if ((came[name] ?? 0) > (most[name] ?? 0)) throw new Error(`${times}: one too many`);
				}
				for (const emission of host.emitted) {
					const dated = emission.filter(({ receivedAt }) => receivedAt !== null);
					expect(emission.slice(0, dated.length)).toEqual(dated);
					const moments = dated.map(({ receivedAt }) => Date.parse(String(receivedAt)));
					expect(moments).toEqual(moments.toSorted((a, b) => a - b));
					expect(emission.length).toBeLessThanOrEqual(played.maxMessagesPerPoll);
				}
			}),
			{
				numRuns: 1_000_000,
				examples: [[SHIFTED_ALIKE]],
				interruptAfterTimeLimit: SECONDS * 1000,
				markInterruptAsFailure: false,
			},
		);
	},
	(SECONDS + 60) * 1000,
);
