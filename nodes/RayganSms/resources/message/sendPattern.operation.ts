import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import type { Answer } from '../../../shared/faults/faults';
import {
	choice,
	guardMoment,
	many,
	optionalText,
	optionsField,
	optionsOf,
} from '../../../shared/form/parameters';
import { readSendRecipients } from '../../../shared/sending/recipients/guards';
import type { MessageResult } from '../../../shared/sending/message';
import {
	sendItemsPerRequestField,
	sendOptions,
	sendToManyOptionFields,
} from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { toIso } from '../../../shared/sms/dates';
import type { FilledPattern } from '../../api/patternCalls';
import type { AcceptedMessage } from '../../api/sendNumber';
import type { RayganSmsConnection } from '../../connection';
import {
	fillPattern,
	patternIdField,
	patternParameters,
	requireAccessHash,
	tokensField,
} from '../../pattern';
import { sentMessage } from '../../sentMessage';
import { shownZone } from '../../zone';
import { MAX_RECIPIENTS, readLine, readSendAt } from './checks';
import {
	lineField,
	mobilesField,
	pastScheduleField,
	resendIfNotFoundField,
	sendAtField,
	userGroupIdField,
} from './fields';
import { groupResult, ownResult } from './groupIds';
import { rayganSendOptions } from './options';
import { sendAsGroup } from './sendGroup';
import { oneRequestUnder } from './userGroupId';

const parameters = z.object({
	phoneNumber: optionalText,
	...patternParameters,
	mobiles: many,
	options: optionsOf({
		...sendOptions,
		...batchOptions,
		...rayganSendOptions,
		pastSchedule: choice(['refuse', 'sendNow'], 'Choose refuse or sendNow', 'refuse'),
		sendAt: guardMoment,
	}),
});

/** What all messages of one request have in common. */
interface Shared {
	readonly line: string;
	readonly pattern: FilledPattern;
	/** Unix milliseconds */
	readonly atMs?: number;
	readonly userGroupId: string;
	readonly resendIfNotFound: boolean;
}

type PatternAnswer = Answer<{ readonly groupMessageId: string } | AcceptedMessage>;

/** What became of each message of a request that was answered in either form. */
function patternResult(
	execution: object,
	provider: string,
	answer: PatternAnswer,
	userGroupId: string,
): MessageResult {
	if (!answer.ok) return answer;
	const { value, raw } = answer;
	if ('groupMessageId' in value) {
		return groupResult(execution, provider, { ok: true, value, raw }, userGroupId);
	}
	const sent = sentMessage({ ok: true, value, raw });
	const number = value.providerMessageId;
	if (number !== undefined) {
		return ownResult(execution, provider, { id: number, userGroupId }, sent);
	}
	return sent.ok ? { ...sent, ids: { ...sent.ids, userGroupId } } : sent;
}

export const sendPattern = sendTogether<RayganSmsConnection, z.infer<typeof parameters>, Shared>({
	option: {
		name: 'Send Pattern',
		value: 'sendPattern',
		action: 'Send a pattern (template)',
		description:
			'Send an approved text, with values for its placeholders, to one or many numbers. Needs the Access Hash.',
	},
	fields: [
		{
			...lineField,
			description:
				'The service line of your Raygan SMS account. Leave empty for the Default Line of the credential.',
		},
		mobilesField,
		patternIdField,
		tokensField,
		optionsField([
			sendAtField,
			pastScheduleField,
			...sendToManyOptionFields,
			userGroupIdField,
			resendIfNotFoundField,
			sendItemsPerRequestField,
		]),
	],
	parameters,
	recipientField: 'recipients',
	namedIn: ({ mobiles }) => namedRecipients(mobiles, 'iran'),
	recipientsPerRequest: MAX_RECIPIENTS,
	prepare({ parameters: given, client, zone }) {
		const { phoneNumber, patternId, tokens, mobiles, options } = given;
		const access = requireAccessHash(client);
		if (!access.ok) return access;
		const line = readLine(phoneNumber, client);
		if (!line.ok) return line;
		const pattern = fillPattern(patternId, tokens);
		if (!pattern.ok) return pattern;
		const recipients = readSendRecipients(mobiles, 'iran', options);
		if (!recipients.ok) return recipients;
		const sendAt = readSendAt(options.sendAt, zone, options.pastSchedule);
		if (!sendAt.ok) return sendAt;
		const { numbers, output } = recipients.value;
		const { userGroupId, resendIfNotFound } = options;
		const { atMs, tooLate } = sendAt.value;
		const text = JSON.stringify(pattern.value);
		return {
			ok: true,
			value: {
				shared: {
					line: line.value,
					pattern: pattern.value,
					atMs,
					userGroupId,
					resendIfNotFound,
				},
				messages: numbers.map((recipient) => ({ recipient, text })),
				output: {
					...(atMs === undefined ? {} : { scheduledAt: toIso(atMs, shownZone(zone)) }),
					...output,
				},
				tooLate,
				oneRequest: oneRequestUnder(userGroupId),
			},
		};
	},
	async send({ client, provider }, shared, batch, signal) {
		const { line, pattern, atMs, userGroupId: givenUserGroupId, resendIfNotFound } = shared;
		const request = {
			givenUserGroupId,
			resendIfNotFound,
			post: async (userGroupId: string, mobiles: readonly string[]) =>
				await client.sendPattern({
					...pattern,
					line,
					mobiles,
					userGroupId,
					// Clients of the service send the time of now where no other is meant.
					sendAtSeconds: Math.floor((atMs ?? Date.now()) / 1000),
				}),
			resultOf: (execution: object, answer: PatternAnswer, userGroupId: string) =>
				patternResult(execution, provider, answer, userGroupId),
		};
		return await sendAsGroup({ client, provider }, request, batch, signal);
	},
});
