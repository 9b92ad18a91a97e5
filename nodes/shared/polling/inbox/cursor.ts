import max from 'lodash/max';
import { z } from 'zod';

import { DIGITS } from '../../prints/fingerprint';

/** A place in the order of messages: by second, then by print. An empty print stands before all others. */
export interface Place {
	/** Unix seconds */
	readonly at: number;
	/** 48 bits of the message's id, in 8 letters. */
	readonly print: string;
}

/** What holds always: every message from `low` on that was handled is in `seen`. */
export interface Cursor {
	readonly low: Place;
	/** In order. */
	readonly seen: readonly Place[];
	/** Prints of rows without a time that were handled and may still be listed. */
	readonly odd: readonly string[];
	/**
	 * Unix seconds from which on messages are news, where nothing but n8n's clock has told since when the
	 * inbox is watched: a reading of it is still to come.
	 */
	readonly since?: number;
	/** The higher, the later was its turn. */
	readonly served: number;
}

const PRINT_LENGTH = 8;

/** Hex digits that a print is made of. */
const PRINTED_DIGITS = 12;

const MAX_ODD = 1_000;

/**
 * How many rows without a time are kept at most.
 *
 * @param maxLength of what is kept, in characters: at most half of it is for them
 */
export function maxOddIn(maxLength: number): number {
	return Math.min(MAX_ODD, Math.floor(maxLength / 2 / PRINT_LENGTH));
}

/** @param id in hexadecimal digits, at least 12 */
export function printOf(id: string): string {
	return Buffer.from(id.slice(0, PRINTED_DIGITS), 'hex').toString('base64url');
}

export function order(one: Place, other: Place): number {
	if (one.at !== other.at) return one.at - other.at;
	return one.print < other.print ? -1 : Number(one.print > other.print);
}

export const isBefore = (one: Place, other: Place): boolean => order(one, other) < 0;

/** A cursor at the first moment of a second, with nothing handled. */
export function cursorAt(at: number): Cursor {
	return { low: { at, print: '' }, seen: [], odd: [], served: 0 };
}

const DIGIT_BASE = 32;

/** Seconds in digits of five bits; all but the last digit stand in the upper half of the alphabet. */
function encodeSeconds(seconds: number): string {
	let text = DIGITS.charAt(seconds % DIGIT_BASE);
	for (
		let rest = Math.floor(seconds / DIGIT_BASE);
		rest > 0;
		rest = Math.floor(rest / DIGIT_BASE)
	) {
		text = DIGITS.charAt(DIGIT_BASE + (rest % DIGIT_BASE)) + text;
	}
	return text;
}

function encodeSeen({ low, seen }: Pick<Cursor, 'low' | 'seen'>): string {
	let last = low.at;
	return seen
		.map(({ at, print }) => {
			const text = encodeSeconds(at - last) + print;
			last = at;
			return text;
		})
		.join('');
}

function decodeSeen(start: number, text: string): Place[] | undefined {
	const seen: Place[] = [];
	let at = start;
	for (let index = 0; index < text.length; index += PRINT_LENGTH) {
		let seconds = 0;
		for (let isLast = false; !isLast; index += 1) {
			const digit = DIGITS.indexOf(text.charAt(index));
			if (index >= text.length || digit < 0) return undefined;
			seconds = seconds * DIGIT_BASE + (digit % DIGIT_BASE);
			isLast = digit < DIGIT_BASE;
		}
		at += seconds;
		const print = text.slice(index, index + PRINT_LENGTH);
		if (print.length < PRINT_LENGTH || !Number.isSafeInteger(at)) return undefined;
		seen.push({ at, print });
	}
	return seen;
}

/** A cursor as it is kept: some nine letters a message. Release 0.1.0 kept the first three. */
export const cursorPart = z
	.object({
		low: z.number().int(),
		print: z.string().max(PRINT_LENGTH),
		seen: z.string(),
		odd: z.string().optional(),
		since: z.number().optional(),
		served: z.number().optional(),
	})
	.refine(({ low, seen }) => decodeSeen(low, seen) !== undefined);

export type CursorPart = z.infer<typeof cursorPart>;

export function toPart(cursor: Cursor): CursorPart {
	const { low, odd, since, served } = cursor;
	return {
		low: low.at,
		print: low.print,
		seen: encodeSeen(cursor),
		...(odd.length > 0 && { odd: odd.join('') }),
		...(since !== undefined && { since }),
		...(served > 0 && { served }),
	};
}

export function fromPart({ low, print, seen, odd = '', since, served = 0 }: CursorPart): Cursor {
	return {
		low: { at: low, print },
		seen: decodeSeen(low, seen) ?? [],
		odd: odd.match(new RegExp(`.{${PRINT_LENGTH}}`, 'g')) ?? [],
		since,
		served,
	};
}

/** What a poll handled: emitted, or passed over on purpose. */
export interface Handled {
	readonly places: readonly Place[];
	/** The first place that may not be handled; undefined where all was. */
	readonly open?: Place;
}

export interface Keeping {
	/** Seconds in which a message can still arrive late. */
	readonly overlap: number;
	/** Unix seconds. A message of a later time is wrongly dated, and does not move the cursor. */
	readonly latest: number;
	/** Of what is kept, in characters. */
	readonly maxLength: number;
}

export function earlier(one: Place, other: Place | undefined): Place {
	return other !== undefined && isBefore(other, one) ? other : one;
}

/**
 * Moves a cursor on by what was handled, and by nothing else, so that an older one is still right: up
 * to the newest handled message less the overlap, never backwards, never past what is open. Where more
 * was handled within the overlap than can be kept, the overlap is shortened.
 */
export function advance(
	cursor: Cursor,
	{ places, open }: Handled,
	{ overlap, latest, maxLength }: Keeping,
): { readonly cursor: Cursor; readonly isShortened: boolean } {
	const seen = [...cursor.seen, ...places].sort(order);
	const newest = max(places.map(({ at }) => at).filter((at) => at <= latest)) ?? -Infinity;
	const moved = newest - overlap > cursor.low.at ? { at: newest - overlap, print: '' } : cursor.low;
	const whole = from({ ...cursor, seen }, earlier(moved, open));
	const excess = encodeSeen(whole).length + PRINT_LENGTH * cursor.odd.length - maxLength;
	const first = whole.seen[Math.ceil(Math.max(0, excess) / (PRINT_LENGTH + 1))];
	if (excess <= 0 || first === undefined) return { cursor: whole, isShortened: false };
	return { cursor: from({ ...cursor, seen }, earlier(first, open)), isShortened: true };
}

/** A cursor from a place on, with those of the seen that it still needs. */
export function from(cursor: Cursor, low: Place): Cursor {
	return { ...cursor, low, seen: cursor.seen.filter((place) => !isBefore(place, low)) };
}

/** The last of some places in order that stands before another one. */
export function lastBefore(limit: Place, places: readonly Place[]): Place | undefined {
	return places.findLast((place) => isBefore(place, limit));
}
