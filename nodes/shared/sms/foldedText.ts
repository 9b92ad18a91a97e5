import { toLatinDigits } from './digits';

/** Letters that Arabic and Persian keyboards write differently, as Persian ones write them. */
const PERSIAN_LETTER: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک' };

/** Marks that nobody sees (the zero-width non-joiner, direction marks), and the stroke that only lengthens a word. */
const UNSEEN = /[\p{Cf}\u0640]/gu;

/** The letters that `foldLetters` changes. */
export const FOLDED_LETTERS: readonly string[] = Object.keys(PERSIAN_LETTER);

export function foldLetters(text: string): string {
	return text.replace(/[يىك]/g, (letter) => PERSIAN_LETTER[letter] ?? letter);
}

/** Latin digits for those of any script, and no unseen marks. */
export function foldDigitsAndMarks(text: string): string {
	return toLatinDigits(text).replace(UNSEEN, '');
}

/**
 * A text in the form in which texts are compared: Persian and Arabic forms of the same letter and digit
 * become one, and so do the forms that a letter takes within a word; unseen marks are left out. Upper
 * and lower case stay. Only for comparing: a text to be sent or shown is never changed.
 */
export function foldText(text: string): string {
	return foldLetters(foldDigitsAndMarks(text.normalize('NFKC')));
}
