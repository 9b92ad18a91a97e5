import { z } from 'zod';

/** Numbers arrive as numbers or as text, `"1"`. */
export const numeric = z
	.union([
		z.number(),
		z
			.string()
			.trim()
			.regex(/^-?\d+([.,]\d+)?$/),
	])
	.transform((value) => Number(String(value).replace(',', '.')));

/** Ids, codes and words stay text, leading zeros and all. */
const text = z.union([z.string(), z.number()]).transform(String);

/** A text that may be missing or blank. */
export const words = text.nullish().transform((value) => (value?.trim() ? value : undefined));

/** A number that may be missing or unreadable. */
export const count = numeric
	.nullish()
	.catch(undefined)
	.transform((value) => value ?? undefined);

/** The fields in which an answer says how the call went, and which of them there are depends on the call. */
export const outcome = z.object({
	result: z.unknown(),
	result_code: text.nullish(),
	sms_status_code: text.nullish(),
	status_code: text.nullish(),
	result_message: text.nullish(),
});

/** A detail of a send: where it cannot be read, the send was accepted all the same. */
const detail = text
	.nullish()
	.catch(undefined)
	.transform((value) => value ?? undefined);

/** What all sends answer with; without a report, none of it. */
const sendDetails = z.object({
	sms_id: detail,
	rapor_id: detail,
	number_of_sms: count,
	result_code: detail,
	result_message: detail,
	sms_lang: detail,
	content_type: detail,
	country: detail,
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
