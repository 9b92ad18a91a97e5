import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { readEnvelope } from './envelope';
import { groupMessageId } from './groupMessageId';
import { readId, rowsOf } from './schemas';
import type { AcceptedMessage } from './sendNumber';
import { readSendNumber, wholeNumber } from './sendNumber';

interface RequestOfOneSend {
	/** The sending line, as the account has it. */
	readonly line: string;
	/** The caller's own id of this one send, digits. */
	readonly userGroupId: string;
}

export interface SendMessageRequest extends RequestOfOneSend {
	readonly message: string;
	/** National form, `09…`. */
	readonly mobiles: readonly string[];
	/** Unix seconds; left out sends now, and so does a past time. */
	readonly sendAtSeconds?: number;
}

export interface PersonalMessage {
	/** The caller's own id of the message: digits, within a signed 32-bit number. */
	readonly id: string;
	readonly message: string;
	/** National form, `09…`. */
	readonly mobile: string;
}

export interface SendPersonalRequest extends RequestOfOneSend {
	readonly messages: readonly PersonalMessage[];
	/** Where the message goes on the handset, and where it comes from; undefined is an ordinary message. */
	readonly ports?: { readonly receivePort: number; readonly sendPort: number };
}

export interface SendCalls {
	/** SendMessage: one text to many. Answers the id of the group of messages. */
	sendMessage(request: SendMessageRequest): Promise<Answer<{ groupMessageId: string }>>;
	/**
	 * SendCorrespondingMessage, or SendMessageToPort where ports are given: a text for each. Answers what
	 * became of each message, by its own id, with its row as `raw`; one whose row is missing, cannot be
	 * read or is there twice is not in the map.
	 */
	sendPersonal(
		request: SendPersonalRequest,
	): Promise<Answer<ReadonlyMap<string, Answer<AcceptedMessage>>>>;
}

interface ReadRow {
	readonly row: { readonly id: string; readonly number: string | undefined };
	readonly source?: unknown;
}

function answersOf(
	door: HttpDoor,
	rows: readonly ReadRow[],
): ReadonlyMap<string, Answer<AcceptedMessage>> {
	const byId = new Map<string, Answer<AcceptedMessage>>();
	const repeated = new Set<string>();
	for (const { row, source } of rows) {
		const { id, number } = row;
		if (number === undefined) continue;
		if (byId.has(id)) repeated.add(id);
		const read = readSendNumber(door, number);
		byId.set(id, read.ok ? { ...read, raw: door.wash(source) } : read);
	}
	for (const name of repeated) byId.delete(name);
	return byId;
}

const rows = rowsOf((field) => {
	const id = readId(field('id'));
	return id === undefined ? undefined : { id, number: wholeNumber(field('result')) };
}).refine((read) => read.length > 0);

/** Some messages met a fault: the rows are there all the same. */
const PARTLY_DONE = 5004;

export function sendCalls(door: HttpDoor, baseUrl: string): SendCalls {
	async function post(endpoint: string, body: IDataObject) {
		const path = `/api/smsAPI/${endpoint}`;
		return await door.request({ method: 'POST', baseUrl, path, body, sends: true });
	}

	return {
		async sendMessage({ line, message, mobiles, userGroupId, sendAtSeconds }) {
			const body: IDataObject = {
				PhoneNumber: line,
				Message: message,
				Mobiles: [...mobiles],
				UserGroupID: userGroupId,
			};
			if (sendAtSeconds !== undefined) body.SendDateInTimeStamp = sendAtSeconds;
			const reply = await post('SendMessage', body);
			const result = groupMessageId.transform((given) => ({ groupMessageId: given }));
			return reply.ok
				? readEnvelope(door, reply, result, { sends: true, claimsAcceptance: () => true })
				: reply;
		},
		async sendPersonal({ line, userGroupId, messages, ports }) {
			const body: IDataObject = {
				PhoneNumber: line,
				RecipientsMessage: messages.map(({ id: Id, message: Message, mobile: Mobile }) => ({
					Id,
					Message,
					Mobile,
				})),
				UserGroupID: userGroupId,
			};
			if (ports !== undefined) {
				body.recievePortNumber = ports.receivePort;
				body.sendPortNumber = ports.sendPort;
			}
			const reply = await post(
				ports === undefined ? 'SendCorrespondingMessage' : 'SendMessageToPort',
				body,
			);
			if (!reply.ok) return reply;
			const byId = rows.transform((read) => answersOf(door, read));
			return readEnvelope(door, reply, byId, {
				sends: true,
				partlyDone: PARTLY_DONE,
				claimsAcceptance: (answers) => [...answers.values()].some(({ ok }) => ok),
			});
		},
	};
}
