import { z } from 'zod';

/** The service matches property names without regard to case; so do we. */
export function lowerCaseNames(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name.toLowerCase(), entry]),
	);
}

/** An object whose property names, given here in lower case, may arrive in any case. */
export function anyCase<Shape extends z.ZodRawShape>(shape: Shape) {
	return z.preprocess(lowerCaseNames, z.object(shape));
}

/** A property by its name in lower case. */
export type Field = (name: string) => unknown;

/** The same for an object of which thousands arrive: nothing of it is copied. */
export function fieldsOf(source: object): Field {
	return (name) => {
		const written = Object.keys(source).findLast((key) => key.toLowerCase() === name);
		return written === undefined ? undefined : Reflect.get(source, written);
	};
}
