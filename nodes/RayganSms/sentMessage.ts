import type { Answer } from '../shared/faults/faults';
import type { MessageResult } from '../shared/sending/message';
import type { AcceptedMessage } from './api/sendNumber';

const NOT_STORED = 'Raygan SMS sent the message but kept no record of it. Do not send it again.';

/** The output fields of one message that was answered with a number of its own. */
export function sentMessage(answer: Answer<AcceptedMessage>): MessageResult {
	if (!answer.ok) return answer;
	const { providerMessageId } = answer.value;
	const ids = providerMessageId === undefined ? { note: NOT_STORED } : { providerMessageId };
	return { ok: true, ids, raw: answer.raw };
}
