import { z } from 'zod';

/** Ids, codes and words stay text, leading zeros and all. */
const text = z.union([z.string(), z.number()]).transform(String);

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

/** A number that must be there. */
export const numeric = z.unknown().transform(numberOf).pipe(z.number());

/** A text that may be missing or blank. */
export const words = z.unknown().transform(textOf);

/** A number that may be missing or unreadable. */
export const count = z.unknown().transform(numberOf);

/** The fields in which an answer says how the call went, and which of them there are depends on the call. */
export const outcome = z.object({
	result: z.unknown(),
	result_code: text.nullish(),
	sms_status_code: text.nullish(),
	status_code: text.nullish(),
	result_message: text.nullish(),
});

/** What all sends answer with; what cannot be read is left out, since the send was accepted all the same. */
const sendDetails = z.object({
	sms_id: words,
	rapor_id: words,
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

/** The answer to a send to one number. */
export const sent = sendDetails.transform((reply) => ({
	smsId: reply.sms_id,
	...detailsOf(reply),
}));

export type Sent = z.infer<typeof sent>;

/** The answer to a send to many numbers, which has one report and no ids of messages. */
export const sentToMany = sendDetails.transform((reply) => ({
	reportId: reply.rapor_id,
	...detailsOf(reply),
}));

export type SentToMany = z.infer<typeof sentToMany>;
