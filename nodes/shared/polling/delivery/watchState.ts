import { z } from 'zod';

/** What a provider is asked for: a message, or many under one id. */
export interface Target {
	/** Letters, such as `group`. */
	readonly kind: string;
	readonly id: string;
}

export interface Watched extends Target {
	/** Unix minutes */
	readonly since: number;
	/** What `packKnown` wrote. */
	readonly known: string;
	/** The provider's own id, where another one had to be resolved. */
	readonly resolvedId?: string;
}

/** What a watch keeps. Names are those of `nameOf`. */
export interface WatchState {
	readonly watched: ReadonlyMap<string, Watched>;
	/** Prints of the names of targets that are given by the user and have ended. */
	readonly ended: ReadonlySet<string>;
	/** The name that the next poll begins with; empty where all were asked. */
	readonly next: string;
	/** How far the register of what was sent has been read. */
	readonly taken: string;
}

export const EMPTY: WatchState = { watched: new Map(), ended: new Set(), next: '', taken: '' };

export const nameOf = ({ kind, id }: Target) => `${kind} ${id}`;

const LINES = /^(?:[a-zA-Z]+ [0-9a-z]{1,9} [^ ;]+ [^ ;]+(?:;|$))*$/;

/** Texts in place of objects: a quotation mark would take three characters in what n8n stores. */
export const watchPart = z.object({
	watched: z.string().regex(LINES),
	ended: z.string(),
	next: z.string(),
	taken: z.string(),
});

export type WatchPart = z.infer<typeof watchPart>;

const PRINT_LENGTH = 8;
const MOST_SHARED = 35;

function sharedLength(one: string, other: string): number {
	let length = 0;
	while (length < MOST_SHARED && length < one.length && one[length] === other[length]) length += 1;
	return length;
}

/** Each text as how much it shares with the one before, a digit of base 36, and the rest: ids of one day are much alike. */
function packTexts(texts: readonly string[]): string {
	let before = '';
	return [...texts]
		.sort()
		.map((text) => {
			const shared = sharedLength(before, text);
			before = text;
			return shared.toString(36) + text.slice(shared);
		})
		.join(',');
}

function unpackTexts(packed: string): string[] {
	let before = '';
	return packed.split(',').map((entry) => {
		before = before.slice(0, parseInt(entry.charAt(0), 36)) + entry.slice(1);
		return before;
	});
}

function textOf(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function writeId({ id, resolvedId }: Watched): string {
	const own = encodeURIComponent(id);
	return resolvedId === undefined ? own : `${own}/${encodeURIComponent(resolvedId)}`;
}

function writeWatched(watched: Iterable<Watched>): string {
	const lines = new Map<string, string[]>();
	for (const target of watched) {
		const head = `${target.kind} ${target.since.toString(36)} ${target.known}`;
		const ids = lines.get(head) ?? [];
		ids.push(writeId(target));
		lines.set(head, ids);
	}
	return [...lines].map(([head, ids]) => `${head} ${packTexts(ids)}`).join(';');
}

function readWatched(text: string): Watched[] {
	return text.split(';').flatMap((line) => {
		const [kind = '', since = '', known = '', ids] = line.split(' ');
		if (ids === undefined) return [];
		return unpackTexts(ids).map((written) => {
			const [id = '', resolved] = written.split('/');
			const target = { kind, id: textOf(id), since: parseInt(since, 36), known };
			return resolved === undefined ? target : { ...target, resolvedId: textOf(resolved) };
		});
	});
}

export function readWatch(part: WatchPart | undefined): WatchState {
	if (part === undefined) return EMPTY;
	const { watched, ended, next, taken } = part;
	return {
		watched: new Map(readWatched(watched).map((target) => [nameOf(target), target])),
		ended: new Set(ended.match(new RegExp(`.{${PRINT_LENGTH}}`, 'g'))),
		next,
		taken,
	};
}

export function writeWatch({ watched, ended, next, taken }: WatchState): WatchPart {
	return {
		watched: writeWatched(watched.values()),
		ended: [...ended].join(''),
		next,
		taken,
	};
}

/** What a target takes at most while nothing but itself is kept of it, and once it has ended, in characters. */
export function lengthWhereKept({ id }: Target): number {
	return Math.max(PRINT_LENGTH, encodeURIComponent(id).length + 2);
}

/** What a state takes where it is kept, in characters. */
export function lengthOf(state: WatchState): number {
	return JSON.stringify(writeWatch(state)).length;
}
