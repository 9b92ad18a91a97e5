import { z } from 'zod';

/** Numbers that the document's tables call strings and its samples print as numbers. */
const numeric = z
	.union([
		z.number(),
		z
			.string()
			.trim()
			.regex(/^-?\d+(\.\d+)?$/),
	])
	.transform(Number);

/** Text of an id, which may arrive as a number. */
const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));

/** What every call but the code calls answers with. Property names arrive in any case. */
export const envelope = z.object({
	code: numeric,
	message: z.string().nullish(),
	result: z.unknown(),
});

export const groupMessageId = id;

/** In Rial. */
export const credit = numeric;
