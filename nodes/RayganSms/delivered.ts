import type { StatusMessage } from '../shared/polling/delivery/source';
import { numbering, WHOLE } from '../shared/polling/delivery/knownStatuses';
import { isFinal } from '../shared/sms/delivery';
import { parsePhoneNumber } from '../shared/sms/phoneNumber';
import type { GroupStatus, OwnMessageStatus } from './api/deliveryCalls';

/** The document names no limit; this many stay below the 2,100 values that SQL Server takes in one query. */
export const IDS_PER_REQUEST = 1000;

/** E.164, or the service's own text where it is no mobile number. */
function recipientOf(mobile: string): string {
	const parsed = parsePhoneNumber(mobile, 'iran');
	return parsed.ok ? parsed.e164 : mobile;
}

/**
 * How the messages of a group stand. A group without a list of messages, as it is while it waits in the
 * queue, is one row that says how it stands itself: whoever waits for delivery needs something to go on.
 *
 * @param raw the service's own washed answer
 */
export function groupMessages(
	groupMessageId: string,
	{ group, recipients }: GroupStatus,
	raw: unknown,
): StatusMessage[] {
	const ofGroup = {
		groupMessageId,
		groupStatus: group.status,
		groupStatusCode: group.statusCode,
	};
	if (recipients.length === 0) {
		const json = { ...group, isFinal: isFinal(group.status), ...ofGroup };
		return [{ key: WHOLE, status: group.status, json, raw }];
	}
	const keyOf = numbering();
	return recipients.map(({ mobile, status, statusCode, statusText, raw: ownRaw }) => {
		const recipient = recipientOf(mobile);
		return {
			key: keyOf(recipient),
			status,
			json: {
				recipient,
				status,
				isFinal: isFinal(status),
				statusCode,
				statusText,
				...ofGroup,
			},
			raw: ownRaw,
		};
	});
}

/** How the message with an own id stands. */
export function ownMessage(
	messageId: string,
	{ status, statusCode, statusText, raw }: OwnMessageStatus,
): StatusMessage {
	const json = { messageId, status, isFinal: isFinal(status), statusCode, statusText };
	return { key: '', status, json, raw };
}
