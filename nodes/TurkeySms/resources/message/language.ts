import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import type { SmsMeasure } from '../../../shared/sms/smsText';
import { firstCharacterOutside, measureSmsText } from '../../../shared/sms/smsText';
import type { Language } from '../../api/client';

/** Arabic is sent as UCS-2, which carries every text. */
const SEVEN_BIT = {
	english: { name: 'English', alphabet: 'gsm7' },
	turkish: { name: 'Turkish', alphabet: 'gsm7-turkish' },
} as const;

function languageFor(text: string): Language {
	if (firstCharacterOutside(text, 'gsm7') === undefined) return 'english';
	return firstCharacterOutside(text, 'gsm7-turkish') === undefined ? 'turkish' : 'arabic';
}

/** Picks the language that carries the text where `wanted` is `auto`; refuses one that cannot carry it. */
export function chooseLanguage(
	text: string,
	wanted: Language | 'auto',
): Checked<{ readonly language: Language; readonly measure: SmsMeasure }> {
	const language = wanted === 'auto' ? languageFor(text) : wanted;
	if (language !== 'arabic') {
		const outside = firstCharacterOutside(text, SEVEN_BIT[language].alphabet);
		if (outside !== undefined) {
			return refusal(
				`The language ${SEVEN_BIT[language].name} cannot carry the character ${outside} of the text`,
				'Set Language to Automatic, or to Arabic (Unicode), which carries every text',
			);
		}
	}
	const measure = measureSmsText(text, {
		turkish: language === 'turkish',
		unicode: language === 'arabic',
	});
	return { ok: true, value: { language, measure } };
}
