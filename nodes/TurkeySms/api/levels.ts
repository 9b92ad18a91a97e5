/** Fields under which an answer can wrap its content once more. Others hold something of their own. */
const WRAPPERS = ['data', 'response'];
const MAX_DEPTH = 3;

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of one object is that object; PHP prints it with the key 0. */
function unlisted(value: unknown): unknown {
	if (Array.isArray(value)) return value.length === 1 ? value[0] : value;
	if (!isObject(value)) return value;
	const [only, ...others] = Object.keys(value);
	return only === '0' && others.length === 0 ? Reflect.get(value, only) : value;
}

const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * The objects of which an answer consists, the outermost first: itself, and what it wraps under `data`
 * or `response`. Empty where it is no object.
 */
export function levelsOf(answer: unknown, depth = 0): object[] {
	const level = unlisted(answer);
	if (!isObject(level) || depth > MAX_DEPTH) return [];
	const wrapped = WRAPPERS.flatMap((name) => levelsOf(Reflect.get(level, name), depth + 1));
	return [level, ...wrapped];
}

/** All fields of the levels as one object; of two by one name the outer one counts, unless it is blank. */
export function flattened(levels: readonly object[]): object {
	const entries: Array<[string, unknown]> = [...levels]
		.reverse()
		.flatMap((level) => Object.entries(level));
	const flat = new Map<string, unknown>();
	for (const [name, value] of entries) {
		if (!isBlank(value) || !flat.has(name)) flat.set(name, value);
	}
	return Object.fromEntries(flat);
}

/** What the levels say under a name, blanks left out. */
export function saidIn(levels: readonly object[], name: string): unknown[] {
	return levels
		.filter((level) => Object.hasOwn(level, name))
		.map((level): unknown => Reflect.get(level, name))
		.filter((value) => !isBlank(value));
}

/** The same answer less a field, in it and in what it wraps. */
export function without(answer: unknown, name: string, depth = 0): unknown {
	if (Array.isArray(answer) && answer.length === 1) return [without(answer[0], name, depth)];
	if (!isObject(answer) || depth > MAX_DEPTH + 1) return answer;
	const kept = Object.entries(answer).filter(([field]) => field !== name);
	return Object.fromEntries(
		kept.map(([field, value]: [string, unknown]) => [
			field,
			field === '0' || WRAPPERS.includes(field) ? without(value, name, depth + 1) : value,
		]),
	);
}
