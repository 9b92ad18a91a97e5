import { septetsOf, type Gsm7Alphabet } from './gsm7';

export type SmsEncoding = Gsm7Alphabet | 'ucs2';

/** How a text travels and what it is charged as. */
export interface SmsMeasure {
	readonly encoding: SmsEncoding;
	/** units used: septets in the 7-bit alphabets, UTF-16 units in UCS-2 */
	readonly characters: number;
	/** messages that the network sends and charges */
	readonly parts: number;
	/** units free in the last part */
	readonly charactersLeft: number;
}

/**
 * Units in a message that stands alone, and in each part of a longer one. A message has 140 octets
 * (3GPP TS 23.040): 160 septets or 70 UTF-16 units. The header that joins parts takes 6 octets, the one
 * that announces the Turkish table 4, both together 9; septets after a header start on a full one.
 */
const CAPACITY: Record<SmsEncoding, { single: number; part: number }> = {
	gsm7: { single: 160, part: 153 },
	'gsm7-turkish': { single: 155, part: 149 },
	ucs2: { single: 70, part: 67 },
};

/** Index of the first UTF-16 unit that is not in the alphabet, -1 where all are. */
function indexOutside(text: string, alphabet: Gsm7Alphabet): number {
	for (let index = 0; index < text.length; index++) {
		if (septetsOf(text.charCodeAt(index), alphabet) === undefined) return index;
	}
	return -1;
}

/** Whether the text can travel in the GSM 7-bit default alphabet with its extension table. */
export function fitsGsm7(text: string): boolean {
	return indexOutside(text, 'gsm7') < 0;
}

/** Whether the text can travel in 7 bits with the Turkish table; true also where it is not needed. */
export function fitsTurkish(text: string): boolean {
	return indexOutside(text, 'gsm7-turkish') < 0;
}

/** The first character (a whole code point) that is not in the alphabet: it makes the text UCS-2. */
export function firstCharacterOutside(text: string, alphabet: Gsm7Alphabet): string | undefined {
	const index = indexOutside(text, alphabet);
	const codePoint = index < 0 ? undefined : text.codePointAt(index);
	return codePoint === undefined ? undefined : String.fromCodePoint(codePoint);
}

/** `turkish`: the Turkish table may be used; `unicode`: the text travels in UCS-2 even where 7 bits would do. */
export interface MeasureOptions {
	turkish?: boolean;
	unicode?: boolean;
}

function encodingOf(text: string, { turkish, unicode }: MeasureOptions): SmsEncoding {
	if (unicode) return 'ucs2';
	if (fitsGsm7(text)) return 'gsm7';
	return turkish && fitsTurkish(text) ? 'gsm7-turkish' : 'ucs2';
}

/** Units of the character at `index`: an escape pair or a surrogate pair is 2 that stay together. */
function widthAt(text: string, index: number, encoding: SmsEncoding): number {
	if (encoding !== 'ucs2') return septetsOf(text.charCodeAt(index), encoding) ?? 1;
	return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/**
 * Counts a text as the networks do: in 7 bits where every character allows it, with the Turkish shift
 * table where `turkish` is on and the text needs it, else in UCS-2. Parts are filled one after another,
 * since no pair is ever split over two of them. An empty text has no part.
 * Never throws; a lone surrogate counts as one unit of UCS-2.
 */
export function measureSmsText(text: string, options: MeasureOptions = {}): SmsMeasure {
	const encoding = encodingOf(text, options);
	const { single, part } = CAPACITY[encoding];
	let characters = 0;
	let parts = 1;
	let usedInPart = 0;
	for (let index = 0; index < text.length;) {
		const width = widthAt(text, index, encoding);
		index += encoding === 'ucs2' ? width : 1;
		characters += width;
		if (usedInPart + width > part) {
			parts++;
			usedInPart = 0;
		}
		usedInPart += width;
	}
	if (characters > single) {
		return { encoding, characters, parts, charactersLeft: part - usedInPart };
	}
	return {
		encoding,
		characters,
		parts: text === '' ? 0 : 1,
		charactersLeft: single - characters,
	};
}
