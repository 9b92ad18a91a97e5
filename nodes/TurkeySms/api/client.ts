import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Answer } from '../../shared/node/faults';
import type { HttpDoor } from '../../shared/node/http';
import { readAnswer } from './answer';
import type { Balance, Sent } from './schemas';
import { balance, sent } from './schemas';
import { findSenderIds } from './senderIds';

/** `sms_lang`: what the letters of the text need. */
const LANGUAGE_NUMBERS = { english: 0, turkish: 1, arabic: 2 } as const;

export type Language = keyof typeof LANGUAGE_NUMBERS;

export interface SendRequest {
	/** The sender ID, as the account has it. */
	readonly title: string;
	readonly text: string;
	/** Digits with country code, no plus sign. */
	readonly recipient: string;
	readonly language: Language;
}

/** A local date and time in Europe/Istanbul, `YYYY-MM-DD` and `HH:MM`. */
export interface ScheduledTime {
	readonly date: string;
	readonly time: string;
}

/** One typed function an endpoint. None throws. */
export interface TurkeySmsClient {
	/** gonder/add-content: one text to one number, now or later. */
	send(request: SendRequest, scheduled?: ScheduledTime): Promise<Answer<Sent>>;
	/** get/get.php: the same by GET, now. */
	sendByGet(request: SendRequest): Promise<Answer<Sent>>;
	/** bakiye_sorgulama: messages left within Turkey, and Turkish lira left for abroad. */
	getBalance(): Promise<Answer<Balance>>;
	/** senderid_sorgulama: the account's sender IDs. */
	getSenderIds(): Promise<Answer<string[]>>;
}

export function turkeySmsClient(door: HttpDoor, baseUrl: string): TurkeySmsClient {
	const path = (endpoint: string) => `/api/v3/${endpoint}`;

	async function post<Value>(
		endpoint: string,
		fields: IDataObject,
		shape: z.ZodType<Value, z.ZodTypeDef, unknown>,
		{ sends } = { sends: false },
	): Promise<Answer<Value>> {
		const body = { ...fields, response_type: 'json' };
		const reply = await door.request({
			method: 'POST',
			baseUrl,
			path: path(endpoint),
			body,
			sends,
		});
		return reply.ok ? readAnswer(door, reply, shape, sends) : reply;
	}

	async function get<Value>(
		endpoint: string,
		fields: Record<string, string>,
		shape: z.ZodType<Value, z.ZodTypeDef, unknown>,
		{ sends } = { sends: false },
	): Promise<Answer<Value>> {
		const query = { ...fields, response_type: 'json' };
		const reply = await door.request({
			method: 'GET',
			baseUrl,
			path: path(endpoint),
			query,
			sends,
		});
		return reply.ok ? readAnswer(door, reply, shape, sends) : reply;
	}

	return {
		async send({ title, text, recipient, language }, scheduled) {
			const body: IDataObject = {
				title,
				text,
				sentto: recipient,
				report: 1,
				sms_lang: LANGUAGE_NUMBERS[language],
			};
			// Only the result codes TS-1070…1072 are documented; these are the names that the provider's newer API uses.
			if (scheduled !== undefined) {
				body.scheduled_sms = 1;
				body.scheduled_date = scheduled.date;
				body.scheduled_time = scheduled.time;
			}
			return await post('gonder/add-content', body, sent, { sends: true });
		},
		async sendByGet({ title, text, recipient, language }) {
			const lang = String(LANGUAGE_NUMBERS[language]);
			const query = { title, text, mobile: recipient, report: '1', lang };
			return await get('get/get.php', query, sent, { sends: true });
		},
		async getBalance() {
			return await post('bakiye_sorgulama/add-content', {}, balance);
		},
		async getSenderIds() {
			const names = z.unknown().transform(findSenderIds);
			return await post('senderid_sorgulama/add-content', { report: 1 }, names);
		},
	};
}
