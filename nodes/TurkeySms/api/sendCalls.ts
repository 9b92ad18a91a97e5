import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/faults/faults';
import type { Call } from './call';
import type { Language } from './languages';
import { LANGUAGE_NUMBERS } from './languages';
import type { Sent, SentToMany } from './schemas';
import { sent, sentToMany } from './schemas';

interface SendSettings {
	/** The sender ID, as the account has it. */
	readonly title: string;
	readonly language: Language;
	/** Undefined sends now. */
	readonly scheduled?: ScheduledTime;
}

/** A local date and time in Europe/Istanbul, `YYYY-MM-DD` and `HH:MM`. */
export interface ScheduledTime {
	readonly date: string;
	readonly time: string;
}

export interface SendRequest extends SendSettings {
	readonly text: string;
	/** Digits with country code, no plus sign. */
	readonly recipient: string;
}

export interface SendBulkRequest extends SendSettings {
	readonly text: string;
	/** Digits with country code, no plus sign. */
	readonly recipients: readonly string[];
}

export interface SendPersonalRequest extends SendSettings {
	readonly messages: ReadonlyArray<{ readonly text: string; readonly recipient: string }>;
}

export interface SendCalls {
	/** gonder/add-content: one text to one number. */
	send(request: SendRequest): Promise<Answer<Sent>>;
	/** get/get.php: the same by GET, now. */
	sendByGet(request: SendRequest): Promise<Answer<Sent>>;
	/** tek-metin-gonderimi: one text to many numbers, one report. */
	sendBulk(request: SendBulkRequest): Promise<Answer<SentToMany>>;
	/** coklu-metin-gonderimi: a text for each number, one report. */
	sendPersonal(request: SendPersonalRequest): Promise<Answer<SentToMany>>;
}

function fieldsOf({ title, language, scheduled }: SendSettings): IDataObject {
	const fields = { title, report: 1, sms_lang: LANGUAGE_NUMBERS[language] };
	if (scheduled === undefined) return fields;
	// Only the result codes TS-1070…1072 are documented; these are the names that the provider's newer API uses.
	return {
		...fields,
		scheduled_sms: 1,
		scheduled_date: scheduled.date,
		scheduled_time: scheduled.time,
	};
}

const SENDS = { sends: true };
const BULK = 'gruba-gonder/post/tek-metin-gonderimi/';
const PERSONAL = 'gruba-gonder/post/coklu-metin-gonderimi/';

export function sendCalls(call: Call): SendCalls {
	return {
		async send({ text, recipient, ...settings }) {
			const body = { ...fieldsOf(settings), text, sentto: recipient };
			return await call.post('gonder/add-content', body, sent, SENDS);
		},
		async sendByGet({ title, text, recipient, language }) {
			const lang = String(LANGUAGE_NUMBERS[language]);
			const query = { title, text, mobile: recipient, report: '1', lang };
			return await call.get('get/get.php', query, sent, SENDS);
		},
		async sendBulk({ text, recipients, ...settings }) {
			const body = { ...fieldsOf(settings), text, sentto: [...recipients] };
			return await call.post(BULK, body, sentToMany(recipients.length), SENDS);
		},
		async sendPersonal({ messages, ...settings }) {
			const sentto = messages.map(({ recipient }) => recipient);
			const text = messages.map((message) => message.text);
			const body = { ...fieldsOf(settings), text, sentto };
			return await call.post(PERSONAL, body, sentToMany(sentto.length), SENDS);
		},
	};
}
