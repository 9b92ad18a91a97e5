import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import type { AccountDoor } from '../../shared/http/connection';
import type { AccountCalls } from './accountCalls';
import { accountCalls } from './accountCalls';
import type { CodeCalls } from './codeCalls';
import { codeCalls } from './codeCalls';
import type { DeliveryCalls } from './deliveryCalls';
import { deliveryCalls } from './deliveryCalls';
import { readEnvelope } from './envelope';
import type { InboxCalls } from './inboxCalls';
import { inboxCalls } from './inboxCalls';
import { namedGroup } from './groupMessageId';
import type { PatternCalls } from './patternCalls';
import { patternCalls } from './patternCalls';
import type { SendCalls } from './sendCalls';
import { sendCalls } from './sendCalls';

/** One typed function an endpoint. None throws. */
export interface RayganSmsClient
	extends SendCalls, CodeCalls, PatternCalls, DeliveryCalls, InboxCalls, AccountCalls {
	/** A print of the account that the client acts for: of host and user. */
	readonly account: string;
	/** GetGroupMessageId: the id that the service gave to the send with this own id, any text. */
	getGroupMessageId(userGroupId: string): Promise<Answer<{ groupMessageId: string }>>;
}

/** The two hosts of the service. */
export interface BaseUrls {
	readonly baseUrl: string;
	/** Of the code calls and of patterns. */
	readonly codeBaseUrl: string;
}

/** @param accessHash of the credential; an empty one is none */
export function rayganSmsClient(
	door: AccountDoor,
	{ baseUrl, codeBaseUrl }: BaseUrls,
	accessHash = '',
): RayganSmsClient {
	async function call<Value>(
		endpoint: string,
		body: IDataObject,
		result: z.ZodType<Value, z.ZodTypeDef, unknown>,
	): Promise<Answer<Value>> {
		const path = `/api/smsAPI/${endpoint}`;
		const reply = await door.request({ method: 'POST', baseUrl, path, body, sends: false });
		return reply.ok ? readEnvelope(door, reply, result, { sends: false }) : reply;
	}

	return {
		account: door.account,
		...sendCalls(door, baseUrl),
		...codeCalls(door, codeBaseUrl),
		...patternCalls(door, codeBaseUrl, accessHash),
		...deliveryCalls(call, door.wash),
		...inboxCalls(call, door.wash),
		...accountCalls(call),
		async getGroupMessageId(userGroupId) {
			const result = namedGroup.transform((id) => ({ groupMessageId: id }));
			return await call('GetGroupMessageId', { groupId: userGroupId }, result);
		},
	};
}
