import { z } from 'zod';

/** Numbers that the document's tables call strings and its samples print as numbers. */
export const numeric = z
	.union([
		z.number(),
		z
			.string()
			.trim()
			.regex(/^-?\d+(\.\d+)?$/),
	])
	.transform(Number);

/** Text of an id, which mostly arrives as a number: zod is quickest where the first kind fits. */
export const id = z.union([z.number(), z.string()]).transform(String).pipe(z.string().min(1));

/** What every call but the code calls answers with. Property names arrive in any case. */
export const envelope = z.object({
	code: numeric,
	message: z.string().nullish(),
	result: z.unknown(),
});

export const groupMessageId = id;

/** In Rial. */
export const credit = numeric;

/** Text as it stands; null and a missing property count as empty. */
export const text = z
	.union([z.number(), z.string()])
	.nullish()
	.transform((value) => String(value ?? ''));

/** Rows, each with the service's own object beside it as `source`. Null counts as no rows. */
export function rowsOf<Row>(row: z.ZodType<Row, z.ZodTypeDef, unknown>) {
	const withSource = z.preprocess(
		(source) => ({ source, row: source }),
		z.object({ source: z.unknown(), row }),
	);
	return z
		.array(withSource)
		.nullish()
		.transform((rows) => rows ?? []);
}
