import isEqual from 'lodash/isEqual';
import { z } from 'zod';

import { anything } from '../../shared/form/oneStep';

/**
 * The service matches property names without regard to case; so do we. A name that is there in two
 * spellings with different values says nothing.
 */
export function lowerCaseNames(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const entries = Object.entries(value).map(([name, entry]) => [name.toLowerCase(), entry]);
	const byName = new Map(entries.map(([name, entry]) => [name, entry]));
	if (byName.size === entries.length) return Object.fromEntries(entries);
	const contradicted = new Set(
		entries.filter(([name, entry]) => !isEqual(byName.get(name), entry)).map(([name]) => name),
	);
	return Object.fromEntries(entries.filter(([name]) => !contradicted.has(name)));
}

/** An object whose property names, given here in lower case, may arrive in any case. */
export function anyCase<Shape extends z.ZodRawShape>(shape: Shape) {
	return anything.transform(lowerCaseNames).pipe(z.object(shape));
}

/** A property by its name in lower case. */
export type Field = (name: string) => unknown;

/** The same for an object of which thousands arrive: nothing of it is copied. */
export function fieldsOf(source: object): Field {
	return (name) => {
		let found: unknown;
		let isFound = false;
		for (const key of Object.keys(source)) {
			if (key.toLowerCase() !== name) continue;
			const value: unknown = Reflect.get(source, key);
			if (isFound && !isEqual(found, value)) return undefined;
			found = value;
			isFound = true;
		}
		return found;
	};
}
