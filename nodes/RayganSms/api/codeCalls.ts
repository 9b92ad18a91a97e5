import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { readBareReply } from './bareReply';
import type { Reply } from './envelope';
import type { AcceptedMessage } from './sendNumber';
import { readSendNumber, sendNumber } from './sendNumber';

/** The three calls of verification codes. Mobiles are in national form, `09…`. */
export interface CodeCalls {
	/** SendAutoCode: the service makes a code, keeps it, and sends it with `footer` below. */
	sendAutoCode(mobile: string, footer: string): Promise<Answer<AcceptedMessage>>;
	/** SendCode: sends a text and keeps the code in it, which stands there as digits. */
	sendCode(mobile: string, message: string): Promise<Answer<AcceptedMessage>>;
	/** CheckSendCode: whether this is the code that the service keeps for the number. */
	checkSendCode(mobile: string, code: string): Promise<Answer<{ valid: boolean }>>;
}

const trueOrFalse = z
	.union([z.string(), z.boolean()])
	.transform((value) => String(value).trim().toLowerCase())
	.pipe(z.enum(['true', 'false']))
	.transform((word) => ({ valid: word === 'true' }));

/** Reads the number that a call answers for the one message that it sent. */
export function readSentNumber(door: HttpDoor, reply: Reply): Answer<AcceptedMessage> {
	const answer = readBareReply(door, reply, sendNumber, {
		sends: true,
		// A number that repeats the code is no id.
		claimsAcceptance: (number, code) => number !== String(code) && readSendNumber(door, number).ok,
	});
	if (!answer.ok) return answer;
	const read = readSendNumber(door, answer.value);
	return read.ok ? { ...answer, value: read.value } : read;
}

/** The code calls have a host of their own, `baseUrl`, and answer with a bare value instead of an envelope. */
export function codeCalls(door: HttpDoor, baseUrl: string): CodeCalls {
	async function post(endpoint: string, body: IDataObject, sends: boolean) {
		const path = `/api/smsAPI/${endpoint}`;
		return await door.request({ method: 'POST', baseUrl, path, body, sends });
	}

	async function send(endpoint: string, body: IDataObject): Promise<Answer<AcceptedMessage>> {
		const reply = await post(endpoint, body, true);
		return reply.ok ? readSentNumber(door, reply) : reply;
	}

	return {
		sendAutoCode: async (mobile, footer) =>
			await send('SendAutoCode', { Mobile: mobile, Footer: footer }),
		sendCode: async (mobile, message) =>
			await send('SendCode', { Mobile: mobile, Message: message }),
		async checkSendCode(mobile, code) {
			const reply = await post('CheckSendCode', { Mobile: mobile, Code: code }, false);
			return reply.ok ? readBareReply(door, reply, trueOrFalse, { sends: false }) : reply;
		},
	};
}
