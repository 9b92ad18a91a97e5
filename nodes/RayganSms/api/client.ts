import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import type { Answer } from '../../shared/node/faults';
import type { HttpDoor } from '../../shared/node/http';
import { readEnvelope } from './envelope';
import { credit, groupMessageId } from './schemas';

export interface SendMessageRequest {
	/** The sending line, as the account has it. */
	readonly line: string;
	readonly message: string;
	/** National form, `09…`. */
	readonly mobiles: readonly string[];
	/** The caller's own id of this one send, digits. */
	readonly userGroupId: string;
	/** Unix seconds; left out sends now, and so does a past time. */
	readonly sendAtSeconds?: number;
}

/** One typed function an endpoint. None throws. */
export interface RayganSmsClient {
	/** SendMessage: one text to many. Answers the id of the group of messages. */
	sendMessage(request: SendMessageRequest): Promise<Answer<{ groupMessageId: string }>>;
	/** GetGroupMessageId: the id that the service gave to the send with this own id. */
	getGroupMessageId(userGroupId: string): Promise<Answer<{ groupMessageId: string }>>;
	/** GetCredit: what is left on the account, in Rial. */
	getCredit(): Promise<Answer<{ credit: number }>>;
}

export function rayganSmsClient(door: HttpDoor, baseUrl: string): RayganSmsClient {
	async function call<Value>(
		endpoint: string,
		body: IDataObject,
		result: z.ZodType<Value, z.ZodTypeDef, unknown>,
		{ sends } = { sends: false },
	): Promise<Answer<Value>> {
		const path = `/api/smsAPI/${endpoint}`;
		const reply = await door.request({ method: 'POST', baseUrl, path, body, sends });
		return reply.ok ? readEnvelope(door, reply, result, sends) : reply;
	}

	return {
		async sendMessage({ line, message, mobiles, userGroupId, sendAtSeconds }) {
			const body: IDataObject = {
				PhoneNumber: line,
				Message: message,
				Mobiles: [...mobiles],
				UserGroupID: userGroupId,
			};
			if (sendAtSeconds !== undefined) body.SendDateInTimeStamp = sendAtSeconds;
			const result = groupMessageId.transform((id) => ({ groupMessageId: id }));
			return await call('SendMessage', body, result, { sends: true });
		},
		async getGroupMessageId(userGroupId) {
			const result = groupMessageId.transform((id) => ({ groupMessageId: id }));
			return await call('GetGroupMessageId', { groupId: userGroupId }, result);
		},
		async getCredit() {
			return await call(
				'GetCredit',
				{},
				credit.transform((rial) => ({ credit: rial })),
			);
		},
	};
}
