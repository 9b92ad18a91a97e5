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
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { toIso } from '../../../shared/sms/dates';
import type { RayganSmsClient } from '../../api/client';
import { readLineNumber } from '../../line';
import { MAX_RECIPIENTS, readMessageText, readSendAt } from './checks';
import {
	lineField,
	messageField,
	mobilesField,
	pastScheduleField,
	resendIfNotFoundField,
	sendAtField,
	userGroupIdField,
} from './fields';
import { rayganSendOptions } from './options';
import type { GroupSend } from './sendGroup';
import { sendGroup } from './sendGroup';
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

export const send = sendTogether<RayganSmsClient, z.infer<typeof parameters>, GroupSend>({
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
	recipientField: 'recipients',
	namedIn: ({ mobiles }) => namedRecipients(mobiles, 'iran'),
	recipientsPerRequest: MAX_RECIPIENTS,
	prepare({ parameters: { phoneNumber, message, mobiles, options }, zone }) {
		const line = readLineNumber(phoneNumber);
		if (!line.ok) return line;
		const text = readMessageText(message);
		if (!text.ok) return text;
		const recipients = readSendRecipients(mobiles, 'iran', options);
		if (!recipients.ok) return recipients;
		const sendAt = readSendAt(options.sendAt, zone, options.pastSchedule);
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
				oneRequest: oneRequestUnder(userGroupId),
			},
		};
	},
	send: sendGroup,
});
