import { z } from 'zod';

import { anything } from '../../shared/form/oneStep';

/** A text or a number as text; undefined where it is neither, or blank. */
export function textOf(value: unknown): string | undefined {
	const isText = typeof value === 'string' || typeof value === 'number';
	return isText && String(value).trim() !== '' ? String(value) : undefined;
}

const NUMBER = /^-?\d+([.,]\d+)?$/;

/** A number, or a text that is one, `"1"`; else undefined. */
export function numberOf(value: unknown): number | undefined {
	const text = textOf(value)?.trim() ?? '';
	return NUMBER.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** A text that may be missing or blank. */
export const words = anything.transform(textOf);

/** A number that may be missing or unreadable. */
export const count = anything.transform(numberOf);

/** What all sends answer with; what cannot be read is left out, but for the id, which proves the send. */
const sendDetails = z.object({
	sms_id: words,
	rapor_id: words,
	total_mobile_num: anything,
	number_of_sms: count,
	result_code: words,
	result_message: words,
	sms_lang: words,
	content_type: words,
	country: words,
});

function detailsOf(reply: z.infer<typeof sendDetails>) {
	return {
		creditsUsed: reply.number_of_sms,
		resultCode: reply.result_code,
		resultMessage: reply.result_message,
		language: reply.sms_lang,
		contentType: reply.content_type,
		country: reply.country,
	};
}

/** The document calls both ids numbers; 0, a negative one, a word or a blank names no message. */
function isId(id: string | undefined): id is string {
	return id !== undefined && /^\s*0*[1-9]\d*\s*$/.test(id);
}

/** The answer to a send to one number. */
export const sent = sendDetails
	.refine(({ sms_id }) => isId(sms_id), {
		message: 'success, but without an ID of the message',
	})
	.transform((reply) => ({
		smsId: reply.sms_id,
		...detailsOf(reply),
	}));

export type Sent = z.infer<typeof sent>;

const GROUPED = /^\d{1,3}([.,]\d{3})+$/;

/** How many numbers the answer says that the message was sent to: `2`, `"2"`, `"2 numbers"`, `"2,492"`. */
function totalOf(value: unknown): number | undefined {
	const digits = /^-?\d[\d.,]*/.exec(textOf(value)?.trim() ?? '')?.[0];
	if (digits === undefined) return undefined;
	return numberOf(GROUPED.test(digits) ? digits.replace(/[.,]/g, '') : digits);
}

/**
 * The answer to a send to many numbers, which has one report and no ids of messages.
 *
 * Fewer numbers than were handed over mean that not all were taken, and more are not ours. That a number
 * which was handed over twice counts once would be good news, but nothing proves it.
 *
 * @param handedOver how many numbers the request had
 */
export function sentToMany(handedOver: number) {
	return sendDetails
		.superRefine(({ rapor_id, total_mobile_num }, { addIssue }) => {
			const total = totalOf(total_mobile_num);
			if (total !== undefined && total !== handedOver) {
				const message = `a total of ${total} where ${handedOver} numbers were handed over`;
				addIssue({ code: 'custom', message });
			} else if (!isId(rapor_id)) {
				addIssue({ code: 'custom', message: 'success, but without an ID of the report' });
			}
		})
		.transform((reply) => ({
			reportId: reply.rapor_id,
			...detailsOf(reply),
		}));
}

export type SentToMany = z.infer<ReturnType<typeof sentToMany>>;
