import type { IDataObject } from 'n8n-workflow';

import type { SmsMeasure } from '../sms/smsText';
import type { Recipients } from './recipients/recipients';

/**
 * What a send would do, as the fields of an output item: the recipients in E.164, each once as a send
 * takes them by default, those that cannot receive an SMS with their reasons, and how the text travels
 * (`characters` and `charactersLeft` in units of the encoding: septets, or UTF-16 units). A preview
 * without recipients has two empty lists.
 */
export function previewOf(
	{ numbers, invalid }: Recipients,
	{ encoding, parts, characters, charactersLeft }: SmsMeasure,
): IDataObject {
	return {
		recipients: [...new Set(numbers)],
		invalidRecipients: invalid.map((entry) => ({ ...entry })),
		encoding,
		parts,
		characters,
		charactersLeft,
	};
}
