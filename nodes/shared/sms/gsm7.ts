/**
 * The 7-bit alphabets of SMS, from 3GPP TS 23.038 (formerly GSM 03.38). `gsm7` is the default alphabet
 * with its extension table (6.2.1); `gsm7-turkish` adds the letters of the Turkish national language
 * single shift table (A.2.1), which holds the whole extension table as well.
 */
export type Gsm7Alphabet = 'gsm7' | 'gsm7-turkish';

const DEFAULT_ALPHABET =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Reached through an escape, so two septets each; \f is the page break. */
const EXTENSION = '\f^{}\\[~]|€';

/** Likewise two septets each. The capital Ç is in the default alphabet, the small ç is not. */
const TURKISH = 'ĞİŞçğış';

/** Keyed by UTF-16 unit: all these characters lie in the basic plane. */
const septets = (text: string, count: number): Array<[number, number]> =>
	Array.from(text, (character) => [character.charCodeAt(0), count]);

const GSM7 = [...septets(DEFAULT_ALPHABET, 1), ...septets(EXTENSION, 2)];

const SEPTETS: Record<Gsm7Alphabet, ReadonlyMap<number, number>> = {
	gsm7: new Map(GSM7),
	'gsm7-turkish': new Map([...GSM7, ...septets(TURKISH, 2)]),
};

/** Septets (1 or 2) that a UTF-16 unit takes in the alphabet; undefined where it is not in it. */
export function septetsOf(unit: number, alphabet: Gsm7Alphabet): number | undefined {
	return SEPTETS[alphabet].get(unit);
}
