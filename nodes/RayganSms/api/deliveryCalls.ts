import type { Answer } from '../../shared/faults/faults';
import { anyCase } from './anyCase';
import type { Call } from './call';
import type { ReadStatus } from './deliveryStatus';
import { groupStatus, messageStatus } from './deliveryStatus';
import { id, readText, rowsOf } from './schemas';

/** How one message of a group stands. */
export interface RecipientStatus extends ReadStatus {
	/** As the service writes it, often without a leading 0. */
	readonly mobile: string;
	readonly raw: unknown;
}

/** How a group of messages stands. */
export interface GroupStatus {
	readonly group: ReadStatus;
	readonly recipients: readonly RecipientStatus[];
}

/** How the message with this own id stands. */
export interface OwnMessageStatus extends ReadStatus {
	/** The caller's own id of the message. */
	readonly messageId: string;
	readonly raw: unknown;
}

export interface DeliveryCalls {
	/** GroupMessageStatus: how the messages of a group stand, by the id that the service gave it. */
	getGroupStatus(groupMessageId: string): Promise<Answer<GroupStatus>>;
	/** CorrespondingMessageStatus: by the caller's own ids of messages; one that is unknown has no row. */
	getMessageStatuses(messageIds: readonly string[]): Promise<Answer<readonly OwnMessageStatus[]>>;
}

const groupReply = anyCase({
	statuscode: id,
	messagesliststate: rowsOf((field) => {
		const mobile = readText(field('mobile'));
		const status = readText(field('status'));
		return mobile === undefined || status === undefined ? undefined : { mobile, status };
	}),
});

const ownReply = rowsOf((field) => {
	const messageId = readText(field('msgid'));
	const status = readText(field('status'));
	return messageId === undefined || status === undefined ? undefined : { messageId, status };
});

/** @param wash takes secrets out of the service's own objects */
export function deliveryCalls(call: Call, wash: (value: unknown) => unknown): DeliveryCalls {
	return {
		async getGroupStatus(groupMessageId) {
			const result = groupReply.transform(({ statuscode, messagesliststate }) => ({
				group: groupStatus(statuscode),
				recipients: messagesliststate.map(({ row, source }) => ({
					mobile: row.mobile,
					...messageStatus(row.status),
					raw: wash(source),
				})),
			}));
			return await call('GroupMessageStatus', { GroupMessageId: groupMessageId }, result);
		},
		async getMessageStatuses(messageIds) {
			const result = ownReply.transform((rows) =>
				rows.map(({ row, source }) => ({
					messageId: row.messageId,
					...messageStatus(row.status),
					raw: wash(source),
				})),
			);
			return await call('CorrespondingMessageStatus', { messageId: [...messageIds] }, result);
		},
	};
}
