import { z } from 'zod';

/** Anything, or nothing: as the key of an object it may be missing, whichever zod reads it. */
export const anything = z.unknown().optional();

/**
 * Reads a value in a single step. zod takes its time for each step, and there are thousands of items in
 * and of rows out.
 *
 * @param read undefined where the value does not fit
 * @param sentenceFor says of such a value what is wanted
 */
export function oneStep<Value>(
	read: (value: unknown) => Value | undefined,
	sentenceFor: (value: unknown) => string,
) {
	return anything.transform((value, context): Value => {
		const found = read(value);
		if (found !== undefined) return found;
		// Fatal, since no later check can do anything with it.
		context.addIssue({ code: 'custom', message: sentenceFor(value), fatal: true });
		return z.NEVER;
	});
}
