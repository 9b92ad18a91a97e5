import { z } from 'zod';

/** Fields are optional here: the service has a code of its own for each that is missing. */

const scalar = z
	.union([z.string(), z.number()])
	.transform(String)
	.nullish()
	.transform((value) => value ?? undefined);
const list = z.array(z.union([z.string(), z.number()]).transform(String)).nullish();

/** 0 English (also when left out), 1 Turkish, 2 Arabic. */
const language = scalar
	.refine((value) => value === undefined || ['', '0', '1', '2'].includes(value))
	.transform((value) => Number(value ?? 0));

const schedule = { scheduled_sms: scalar, scheduled_date: scalar, scheduled_time: scalar };
const digits = z
	.union([z.string(), z.number()])
	.transform(Number)
	.refine((value) => [4, 5, 6].includes(value));

export const sendFields = z.object({
	title: scalar,
	text: scalar,
	sentto: scalar,
	sms_lang: language,
	...schedule,
});
/** The document prints no schedule for a send by GET. */
export const sendGetFields = z.object({
	title: scalar,
	text: scalar,
	mobile: scalar,
	lang: language,
});
export const bulkFields = z.object({
	title: scalar,
	text: scalar,
	sentto: list,
	sms_lang: language,
	...schedule,
});
export const personalizedFields = bulkFields.extend({ text: list });

/** The document lists `lang` and explains `sms_lang`. */
export const otpFields = z.object({
	mobile: scalar,
	digits,
	lang: language.optional(),
	sms_lang: language.optional(),
});
/** The document names the template `text`, the provider's sample `sms_text`. */
export const otpDetailedFields = otpFields.extend({
	title: scalar,
	text: scalar,
	sms_text: scalar,
});

export const statusFields = z.object({ sms_id: scalar });
export const reportFields = z.object({ raporid: scalar });

export type ScheduleFields = Partial<Record<keyof typeof schedule, string | undefined>>;
