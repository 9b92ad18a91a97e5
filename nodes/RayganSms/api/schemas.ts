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

const plainText = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** One step each, since answers have thousands of rows and zod takes its time for each step. */
function oneStep(read: (value: unknown) => string | undefined) {
	return z.unknown().transform((value, context): string => {
		const found = read(value);
		if (found !== undefined) return found;
		context.addIssue({ code: 'custom', message: 'neither text nor number' });
		return z.NEVER;
	});
}

/** Text of an id, which mostly arrives as a number. */
export const id = oneStep((value) => plainText(value) || undefined);

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
export const text = oneStep((value) => plainText(value ?? ''));

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
