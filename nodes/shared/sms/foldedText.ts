import { toLatinDigits } from './digits';

/** Letters that Arabic and Persian keyboards write differently, as Persian ones write them. */
const PERSIAN_LETTER: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک' };

/** Marks that nobody sees (the zero-width non-joiner, direction marks), and the stroke that only lengthens a word. */
const UNSEEN = /[\p{Cf}\u0640]/gu;

/** The forms that Arabic letters take within a word, each as a character of its own. */
const WRITTEN_FORMS = /[\ufb50-\ufdff\ufe70-\ufefc]/g;

/**
 * A text in the form in which texts are compared: Persian and Arabic forms of the same letter and digit
 * become one, and unseen marks are left out. Upper and lower case stay. Only for comparing: a text to
 * be sent or shown is never changed.
 */
export function foldText(text: string): string {
	const letters = text.normalize('NFC').replace(WRITTEN_FORMS, (form) => form.normalize('NFKC'));
	return toLatinDigits(letters)
		.replace(UNSEEN, '')
		.replace(/[يىك]/g, (letter) => PERSIAN_LETTER[letter] ?? letter);
}

/**
 * A folded text without regard to case either. Turkish has two letters i, and JavaScript knows the case
 * of none of them without a locale (`İ` has no lower case of one letter): i, ı, İ and I become one.
 * In upper case, since lower case makes two of the Greek sigma and keeps ß apart from SS.
 */
export function comparable(text: string): string {
	return foldText(text)
		.toUpperCase()
		.replace(/İ|I\u0307/g, 'I');
}
