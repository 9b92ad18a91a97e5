import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { toLatinDigits } from '../../../shared/sms/digits';
import type { ListInput } from '../../../shared/sms/phoneNumberList';
import { splitList } from '../../../shared/sms/phoneNumberList';

/** The service answers with own ids as 32-bit integers. */
const MAX_MESSAGE_ID = 2_147_483_647;

/**
 * Reads own ids of messages, in Latin digits. Whatever cannot be one is refused here, since it could spoil
 * the request that it shares with other items.
 */
export function readMessageIds(input: ListInput): Checked<readonly string[]> {
	const messageIds = splitList(input).map(toLatinDigits);
	if (messageIds.length === 0) {
		return refusal('No message ID is given', 'Enter at least one message ID');
	}
	const bad = messageIds.find((id) => !/^\d+$/.test(id) || Number(id) > MAX_MESSAGE_ID);
	if (bad === undefined) return { ok: true, value: messageIds };
	return refusal(
		`${bad} is not a message ID`,
		`Enter IDs as the send returned them in messageId: whole numbers up to ${MAX_MESSAGE_ID}`,
	);
}

/** Equal for all ways to write the same id: it goes out as text and can come back as a number. */
export function canonicalId(messageId: string): string {
	return messageId.trim().replace(/^0+(?=\d)/, '');
}
