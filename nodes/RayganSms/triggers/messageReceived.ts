import { z } from 'zod';

import type { Checked, Fault } from '../../shared/faults/faults';
import { refusal } from '../../shared/faults/faults';
import type { Row } from '../../shared/operations/operation';
import { choice, emptyIsUnset, many, moment, numberOr } from '../../shared/form/parameters';
import type { EventCall } from '../../shared/polling/event';
import { event } from '../../shared/polling/event';
import type { CursorPart } from '../../shared/polling/inbox/cursor';
import { cursorPart } from '../../shared/polling/inbox/cursor';
import type { InboxSettings, NewMessage } from '../../shared/polling/inbox/poll';
import { newestOf, pollInboxes } from '../../shared/polling/inbox/poll';
import { pollOptionsOf } from '../../shared/polling/options';
import { TEXT_MATCHES } from '../../shared/polling/inbox/textFilter';
import { parseInstant } from '../../shared/sms/dates';
import { splitList } from '../../shared/sms/phoneNumberList';
import type { RayganSmsClient } from '../api/client';
import type { ReceivedMessage } from '../api/inboxCalls';
import { readLineNumber } from '../line';
import { lineInbox, receivedRow } from '../received';
import { shownZone } from '../zone';
import {
	DEFAULT_MAX_MESSAGES,
	DEFAULT_OVERLAP_MINUTES,
	MAX_OVERLAP_MINUTES,
	messageFields,
} from './messageFields';
import { messageFilter } from './messageFilters';

const OVERLAP_SENTENCE = 'Enter the overlap in minutes, from 0 to 1440';
const MAX_SENTENCE = 'Enter how many messages one poll may hand on as a whole number, such as 500';
const MATCH_SENTENCE =
	"Choose Contains, Contains Any Of, Equals or Starts With; for a pattern, use n8n's Filter node after the trigger";

const parameters = z.object({
	phoneNumbers: many,
	options: pollOptionsOf({
		startFrom: moment,
		overlapMinutes: numberOr(
			DEFAULT_OVERLAP_MINUTES,
			{ min: 0, max: MAX_OVERLAP_MINUTES },
			OVERLAP_SENTENCE,
		),
		maxMessagesPerPoll: numberOr(DEFAULT_MAX_MESSAGES, { min: 1, isWhole: true }, MAX_SENTENCE),
		filterSender: many,
		filterText: many,
		filterTextMatch: choice(TEXT_MATCHES, MATCH_SENTENCE, 'contains'),
	}),
});

type Parameters = z.infer<typeof parameters>;

interface Settings extends InboxSettings<ReceivedMessage> {
	readonly lines: readonly string[];
	readonly isFiltered: boolean;
}

type Client = Pick<RayganSmsClient, 'account' | 'receiveMessages'>;

const SECONDS_PER_MINUTE = 60;

function checkedLines(written: Parameters['phoneNumbers']): Checked<string[]> {
	const lines = new Set<string>();
	for (const entry of splitList(written)) {
		const line = readLineNumber(entry);
		if (!line.ok) return line;
		lines.add(line.value);
	}
	if (lines.size > 0) return { ok: true, value: [...lines] };
	return refusal(
		'No line is given',
		'Enter the lines that receive the messages, such as 50002910001080',
	);
}

function checkedStart(written: unknown, zone: string): Checked<number | undefined> {
	if (emptyIsUnset(written) === undefined) return { ok: true, value: undefined };
	const instant = parseInstant(written, shownZone(zone));
	if (instant.ok) return { ok: true, value: Math.floor(instant.epochMs / 1000) };
	return refusal(
		`The date in Start From ${instant.reason}`,
		'Correct the date in Start From, or leave it empty',
	);
}

const inboxesOf = ({ client, provider, settings }: EventCall<Client, Settings>) =>
	settings.lines.map((line) => ({ subject: line, ...lineInbox(provider, client, line) }));

const rowsOf = (news: ReadonlyArray<NewMessage<ReceivedMessage>>, zone: string): Row[] =>
	news.map((found) => receivedRow(found.subject, found, zone));

const SAMPLE_SIZE = 5;
const SAMPLE_DAYS = 30;
const DAY_SECONDS = 24 * 60 * 60;

function nothingToShow({ settings }: EventCall<Client, Settings>): Fault {
	const lines = `line${settings.lines.length > 1 ? 's' : ''} ${settings.lines.join(', ')}`;
	const filtered = settings.isFiltered ? ' that the filters let through' : '';
	return {
		code: 'nothing-to-show',
		meaning: `No message${filtered} reached ${lines} in the last ${SAMPLE_DAYS} days`,
		whatToDo: settings.isFiltered
			? 'Send a message that fits to the line and try again, or change the filters'
			: 'Send a message to the line and try again, or check the line',
		httpCode: 404,
	};
}

export const messageReceived = event<Client, Parameters, Settings, CursorPart>({
	option: {
		name: 'Message Received',
		value: 'messageReceived',
		action: 'On message received',
		description: 'Starts the workflow when lines of your account receive messages',
	},
	fields: messageFields,
	parameters,
	keyedBySubject: true,
	part: cursorPart,
	check({ phoneNumbers, options }, { zone }) {
		const lines = checkedLines(phoneNumbers);
		if (!lines.ok) return lines;
		const startFrom = checkedStart(options.startFrom, zone);
		if (!startFrom.ok) return startFrom;
		const wanted = messageFilter(options);
		if (!wanted.ok) return wanted;
		return {
			ok: true,
			value: {
				lines: lines.value,
				startFrom: startFrom.value,
				overlap: Math.round(options.overlapMinutes * SECONDS_PER_MINUTE),
				maxMessages: options.maxMessagesPerPoll,
				wanted: wanted.value,
				isFiltered: `${String(options.filterSender)}${options.filterText}`.trim() !== '',
			},
		};
	},
	async poll(call) {
		const { news, kept, fault } = await pollInboxes(inboxesOf(call), call, call.settings);
		return { rows: rowsOf(news, call.zone), kept, fault };
	},
	async sample(call) {
		const now = Math.floor(call.now / 1000);
		const window = { from: now - SAMPLE_DAYS * DAY_SECONDS, to: now + DAY_SECONDS };
		const newest = await newestOf(inboxesOf(call), call, {
			window,
			max: SAMPLE_SIZE,
			wanted: call.settings.wanted,
		});
		if (!newest.ok) return newest;
		if (newest.value.length > 0) return { ok: true, value: rowsOf(newest.value, call.zone) };
		return { ok: false, fault: nothingToShow(call) };
	},
});
