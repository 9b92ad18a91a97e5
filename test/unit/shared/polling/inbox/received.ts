import type { IDataObject } from 'n8n-workflow';

import { messageReceived } from '../../../../../nodes/RayganSms/triggers/messageReceived';
import type { Engine } from '../host';
import { Host } from '../host';
import type { MailboxStyle } from './mailbox';
import { Mailbox, Time } from './mailbox';

export const LINE = '50002910001080';
export const OTHER_LINE = '5000299558253';
export const MOBILE = '989112170848';
export const MINUTE_MS = 60_000;

const BEGINNING = Date.UTC(2030, 0, 15, 12);

export const STYLE: MailboxStyle = {
	pageSize: 100,
	order: 'newestFirst',
	inclusiveStart: true,
	inclusiveEnd: true,
	pagesOfNone: 1,
	latencyMs: 5,
	pagesInvented: 0,
	hasBrokenRows: false,
};

export interface ReceivedSettings {
	readonly engine?: Engine;
	readonly style?: Partial<MailboxStyle>;
	readonly providerAheadMs?: number;
	readonly phoneNumbers?: string;
	readonly options?: IDataObject;
	readonly nodeName?: string;
}

let workflows = 0;

/** A trigger for received messages on a host and a provider that a test moves through time. */
export function receivedTrigger({
	engine = 'default',
	style,
	providerAheadMs = 0,
	phoneNumbers = LINE,
	options = {},
	nodeName,
}: ReceivedSettings = {}) {
	workflows += 1;
	const time = new Time(BEGINNING, providerAheadMs);
	jest.spyOn(Date, 'now').mockImplementation(() => time.now);
	const mailbox = new Mailbox({ ...STYLE, ...style }, time);
	const host = new Host({
		engine,
		events: [messageReceived],
		client: mailbox,
		workflow: `received ${workflows}`,
		parameters: { event: 'messageReceived', phoneNumbers, options },
		nodeName,
	});
	return {
		time,
		mailbox,
		host,
		/** A message that is listed from now on, dated so many seconds ago. */
		receive(text: string, { line = LINE, lateSeconds = 0, mobile = MOBILE } = {}) {
			mailbox.list.push({
				line,
				mobile,
				text,
				at: time.atProvider - lateSeconds,
				listedAt: time.now,
			});
		},
		/** A poll a minute later. @returns the texts that it emitted */
		async nextPoll(waitMs = MINUTE_MS): Promise<unknown[]> {
			time.now += waitMs;
			const before = host.emitted.length;
			await host.tick();
			return host.emitted
				.slice(before)
				.flat()
				.map(({ text }) => text);
		},
	};
}

/** The parts of a stored state, by their names. */
export function partsOf(stored: IDataObject | undefined): Record<string, string> {
	const parts: unknown = stored?.parts;
	if (typeof parts !== 'object' || parts === null) return {};
	return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, String(text)]));
}
