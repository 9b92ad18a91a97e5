import { z } from 'zod';

import { oneStep } from '../../shared/node/oneStep';

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

const plainText = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Text of an id, which mostly arrives as a number. */
export const id = oneStep((value) => plainText(value) || undefined, 'no id');

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
export const text = oneStep((value) => plainText(value ?? ''), 'neither text nor number');

/** Rows, each with the service's own object beside it as `source`. Null counts as no rows. */
export function rowsOf<Row>(row: z.ZodType<Row, z.ZodTypeDef, unknown>) {
	return z
		.array(z.unknown())
		.nullish()
		.transform((sources, context) => {
			const rows: Array<{ readonly row: Row; readonly source: unknown }> = [];
			for (const source of sources ?? []) {
				const read = row.safeParse(source);
				if (!read.success) {
					for (const issue of read.error.issues) context.addIssue(issue);
					return z.NEVER;
				}
				rows.push({ row: read.data, source });
			}
			return rows;
		});
}
