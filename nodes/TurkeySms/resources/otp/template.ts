import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import type { SmsMeasure } from '../../../shared/sms/smsText';
import type { Language } from '../../api/languages';
import { chooseLanguage } from '../message/language';

const CODE = 'TS_CODE';
const NEW_LINE = 'TS-L';

interface Template {
	readonly text: string;
	readonly digits: number;
	readonly language: Language | 'auto';
}

/**
 * Counts a template as the network will, with a code of `digits` digits in it, and chooses its language.
 * Refuses one that has no place for the code.
 */
export function measureTemplate({
	text,
	digits,
	language,
}: Template): Checked<{ readonly language: Language; readonly measure: SmsMeasure }> {
	if (!text.includes(CODE)) {
		return refusal(
			`The text in Message has no ${CODE}, the place where the code goes`,
			`Write ${CODE} in capital letters where the code is to stand, such as “Your code is ${CODE}”`,
		);
	}
	const filled = text.replaceAll(CODE, '0'.repeat(digits)).replaceAll(NEW_LINE, '\n');
	return chooseLanguage(filled, language);
}
