import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import {
	choice,
	guardMoment,
	many,
	optionsField,
	optionsOf,
	requiredText,
} from '../../../shared/form/parameters';
import { readSendRecipients } from '../../../shared/sending/recipients/guards';
import {
	sendItemsPerRequestField,
	sendOptionFields,
	sendOptions,
} from '../../../shared/sending/options';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { toIso } from '../../../shared/sms/dates';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { askForGroup } from './askForGroup';
import { MAX_RECIPIENTS, readLine, readMessageText, readSendAt } from './checks';
import {
	lineField,
	messageField,
	mobilesField,
	pastScheduleField,
	resendIfNotFoundField,
	sendAtField,
	userGroupIdField,
} from './fields';
import { groupResult } from './groupIds';
import { rayganSendOptions } from './options';
import { bearsProviderCode } from './reconcile';
import { sendUnderOwnId } from './sendUnderOwnId';
import { oneRequestUnder } from './userGroupId';

const parameters = z.object({
	phoneNumber: requiredText('Enter the line to send from, such as 50002910001080'),
	message: requiredText('Enter the text to send'),
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
	readonly message: string;
	/** Unix milliseconds */
	readonly atMs?: number;
	readonly userGroupId: string;
	readonly resendIfNotFound: boolean;
}

export const send = sendTogether<RayganSmsClient, z.infer<typeof parameters>, Shared>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a message',
		description: 'Send one text to one or many mobile numbers in Iran',
	},
	fields: [
		lineField,
		messageField,
		mobilesField,
		optionsField([
			...sendOptionFields,
			sendItemsPerRequestField,
			pastScheduleField,
			resendIfNotFoundField,
			sendAtField,
			userGroupIdField,
		]),
	],
	parameters,
	sends: true,
	recipientField: 'recipients',
	recipientsPerRequest: MAX_RECIPIENTS,
	fewerRequests: { operation: 'Send Personalized', messages: MAX_RECIPIENTS },
	prepare({ parameters: { phoneNumber, message, mobiles, options }, provider, zone }) {
		const line = readLine(provider, phoneNumber);
		if (!line.ok) return line;
		const text = readMessageText(provider, message);
		if (!text.ok) return text;
		const recipients = readSendRecipients(provider, mobiles, 'iran', options);
		if (!recipients.ok) return recipients;
		const sendAt = readSendAt(provider, options.sendAt, zone, options.pastSchedule);
		if (!sendAt.ok) return sendAt;
		const { numbers, output } = recipients.value;
		const { userGroupId, resendIfNotFound } = options;
		const { atMs, tooLate } = sendAt.value;
		return {
			ok: true,
			value: {
				shared: { line: line.value, message, atMs, userGroupId, resendIfNotFound },
				messages: numbers.map((recipient) => ({ recipient, text: message })),
				output: {
					parts: text.value.parts,
					encoding: text.value.encoding,
					...(atMs === undefined ? {} : { scheduledAt: toIso(atMs, zone) }),
					...output,
				},
				tooLate,
				oneRequest: oneRequestUnder(provider, userGroupId),
			},
		};
	},
	async send({ client, provider }, shared, batch, signal) {
		const { line, message, atMs, userGroupId: givenUserGroupId, resendIfNotFound } = shared;
		const settings = { client, provider, givenUserGroupId, resendIfNotFound, signal };
		const execution = signal ?? client;
		return await sendUnderOwnId(settings, batch, async ({ userGroupId, isOurs }, messages) => {
			const answer = await client.sendMessage({
				line,
				message,
				mobiles: messages.map(({ recipient }) => nationalFormat(recipient)),
				userGroupId,
				sendAtSeconds: atMs === undefined ? undefined : Math.floor(atMs / 1000),
			});
			const result = groupResult(execution, provider, answer, userGroupId);
			const ask = askForGroup(client, {
				userGroupId,
				recipients: messages.map(({ recipient }) => recipient),
				isByNumber: !result.ok && bearsProviderCode(result.fault),
				execution,
			});
			return { results: messages.map(() => result), canAsk: () => isOurs, ask };
		});
	},
});
