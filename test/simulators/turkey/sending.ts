import parsePhoneNumber from 'libphonenumber-js';
import { Refusal } from '../core/answer';
import type { TurkeyCall, TurkeyReply } from './call';
import { messageOf } from './resultCodes';
import {
	charge,
	partsOf,
	requireRecipient,
	requireText,
	requireTitle,
	scheduleOf,
	type Draft,
} from './rules';
import {
	bulkFields,
	personalizedFields,
	sendFields,
	sendGetFields,
	type ScheduleFields,
} from './schemas';

import type { OddBulk, TurkeyState } from './state';

const SENT = 'TS-1024';
const LANGUAGES = ['English', 'Turkish', 'Arabic'];

interface Sending {
	title: string;
	language: number;
	drafts: Draft[];
	scheduledAt?: number | undefined;
	otpCode?: string;
	digits?: number;
}

export function send(call: TurkeyCall): TurkeyReply {
	const { sentto, sms_lang, ...fields } = sendFields.parse(call.fields);
	return sendSingle(call, { ...fields, recipient: sentto, language: sms_lang });
}

export function sendByGet(call: TurkeyCall): TurkeyReply {
	const { mobile, lang, ...fields } = sendGetFields.parse(call.fields);
	return sendSingle(call, { ...fields, recipient: mobile, language: lang });
}

export function sendBulk(call: TurkeyCall): TurkeyReply {
	const { title, sentto, text, ...fields } = bulkFields.parse(call.fields);
	const sender = requireTitle(call.state, title);
	const recipients = requireRecipients(sentto);
	const sms = requireText(text);
	const parts = partsOf(sms, fields.sms_lang);
	const drafts = recipients.map((recipient) => ({ recipient, text: sms, parts }));
	return acceptBulk(call, {
		title: sender,
		language: fields.sms_lang,
		drafts,
		scheduledAt: scheduleOf(fields, call.state.clock.now()),
	});
}

/** `text[i]` belongs to `sentto[i]`. */
export function sendPersonalized(call: TurkeyCall): TurkeyReply {
	const { title, sentto, text, ...fields } = personalizedFields.parse(call.fields);
	const sender = requireTitle(call.state, title);
	const recipients = requireRecipients(sentto);
	const texts = (text ?? []).map((entry) => requireText(entry));
	if (texts.length === 0) throw new Refusal('TS-1026');
	if (texts.length !== recipients.length) throw new Refusal('TS-1033');
	const drafts = recipients.map((recipient, index) => {
		const own = texts[index] ?? '';
		return { recipient, text: own, parts: partsOf(own, fields.sms_lang) };
	});
	return acceptBulk(call, {
		title: sender,
		language: fields.sms_lang,
		drafts,
		scheduledAt: scheduleOf(fields, call.state.clock.now()),
	});
}

/** Accepts one message under an `sms_id` of its own. */
export function acceptSingle(call: TurkeyCall, sending: Sending): TurkeyReply {
	const { state } = call;
	charge(state, sending.drafts);
	const smsId = state.nextSmsId();
	const [message] = accept(call, sending, { smsId });
	if (message) state.messages.set(smsId, message);
	return { sms_id: smsId, number_of_sms: String(message?.parts ?? 0), ...outcome(sending) };
}

interface SingleFields extends ScheduleFields {
	title?: string | undefined;
	recipient: string | undefined;
	text?: string | undefined;
	language: number;
}

function sendSingle(call: TurkeyCall, { language, ...fields }: SingleFields): TurkeyReply {
	const title = requireTitle(call.state, fields.title);
	const recipient = requireRecipient(fields.recipient);
	const text = requireText(fields.text);
	const scheduledAt = scheduleOf(fields, call.state.clock.now());
	const drafts = [{ recipient, text, parts: partsOf(text, language) }];
	return acceptSingle(call, { title, language, drafts, scheduledAt });
}

/** `number_of_sms` is that of the longest message, not of all: the document's sample has 1 for two numbers. */
function acceptBulk(call: TurkeyCall, sending: Sending): TurkeyReply {
	const { state } = call;
	const odd = state.nextBulks.shift() ?? limited(state, sending.drafts.length);
	const drafts = sending.drafts.slice(0, odd?.takes);
	charge(state, drafts);
	const reportId = state.nextReportId();
	const messages = accept(call, { ...sending, drafts }, { reportId });
	state.reports.set(reportId, { at: state.clock.now(), title: sending.title, messages });
	if (odd?.code !== undefined) throw new Refusal(odd.code);
	const most = messages.reduce((parts, message) => Math.max(parts, message.parts), 0);
	return {
		rapor_id: reportId,
		total_mobile_num: odd?.total === undefined ? String(messages.length) : odd.total,
		number_of_sms: String(most),
		...outcome(sending),
	};
}

function limited(state: TurkeyState, count: number): OddBulk | undefined {
	if (!state.account.takesWhatFits || state.fitsTheMinute(count)) return undefined;
	return { takes: state.leftOfTheMinute(), code: 'TS-1060' };
}

function accept(call: TurkeyCall, sending: Sending, id: { smsId: string } | { reportId: string }) {
	const { state, endpoint, requestId } = call;
	const { title, language, drafts, scheduledAt, otpCode, digits } = sending;
	return drafts.map((draft) => {
		const message = {
			at: state.clock.now(),
			endpoint,
			requestId,
			sender: title,
			...draft,
			...id,
			language,
			...(scheduledAt !== undefined && { scheduledAt }),
			...(otpCode !== undefined && { otpCode }),
			...(digits !== undefined && { digits }),
		};
		state.accept(message);
		return message;
	});
}

function outcome({ language, drafts }: Sending): TurkeyReply {
	return {
		result_code: SENT,
		result_message: messageOf(SENT),
		sms_lang: LANGUAGES[language],
		country: countryOf(drafts[0]?.recipient ?? ''),
	};
}

/** @returns name and code as the document writes them, `Turkey-TR` */
function countryOf(recipient: string): string {
	if (recipient.startsWith('90')) return 'Turkey-TR';
	const code = parsePhoneNumber(`+${recipient}`)?.country;
	if (!code) return 'International';
	return `${new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code}-${code}`;
}

function requireRecipients(recipients: string[] | null | undefined): string[] {
	if (!recipients || recipients.length === 0) throw new Refusal('TS-1025');
	return recipients.map((recipient) => requireRecipient(recipient));
}
