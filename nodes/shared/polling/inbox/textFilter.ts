import type { Checked } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import { isBlank } from '../../sms/digits';
import { comparable } from '../../sms/foldedText';
import type { ListInput } from '../../sms/phoneNumberList';
import { splitPhrases } from '../../sms/phoneNumberList';

/** How a text is compared with what is looked for. */
export const TEXT_MATCHES = ['contains', 'containsAny', 'startsWith', 'equals'] as const;

export type TextMatch = (typeof TEXT_MATCHES)[number];

export type TextFilter = (text: string) => boolean;

const forComparing = (text: string) => comparable(text).trim();

const COMPARE: Readonly<Record<TextMatch, (text: string, wanted: string) => boolean>> = {
	contains: (text, wanted) => text.includes(wanted),
	containsAny: (text, wanted) => text.includes(wanted),
	startsWith: (text, wanted) => text.startsWith(wanted),
	equals: (text, wanted) => text === wanted,
};

const isText = (entry: unknown) => typeof entry === 'string' || typeof entry === 'number';

const isEmpty = (entry: unknown) =>
	entry === undefined || entry === null || (typeof entry === 'string' && isBlank(entry));

/**
 * A filter for texts; undefined where none is wanted. Case (in Turkish too), the script of digits, and
 * Persian or Arabic forms of a letter do not matter, nor do spaces around.
 *
 * @param written one text, or for `containsAny` several, as `splitPhrases` takes them
 */
export function textFilter(match: TextMatch, written: ListInput): Checked<TextFilter | undefined> {
	const entries: readonly unknown[] = [written].flat(2).filter((entry) => !isEmpty(entry));
	if (entries.length === 0) return { ok: true, value: undefined };
	const isMany = match === 'containsAny';
	if (!entries.every(isText) || (!isMany && entries.length > 1)) {
		return refusal(
			'Filter: Text has a list where one text is compared, or something in it that is no text',
			'Enter one text, or choose Contains Any Of as the match for a list of texts',
		);
	}
	const wanted = (isMany ? splitPhrases(entries) : entries.map(String)).map(forComparing);
	// A text of nothing stands in every message.
	if (wanted.length === 0 || wanted.includes('')) {
		return refusal(
			`Filter: Text has nothing in it that can be looked for: ${entries.join(', ')}`,
			'Enter a text, or leave the filter empty for all messages',
		);
	}
	const matches = COMPARE[match];
	return {
		ok: true,
		value: (text) => {
			const compared = forComparing(text);
			return wanted.some((one) => matches(compared, one));
		},
	};
}
