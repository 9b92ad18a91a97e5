import { z } from 'zod';

const SENTENCE =
	'Enter the key of the option Only Once per Key as a text or a number, such as an order ID';

/** An object or a list as text would be one key for all items; undefined for these. */
function keyOf(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	return typeof value === 'string' ? value : undefined;
}

/** Reads a key of the option Only Once per Key: text or a number, or empty. */
export const onceKey = z.preprocess(keyOf, z.string({ message: SENTENCE }));
