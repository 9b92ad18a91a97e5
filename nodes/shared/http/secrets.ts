import type { IDataObject } from 'n8n-workflow';

import { replacerOf } from './spellings';

/** A shorter secret is found by chance in what is none, so it is left where it stands. */
export const SHORTEST_SECRET = 4;

/** Whether a secret is there and too short to be told from other text. */
export function isTooShort(secret: unknown): boolean {
	const { length } = [...String(secret ?? '')];
	return length > 0 && length < SHORTEST_SECRET;
}

const GUID =
	/^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;

/** A server prints a GUID in a form of its own: in either case, with dashes or without. */
function formsOf(secret: string): string[] {
	const bare = secret.trim();
	const [, ...parts] = GUID.exec(bare) ?? [];
	const forms = [parts.join('-'), parts.join('')].filter((form) => form !== '');
	const inBothCases = forms.flatMap((form) => [form.toLowerCase(), form.toUpperCase()]);
	return [...new Set([secret, bare, ...inBothCases])].filter((form) => form !== '');
}

/** Takes the secrets of a credential out of what goes to the user. */
export interface Washer {
	/** Replaces them in a text by `***`. */
	text(text: string): string;
	/** The same in a parsed reply, its numbers and property names included; what holds none is handed back as it is. */
	deep(value: unknown): unknown;
}

/** From so many bytes on, a secret is known by the middle of its base64. */
const LONG_ENOUGH_INSIDE = 8;

/** In both alphabets, without the padding, which nobody has to write. */
function base64Of(bytes: Buffer): string[] {
	return [bytes.toString('base64').replace(/=+$/, ''), bytes.toString('base64url')];
}

/** What stays the same of the base64 of a text that has these bytes in it, at each of the three places. */
function base64Inside(bytes: Buffer): string[] {
	if (bytes.length < LONG_ENOUGH_INSIDE) return [];
	return [0, 1, 2].flatMap((before) => {
		const first = Math.ceil((before * 8) / 6);
		const last = Math.floor(((before + bytes.length) * 8) / 6);
		const padded = Buffer.concat([Buffer.alloc(before), bytes]);
		return base64Of(padded).map((text) => text.slice(first, last));
	});
}

const CHARSETS = ['utf8', 'latin1'] as const;

/** The base64 in which a secret can come back, by itself, with its user and within another text. */
function base64Forms(secret: string, username: string | undefined): string[] {
	const bytes = isTooShort(secret) ? [] : CHARSETS.map((charset) => Buffer.from(secret, charset));
	const pair = `${username}:${secret}`;
	const pairs = username === undefined ? [] : CHARSETS.map((charset) => Buffer.from(pair, charset));
	return [...bytes, ...pairs].flatMap((form) => [...base64Of(form), ...base64Inside(form)]);
}

const longestFirst = (texts: readonly string[]) =>
	[...new Set(texts)].sort((one, other) => other.length - one.length);

/** Makes what finds the secrets of a credential in all forms in which one can come back. */
export function washerOf(credential: IDataObject, names: readonly string[]): Washer {
	const username = credential.username === undefined ? undefined : String(credential.username);
	const secrets = names.flatMap((name) => formsOf(String(credential[name] ?? '')));
	const plain = longestFirst(secrets.filter((secret) => !isTooShort(secret)));
	const base64 = longestFirst(secrets.flatMap((secret) => base64Forms(secret, username)));
	const texts = [...plain, ...base64];
	if (texts.length === 0) return { text: (text) => text, deep: (value) => value };
	const mask = plain.some((text) => text.includes('*')) ? '[hidden]' : '***';
	const replacers = [
		...plain.map((text) => replacerOf(text, mask, false)),
		...base64.map((text) => replacerOf(text, mask, true)),
	];
	// Most numbers of a reply are none; few secrets are.
	const hasNumbers = plain.some((text) => /^[\d.e+-]+$/i.test(text));

	const wash = (text: string) => replacers.reduce((washed, replaced) => replaced(washed), text);

	function washDeep(value: unknown): unknown {
		if (typeof value === 'string') return wash(value);
		if (typeof value === 'number' && hasNumbers) {
			const washed = wash(String(value));
			return washed === String(value) ? value : washed;
		}
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) {
			const entries = value.map(washDeep);
			return entries.some((entry, index) => entry !== value[index]) ? entries : value;
		}
		let isChanged = false;
		const entries = Object.entries(value).map(([name, entry]: [string, unknown]) => {
			const washed = [wash(name), washDeep(entry)] as const;
			isChanged ||= washed[0] !== name || washed[1] !== entry;
			return washed;
		});
		return isChanged ? Object.fromEntries(entries) : value;
	}

	return { text: wash, deep: washDeep };
}
