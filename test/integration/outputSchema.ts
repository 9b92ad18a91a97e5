import type { IDataObject } from 'n8n-workflow';

/** What n8n's editor reads of a schema: it offers the properties for mapping. */
export interface OutputSchema {
	type: 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
	version?: number;
}

/** The schema of a value as it was put out. */
function schemaOf(value: unknown): OutputSchema {
	if (value === null || value === undefined) return { type: 'null' };
	if (typeof value === 'number') return { type: 'number' };
	if (typeof value === 'boolean') return { type: 'boolean' };
	if (Array.isArray(value)) {
		const items = value.map(schemaOf).reduce<OutputSchema>(merged, { type: 'null' });
		return { type: 'array', items };
	}
	if (typeof value !== 'object') return { type: 'string' };
	const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
	const properties = Object.fromEntries(entries.map(([name, inner]) => [name, schemaOf(inner)]));
	return { type: 'object', properties };
}

/** Of two values of one field; a field that can be empty has the type that it has else. */
function merged(one: OutputSchema, other: OutputSchema): OutputSchema {
	if (one.type === 'null') return other;
	if (other.type === 'null') return one;
	if (one.type !== other.type) throw new Error(`A field is ${one.type} and ${other.type}`);
	if (one.items && other.items) return { type: 'array', items: merged(one.items, other.items) };
	const properties = { ...one.properties };
	for (const [name, inner] of Object.entries(other.properties ?? {})) {
		const known = properties[name];
		properties[name] = known === undefined ? inner : merged(known, inner);
	}
	return one.type === 'object' ? { type: 'object', properties } : one;
}

/** The schema of the items that an operation or an event put out. */
export function schemaOfItems(items: readonly IDataObject[]): OutputSchema {
	const schema = items.map(schemaOf).reduce(merged, { type: 'null' });
	return { ...schema, version: 1 };
}
