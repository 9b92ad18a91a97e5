import type { Checked } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import { foldText } from '../../sms/foldedText';
import { MATCHED_LENGTH, safePattern } from './safePattern';

/** How a text is compared with the one that is looked for. */
export const TEXT_MATCHES = ['contains', 'equals', 'pattern'] as const;

export type TextMatch = (typeof TEXT_MATCHES)[number];

export type TextFilter = (text: string) => boolean;

const forComparing = (text: string) => foldText(text).toLowerCase().trim();

/** A filter for texts. Case, the script of digits, and Persian or Arabic forms of a letter do not matter. */
export function textFilter(match: TextMatch, wanted: string): Checked<TextFilter> {
	if (match !== 'pattern') {
		const folded = forComparing(wanted);
		const contains: TextFilter = (text) => forComparing(text).includes(folded);
		const equals: TextFilter = (text) => forComparing(text) === folded;
		return { ok: true, value: match === 'contains' ? contains : equals };
	}
	const safe = safePattern(wanted);
	if (!safe.ok) {
		const meaning = `The pattern ${wanted} ${safe.reason}`;
		return refusal(meaning, safe.whatToDo);
	}
	const { pattern } = safe;
	return {
		ok: true,
		value: (text) => pattern.test(foldText(text.slice(0, MATCHED_LENGTH)).slice(0, MATCHED_LENGTH)),
	};
}
