import { z } from 'zod';

import { anything, oneStep } from '../../shared/form/oneStep';
import type { Field } from './anyCase';
import { fieldsOf } from './anyCase';

/** Numbers that the document's tables call strings and its samples print as numbers. */
export function readNumber(value: unknown): number | undefined {
	if (typeof value === 'number') return value;
	const isWritten = typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value);
	const number = isWritten ? Number(value) : Number.NaN;
	return Number.isFinite(number) ? number : undefined;
}

/** Text, also of a number; undefined for all else. */
export const plainText = (value: unknown): string | undefined =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

/** Text of an id, which mostly arrives as a number. */
export const readId = (value: unknown): string | undefined => plainText(value) || undefined;

/** Text as it stands; null and a missing property count as empty. */
export const readText = (value: unknown): string | undefined => plainText(value ?? '');

export const numeric = oneStep(readNumber, () => 'no number');

export const id = oneStep(readId, () => 'no id');

export const text = oneStep(readText, () => 'neither text nor number');

/** What every call but the code calls answers with. Property names arrive in any case. */
export const envelope = z.object({
	code: numeric,
	message: z.string().nullish().catch(undefined),
	result: anything,
});

/** In Rial. */
export const credit = numeric;

/**
 * Rows, each with the service's own object beside it as `source`. Null counts as no rows.
 *
 * @param read undefined for a row that cannot be read: then none is
 */
export function rowsOf<Row>(read: (field: Field) => Row | undefined) {
	return oneStep(
		(sources) => {
			const given = sources ?? [];
			if (!Array.isArray(given)) return undefined;
			const list: readonly unknown[] = given;
			const rows: Array<{ readonly row: Row; readonly source: unknown }> = [];
			for (const source of list) {
				const row =
					typeof source === 'object' && source !== null ? read(fieldsOf(source)) : undefined;
				if (row === undefined) return undefined;
				rows.push({ row, source });
			}
			return rows;
		},
		() => 'no rows',
	);
}
