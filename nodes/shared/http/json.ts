import { isSafeNumber, parse } from 'lossless-json';

/** A reply read as JSON, or what it is instead, as the object of a sentence. */
export type ReadJson =
	{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly found: string };

function whatItIs(text: string): string {
	if (text.trim() === '') return 'an empty answer';
	if (/^\s*</.test(text)) return 'a web page';
	return 'a text that is not JSON';
}

/** Far more than any answer of a provider has, and few enough for whoever walks through it. */
const DEEPEST = 100;

/** In characters: more than a report of 50,000 numbers has. */
export const LONGEST_ANSWER = 16 * 1024 * 1024;

/** No double is exact beyond 17 digits, and reading many more takes long. */
const MOST_DIGITS = 400;

/** How many names the objects in a value have; undefined where it is nested too deep. */
function countNames(value: unknown, depth = 0): number | undefined {
	if (typeof value !== 'object' || value === null) return 0;
	if (depth === DEEPEST) return undefined;
	const entries: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
	let names = Array.isArray(value) ? 0 : entries.length;
	for (const entry of entries) {
		const inside = countNames(entry, depth + 1);
		if (inside === undefined) return undefined;
		names += inside;
	}
	return names;
}

/** A number that a double may not hold: of 16 digits or more, or with an exponent. */
const NUMBER_AT_RISK = /(?:^|[[:,\s])-?\d(?:[\d.]{15}|[\d.]*[eE])/;
const NAME = /"\s*:/g;

/**
 * Reads the text of a reply as JSON, whatever its content type claimed. A number that would lose digits
 * comes as its text, since ids are longer than a double is exact. Unreadable is also what is nested
 * deeper than 100 or longer than 16 MB, and an object that gives one name two values: neither of them is an answer.
 */
export function readJson(text: string): ReadJson {
	if (text.length > LONGEST_ANSWER) return { ok: false, found: 'a text of more than 16 MB' };
	const json = text.replace(/^\uFEFF/, '');
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		return { ok: false, found: whatItIs(text) };
	}
	const names = countNames(value);
	if (names === undefined) return { ok: false, found: 'a text that is nested too deep' };
	// The exact parser takes ten times as long, and few answers have anything for it to find.
	const isPlain = !NUMBER_AT_RISK.test(json) && (json.match(NAME)?.length ?? 0) === names;
	if (isPlain) return { ok: true, value };
	const parseNumber = (number: string) =>
		number.length <= MOST_DIGITS && isSafeNumber(number) ? Number(number) : number;
	try {
		return { ok: true, value: parse(json, undefined, parseNumber) };
	} catch {
		return { ok: false, found: 'a text that contradicts itself' };
	}
}
