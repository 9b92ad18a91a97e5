import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

type Context = Pick<IExecuteFunctions, 'getInputData' | 'getNodeParameter'>;

/** Answers what stands in a field for an item; throws where an expression has no value. */
export type ParameterReader = (field: INodeProperties, itemIndex: number) => unknown;

/** A field of the item, as n8n writes it when one is dragged into a parameter: `={{ $json.mobile }}`. */
const MAPPED_FIELD = /^=\{\{ *\$json(?:\.([A-Za-z_]\w*)|\['([^'\\\n]+)'\]) *\}\}$/;

function isExpression(value: unknown): value is string {
	return typeof value === 'string' && value.startsWith('=');
}

function hasExpression(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isExpression(value);
	return Object.values(value).some(hasExpression);
}

/**
 * The fields of the item that a parameter is made of, by the name of the entry that each stands in (an
 * empty one where it is the whole parameter); undefined where it needs n8n's expressions.
 */
function mappedFields(raw: unknown): ReadonlyMap<string, string> | undefined {
	if (Array.isArray(raw)) return undefined;
	const isCollection = typeof raw === 'object' && raw !== null && !('__rl' in raw);
	const entries = isCollection ? Object.entries(raw) : [['', raw] as const];
	const mapped = new Map<string, string>();
	for (const [name, value] of entries) {
		if (!hasExpression(value)) continue;
		const [, plain, quoted] = MAPPED_FIELD.exec(String(value)) ?? [];
		const field = plain ?? quoted;
		if (!isExpression(value) || field === undefined) return undefined;
		mapped.set(name, field);
	}
	return mapped;
}

/** Only values that an expression hands on as they are; undefined for all others. */
function plainValue(json: object | undefined, field: string): unknown {
	if (json === undefined || !Object.hasOwn(json, field)) return undefined;
	const value: unknown = Reflect.get(json, field);
	return ['string', 'number', 'boolean'].includes(typeof value) ? value : undefined;
}

/**
 * Reads parameters in less time than n8n takes for an expression (half a millisecond). One without an expression is
 * resolved once, and a field of the item is read from the item itself where it has a plain value. What
 * n8n makes of the expression is compared the first time, so that a name it forbids is not read either.
 */
export function parameterReader(context: Context): ParameterReader {
	const items = context.getInputData();
	const readers = new Map<string, (itemIndex: number) => unknown>();

	function readerOf({ name, type }: INodeProperties): (itemIndex: number) => unknown {
		// Where a value is to be extracted, n8n does not know a field that is hidden at the moment.
		const extractValue = type === 'resourceLocator';
		// A collection that is not there has no options; one whose expression gives null is refused.
		const fallback = type === 'collection' ? {} : null;
		const evaluate = (itemIndex: number): unknown =>
			context.getNodeParameter(name, itemIndex, fallback, { extractValue });
		const raw: unknown = context.getNodeParameter(name, 0, null, { rawExpressions: true });
		if (!hasExpression(raw)) return once(evaluate);
		const mapped = mappedFields(raw);
		if (mapped === undefined) return evaluate;
		const whole = mapped.get('');
		if (whole !== undefined) {
			return fromItem((json) => plainValue(json, whole), Object.is, evaluate);
		}
		const isSame = (read: unknown, evaluated: unknown) =>
			[...mapped.keys()].every((entry) =>
				Object.is(entryOf(read, entry), entryOf(evaluated, entry)),
			);
		return fromItem((json) => collectionOf(raw, mapped, json), isSame, evaluate);
	}

	/** @param read undefined where the item has no plain value */
	function fromItem(
		read: (json: object | undefined) => unknown,
		isSame: (read: unknown, evaluated: unknown) => boolean,
		evaluate: (itemIndex: number) => unknown,
	): (itemIndex: number) => unknown {
		let isProven: boolean | undefined;
		return (itemIndex) => {
			const value = isProven === false ? undefined : read(items[itemIndex]?.json);
			if (value === undefined) return evaluate(itemIndex);
			if (isProven) return value;
			const evaluated = evaluate(itemIndex);
			isProven = isSame(value, evaluated);
			return evaluated;
		};
	}

	return (field, itemIndex) => {
		const known = readers.get(field.name);
		if (known !== undefined) return known(itemIndex);
		const reader = readerOf(field);
		readers.set(field.name, reader);
		return reader(itemIndex);
	};
}

/** The collection with the values of its mapped entries; undefined where one of them is not plain. */
function collectionOf(
	raw: unknown,
	mapped: ReadonlyMap<string, string>,
	json: object | undefined,
): unknown {
	const values: Record<string, unknown> = {};
	for (const [name, field] of mapped) {
		const value = plainValue(json, field);
		if (value === undefined) return undefined;
		values[name] = value;
	}
	return Object.assign({}, raw, values);
}

function entryOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function once(evaluate: (itemIndex: number) => unknown): (itemIndex: number) => unknown {
	let known: { readonly value: unknown } | undefined;
	return (itemIndex) => {
		known ??= { value: evaluate(itemIndex) };
		return known.value;
	};
}
