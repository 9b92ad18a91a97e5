import type { IDataObject } from 'n8n-workflow';

import type { SmsMeasure } from '../sms/smsText';
import type { Recipients } from './recipients/recipients';

/**
 * What a send would do, as the fields of an output item: the recipients in E.164, each once as a send
 * takes them by default, those that cannot receive an SMS with their reasons, and how the text travels
 * (`characters` and `charactersLeft` in units of the encoding: septets, or UTF-16 units). A preview
 * without recipients has two empty lists. What costs money comes first, for people read from the left.
 *
 * @param price the fields of what it costs, where that is known
 */
export function previewOf(
	{ numbers, invalid }: Recipients,
	{ encoding, parts, characters, charactersLeft }: SmsMeasure,
	price: IDataObject = {},
): IDataObject {
	const recipients = [...new Set(numbers)];
	return {
		recipientCount: recipients.length,
		parts,
		totalParts: parts * recipients.length,
		...price,
		recipients,
		invalidRecipients: invalid.map((entry) => ({ ...entry })),
		encoding,
		characters,
		charactersLeft,
	};
}
