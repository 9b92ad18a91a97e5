import groupBy from 'lodash/groupBy';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import type { ItemCall } from '../../../shared/operations/operation';
import { optionalText, optionsOf, requiredText } from '../../../shared/form/parameters';
import type { Checked } from '../../../shared/faults/faults';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import type { Batch, MessageResult } from '../../../shared/sending/message';
import { sendOptions } from '../../../shared/sending/options';
import type { Prepared } from '../../../shared/sending/slots';
import { toLatinDigits, withoutUnseen } from '../../../shared/sms/digits';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import { provesAcceptance } from '../../api/deliveryStatus';
import type { SendPersonalRequest } from '../../api/sendCalls';
import type { RayganSmsConnection } from '../../connection';
import { canonicalId } from '../delivery/messageIds';
import { readLine, readMessageText } from './checks';
import { rayganSendOptions } from './options';
import { newMessageId } from './ownIds';
import type { Ask } from './reconcile';
import { canMeanNotFound, nothingFound } from './reconcile';
import { sendUnderOwnId } from './sendUnderOwnId';
import { oneRequestUnder } from './userGroupId';

const MAX_MESSAGE_ID = 2 ** 31 - 1;
const ID_SENTENCE =
	'Enter a whole number from 1 to 2147483647 as the message ID, or leave it empty';

/** A whole number as digits, without leading zeros, as the reply writes it; empty where it is not given. */
const messageId = optionalText.transform((given, context): string => {
	const id = withoutUnseen(toLatinDigits(given))
		.trim()
		.replace(/^0+(?=\d)/, '');
	if (id === '' || (/^\d+$/.test(id) && Number(id) >= 1 && Number(id) <= MAX_MESSAGE_ID)) return id;
	context.addIssue({ code: 'custom', message: ID_SENTENCE });
	return z.NEVER;
});

/** Reads the fields of sends with a text for each recipient. */
export const personalParameters = {
	phoneNumber: optionalText,
	message: requiredText('Enter the text to send'),
	mobile: requiredText("Enter the recipient's mobile number"),
	options: optionsOf({
		...sendOptions,
		...batchOptions,
		...rayganSendOptions,
		messageId,
	}),
};

type PersonalParameters = z.infer<z.ZodObject<typeof personalParameters>>;

export interface PersonalShared {
	readonly line: string;
	readonly userGroupId: string;
	readonly ports?: SendPersonalRequest['ports'];
	readonly resendIfNotFound: boolean;
}

type Item = ItemCall<RayganSmsConnection, PersonalParameters>;

/** Checks one item of a send with a text for each recipient. */
export function preparePersonal(
	{ parameters: { phoneNumber, message, mobile, options }, client }: Item,
	ports?: SendPersonalRequest['ports'],
): Checked<Prepared<PersonalShared>> {
	const line = readLine(phoneNumber, client);
	if (!line.ok) return line;
	const text = readMessageText(message);
	if (!text.ok) return text;
	const recipient = readSendRecipient(mobile, 'iran', options);
	if (!recipient.ok) return recipient;
	const { numbers, output } = recipient.value;
	const { messageId, userGroupId, resendIfNotFound } = options;
	const { parts, encoding } = text.value;
	return {
		ok: true,
		value: {
			shared: { line: line.value, userGroupId, ports, resendIfNotFound },
			messages: numbers.map((number) => ({ recipient: number, text: message, ownId: messageId })),
			output: { parts, encoding, ...output },
			oneRequest: oneRequestUnder(userGroupId),
		},
	};
}

function noRow(provider: string, recipient: string): MessageResult {
	return {
		ok: false,
		fault: {
			code: 'no-row',
			meaning: `${provider} answered without a result for ${recipient}`,
			whatToDo: 'Check whether the message arrived before you send it again',
			httpCode: 502,
			outcome: 'unknown',
		},
	};
}

/** Gives each message of a request an id: the user's, or one of ours, which no other message has. */
function withIds(messages: Batch) {
	const given = new Set(messages.map(({ ownId }) => ownId));
	function newId(): string {
		const id = newMessageId();
		return given.has(id) ? newId() : id;
	}
	return messages.map((message) => ({ message, id: message.ownId || newId() }));
}

/** Hands over one request with a text for each recipient. Rows are joined by our ids, never by position. */
export async function sendPersonal(
	{ client, provider }: Item,
	{ line, userGroupId: givenUserGroupId, ports, resendIfNotFound }: PersonalShared,
	batch: Batch,
	signal: AbortSignal | undefined,
): Promise<readonly MessageResult[]> {
	const settings = { client, provider, givenUserGroupId, resendIfNotFound, signal };
	return await sendUnderOwnId(settings, batch, async ({ userGroupId }, messages) => {
		const own = withIds(messages);
		const answer = await client.sendPersonal({
			line,
			userGroupId,
			ports,
			messages: own.map(({ message, id }) => ({
				id,
				message: message.text,
				mobile: nationalFormat(message.recipient),
			})),
		});
		const results = own.map(({ message, id }): MessageResult => {
			if (!answer.ok) return answer;
			const row = answer.value.get(id);
			if (row === undefined) return noRow(provider, message.recipient);
			if (!row.ok) return row;
			return { ok: true, ids: { userGroupId, messageId: id, ...row.value }, raw: row.raw };
		});
		// That the service knows the request does not prove that it took each message of it; that it has a
		// status for a message by an id of ours does. An id of the user's may stand for an older message.
		const ask: Ask = async (positions) => {
			const idOf = (position: number) => own[position]?.id ?? '';
			const statuses = await client.getMessageStatuses(positions.map(idOf));
			if (!statuses.ok) {
				return canMeanNotFound(statuses.fault) ? nothingFound(positions) : undefined;
			}
			const rows = groupBy(statuses.value, (row) => canonicalId(row.messageId));
			const accepted = new Map<number, IDataObject>();
			const notFound = new Set<number>();
			const unproven = new Set<number>();
			for (const position of positions) {
				const messageId = idOf(position);
				const [row, ...more] = rows[messageId] ?? [];
				if (row === undefined) notFound.add(position);
				else if (more.length === 0 && provesAcceptance(row)) {
					accepted.set(position, { userGroupId, messageId });
				} else unproven.add(position);
			}
			return { accepted, notFound, unproven };
		};
		return { results, canAsk: (position) => !own[position]?.message.ownId, ask };
	});
}
