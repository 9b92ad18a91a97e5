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

/** The forms that Arabic letters take within a word, each as a character of its own. */
const WRITTEN_FORMS = /[\ufb50-\ufdff\ufe70-\ufefc]/g;

/** Plain letters and Latin digits for those of other forms and scripts, and no unseen marks. */
export function foldForms(text: string): string {
	const letters = text.normalize('NFC').replace(WRITTEN_FORMS, (form) => form.normalize('NFKC'));
	return toLatinDigits(letters).replace(UNSEEN, '');
}

/**
 * A text in the form in which texts are compared: Persian and Arabic forms of the same letter and digit
 * become one, and unseen marks are left out. Upper and lower case stay. Only for comparing: a text to
 * be sent or shown is never changed.
 */
export function foldText(text: string): string {
	return foldLetters(foldForms(text));
}
