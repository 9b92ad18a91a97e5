import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { readJson } from '../../shared/http/json';
import { readBareReply } from './bareReply';
import { readSentNumber } from './codeCalls';
import { readEnvelope } from './envelope';
import { groupMessageId } from './groupMessageId';
import type { AcceptedMessage } from './sendNumber';
import { readSendNumber, sendNumber } from './sendNumber';

/** A pattern that the panel has, and what goes into its placeholders. */
export interface FilledPattern {
	readonly patternId: string;
	/** By `token1` … `token9`. One that is left out arrives as an empty placeholder. */
	readonly tokens: Readonly<Record<string, string>>;
}

export interface SendPatternRequest extends FilledPattern {
	/** The service line, as the account has it. */
	readonly line: string;
	/** National form, `09…`. */
	readonly mobiles: readonly string[];
	/** The caller's own id of this one send. */
	readonly userGroupId: string;
	/** Unix seconds; a past time sends now. */
	readonly sendAtSeconds: number;
}

/**
 * Texts that are registered at the service, sent by their ids. The web service's document does not have
 * these calls; they are as its published clients make them.
 */
export interface PatternCalls {
	/** False where the credential has no Access Hash, without which neither call can be made. */
	readonly hasAccessHash: boolean;
	/**
	 * smsApiWithPattern/SendMessage: one filled pattern to many. Answers the id of the group of messages,
	 * or, as one client reads it, the service's own number.
	 */
	sendPattern(
		request: SendPatternRequest,
	): Promise<Answer<{ readonly groupMessageId: string } | AcceptedMessage>>;
	/** SendPatternCodeWithUrl.ashx: one filled pattern to one mobile (`09…`), from a line of the service. */
	sendPatternCode(mobile: string, pattern: FilledPattern): Promise<Answer<AcceptedMessage>>;
}

/** @param baseUrl of the code calls */
export function patternCalls(door: HttpDoor, baseUrl: string, accessHash: string): PatternCalls {
	return {
		hasAccessHash: accessHash !== '',
		async sendPattern({ line, patternId, tokens, mobiles, userGroupId, sendAtSeconds }) {
			const body: IDataObject = {
				AccessHash: accessHash,
				PhoneNumber: line,
				PatternId: patternId,
				Mobiles: [...mobiles],
				UserGroupID: userGroupId,
				SendDateInTimeStamp: sendAtSeconds,
				...tokens,
			};
			const path = '/api/smsApiWithPattern/SendMessage';
			const reply = await door.request({ method: 'POST', baseUrl, path, body, sends: true });
			if (!reply.ok) return reply;
			const json = readJson(reply.text);
			if (json.ok && typeof json.value === 'object') {
				const result = groupMessageId.transform((given) => ({ groupMessageId: given }));
				return readEnvelope(door, reply, result, { sends: true, claimsAcceptance: () => true });
			}
			const bare = readBareReply(door, reply, sendNumber, { sends: true });
			if (!bare.ok) return bare;
			const read = readSendNumber(door, bare.value);
			return read.ok ? { ...bare, value: read.value } : read;
		},
		async sendPatternCode(mobile, { patternId, tokens }) {
			const form = { AccessHash: accessHash, Mobile: mobile, PatternId: patternId, ...tokens };
			const reply = await door.request({
				method: 'POST',
				baseUrl,
				path: '/SendPatternCodeWithUrl.ashx',
				form,
				isUnsigned: true,
				sends: true,
			});
			return reply.ok ? readSentNumber(door, reply) : reply;
		},
	};
}
