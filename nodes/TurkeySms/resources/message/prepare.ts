import type { IDataObject } from 'n8n-workflow';

import type { Answer, Checked } from '../../../shared/faults/faults';
import type { SendRecipients } from '../../../shared/sending/recipients/guards';
import type { MessageResult } from '../../../shared/sending/message';
import type { Prepared } from '../../../shared/sending/slots';
import { toIso } from '../../../shared/sms/dates';
import type { Language } from '../../api/client';
import { chooseLanguage } from './language';
import { shownZone } from '../../api/times';
import type { ScheduledSend } from './schedule';
import { readScheduleAt } from './schedule';
import { readTitle } from './title';

/** What all messages of one request have in common. */
export interface SharedSettings {
	readonly title: string;
	readonly language: Language;
	readonly scheduled?: ScheduledSend;
}

interface Draft {
	readonly zone: string;
	readonly title: string;
	readonly client: { readonly defaultTitle: string };
	readonly text: string;
	readonly recipients: Checked<SendRecipients>;
	readonly language: Language | 'auto';
	readonly scheduleAt?: unknown;
	readonly requestMethod?: 'GET' | 'POST';
}

/** Checks one item of a send, offline. */
export function prepareSend(draft: Draft): Checked<Prepared<SharedSettings>> {
	const { zone, text, recipients, requestMethod = 'POST' } = draft;
	const title = readTitle(draft.title, draft.client);
	if (!title.ok) return title;
	if (!recipients.ok) return recipients;
	const chosen = chooseLanguage(text, draft.language);
	if (!chosen.ok) return chosen;
	const schedule = readScheduleAt(draft.scheduleAt, zone, requestMethod);
	if (!schedule.ok) return schedule;
	const { language, measure } = chosen.value;
	const { scheduled, tooLate } = schedule.value;
	const { numbers, output } = recipients.value;
	return {
		ok: true,
		value: {
			shared: { title: title.value, language, scheduled },
			messages: numbers.map((number) => ({ recipient: number, text })),
			output: {
				parts: measure.parts,
				encoding: measure.encoding,
				...(scheduled === undefined ? {} : { scheduledAt: toIso(scheduled.atMs, shownZone(zone)) }),
				...output,
			},
			tooLate,
		},
	};
}

/** The result of a message from the answer to its request. */
export function messageResult<Ids extends IDataObject>(answer: Answer<Ids>): MessageResult {
	if (!answer.ok) return answer;
	return { ok: true, ids: { ...answer.value }, raw: answer.raw };
}
