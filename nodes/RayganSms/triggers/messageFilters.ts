import type { Checked } from '../../shared/faults/faults';
import { refusal } from '../../shared/faults/faults';
import type { TextMatch } from '../../shared/polling/inbox/textFilter';
import { textFilter } from '../../shared/polling/inbox/textFilter';
import { comparable } from '../../shared/sms/foldedText';
import { parsePhoneNumber } from '../../shared/sms/phoneNumber';
import type { ListInput } from '../../shared/sms/phoneNumberList';
import { splitPhoneNumbers, splitPhrases } from '../../shared/sms/phoneNumberList';
import type { ReceivedMessage } from '../api/inboxCalls';

export interface MessageFilters {
	readonly filterSender: ListInput;
	readonly filterText: ListInput;
	readonly filterTextMatch: TextMatch;
}

/** Equal for all written forms of one sender, which is a mobile number, another line or a name. */
function senderKey(written: string): string {
	const parsed = parsePhoneNumber(written, 'iran');
	if (parsed.ok) return parsed.e164;
	return comparable(written).replace(/[\s\-+()]/g, '');
}

/** A name may have spaces in it; numbers are told apart by them. */
function sendersOf(written: ListInput): string[] {
	return splitPhrases(written).flatMap((phrase) =>
		/\p{L}/u.test(phrase) && !/(?:\p{Nd}[\s()-]*){7}/u.test(phrase)
			? [phrase]
			: splitPhoneNumbers(phrase, 'iran'),
	);
}

function checkedSender(written: string): Checked<string> {
	const key = senderKey(written);
	const parsed = parsePhoneNumber(written, 'iran');
	// Digits like those of a mobile number that are none would let nothing through.
	const isMistyped = !parsed.ok && /^(?:0|98)?9\d*$/.test(key);
	if (!isMistyped) return { ok: true, value: key };
	return refusal(
		`The sender ${written} in the filter ${parsed.reason.split(';')[0] ?? ''}`,
		'Enter the sender as a mobile number such as 09112170848, a line or a name',
	);
}

/** Whether the filters let a message through; an empty filter lets all through. */
export function messageFilter({
	filterSender,
	filterText,
	filterTextMatch,
}: MessageFilters): Checked<(message: ReceivedMessage) => boolean> {
	const senders = new Set<string>();
	for (const written of sendersOf(filterSender)) {
		const sender = checkedSender(written);
		if (!sender.ok) return sender;
		senders.add(sender.value);
	}
	const text = textFilter(filterTextMatch, filterText);
	if (!text.ok) return text;
	const isWantedText = text.value;
	return {
		ok: true,
		value: (message) =>
			(senders.size === 0 || senders.has(senderKey(message.mobile))) &&
			(isWantedText === undefined || isWantedText(message.text)),
	};
}
