import { createHash } from 'crypto';

import type { Row } from '../shared/operations/operation';
import type { Inbox, Numbered } from '../shared/polling/inbox/news';
import { toIso } from '../shared/sms/dates';
import { nationalFormat, parsePhoneNumber } from '../shared/sms/phoneNumber';
import type { RayganSmsClient } from './api/client';
import type { ReceivedMessage } from './api/inboxCalls';
import { shownZone } from './zone';

/** The sender in E.164 and as it is dialled in Iran; a service line has one form, the given one. */
export function senderOf(mobile: string): { readonly from: string; readonly fromLocal: string } {
	const parsed = parsePhoneNumber(mobile, 'iran');
	if (!parsed.ok) return { from: mobile, fromLocal: mobile };
	return { from: parsed.e164, fromLocal: nationalFormat(parsed.e164) };
}

/** Equal for messages of one line that cannot be told apart: the service gives them no id. */
export function identityOf({ mobile, at, text }: ReceivedMessage): string {
	return JSON.stringify([senderOf(mobile).from, at, text]);
}

const orderOf = ({ at }: ReceivedMessage) => at ?? Number.MAX_SAFE_INTEGER;

const ID_LENGTH = 16;

function idOf(line: string, identity: string, occurrence: number): string {
	const seed = JSON.stringify([line, identity, occurrence]);
	return createHash('sha256').update(seed).digest('hex').slice(0, ID_LENGTH);
}

/**
 * Messages that one line received, each with its id, oldest first. The id of a message is the same
 * whenever it is read, as long as all messages of its second are read with it: twins are numbered.
 */
export function numberedMessages(
	line: string,
	messages: readonly ReceivedMessage[],
): Array<Numbered<ReceivedMessage>> {
	const seen = new Map<string, number>();
	return messages
		.toSorted((a, b) => orderOf(a) - orderOf(b))
		.map((message) => {
			const identity = identityOf(message);
			const occurrence = (seen.get(identity) ?? 0) + 1;
			seen.set(identity, occurrence);
			return { id: idOf(line, identity, occurrence), message };
		});
}

/** What one line received, as it is read page by page. */
export function lineInbox(
	provider: string,
	client: Pick<RayganSmsClient, 'receiveMessages'>,
	line: string,
): Inbox<ReceivedMessage> {
	return {
		numbered: (messages) => numberedMessages(line, messages),
		reader: {
			provider,
			identityOf,
			readPage: async ({ from, to }, page) =>
				await client.receiveMessages({
					line,
					startSeconds: Math.max(0, from),
					endSeconds: to,
					page,
				}),
		},
	};
}

/**
 * The output item of a message that a line received; `receivedAt` is null where the service gave no time.
 *
 * @param zone IANA name of the workflow's zone, in which `receivedAt` is written
 */
export function receivedRow(
	line: string,
	{ id, message }: Numbered<ReceivedMessage>,
	zone: string,
): Row {
	const { from, fromLocal } = senderOf(message.mobile);
	// In the order in which people read the columns.
	const json = {
		from,
		text: message.text,
		receivedAt: message.at === undefined ? null : toIso(message.at * 1000, shownZone(zone)),
		to: line,
		fromLocal,
		id,
	};
	return { json, raw: message.raw };
}
