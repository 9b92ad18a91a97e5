import { z } from 'zod';

/** Numbers arrive as numbers or as text, `"1"`. */
const numeric = z
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

/** The fields in which an answer says how the call went, and which of them there are depends on the call. */
export const outcome = z.object({
	result: z.unknown(),
	result_code: text.nullish(),
	sms_status_code: text.nullish(),
	status_code: text.nullish(),
	result_message: text.nullish(),
});

/** What all sends answer with; without a report, none of it. */
export const sent = z
	.object({
		sms_id: text.nullish(),
		number_of_sms: numeric.nullish().catch(undefined),
		result_code: text.nullish(),
		result_message: text.nullish(),
		sms_lang: text.nullish(),
		content_type: text.nullish(),
		country: text.nullish(),
	})
	.transform((reply) => ({
		smsId: reply.sms_id ?? undefined,
		creditsUsed: reply.number_of_sms ?? undefined,
		resultCode: reply.result_code ?? undefined,
		resultMessage: reply.result_message ?? undefined,
		language: reply.sms_lang ?? undefined,
		contentType: reply.content_type ?? undefined,
		country: reply.country ?? undefined,
	}));

export type Sent = z.infer<typeof sent>;

/** Messages left within Turkey, and Turkish lira left for abroad. The echoed key is not read. */
export const balance = z
	.object({ local_balance_sms: numeric, international_balance_tl: numeric.nullish() })
	.transform((reply) => ({
		localBalance: reply.local_balance_sms,
		internationalBalance: reply.international_balance_tl ?? undefined,
	}));

export type Balance = z.infer<typeof balance>;
