import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import {
	choice,
	guardMoment,
	many,
	optionalText,
	optionsField,
	optionsOf,
	requiredText,
} from '../../../shared/form/parameters';
import { readSendRecipients } from '../../../shared/sending/recipients/guards';
import {
	sendItemsPerRequestField,
	sendOptions,
	sendToManyOptionFields,
} from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { toIso } from '../../../shared/sms/dates';
import type { RayganSmsConnection } from '../../connection';
import { shownZone } from '../../zone';
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
import { rayganSendOptions } from './options';
import type { GroupSend } from './sendGroup';
import { sendGroup } from './sendGroup';
import { oneRequestUnder } from './userGroupId';

const parameters = z.object({
	phoneNumber: optionalText,
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

export const send = sendTogether<RayganSmsConnection, z.infer<typeof parameters>, GroupSend>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send one text to many numbers',
		description:
			'Send the same text to one or many numbers. For a name in the text use Send Personalized.',
	},
	fields: [
		lineField,
		mobilesField,
		messageField,
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
	fewerRequests: { operation: 'Send Personalized', messages: MAX_RECIPIENTS },
	prepare({ parameters: { phoneNumber, message, mobiles, options }, client, zone }) {
		const line = readLine(phoneNumber, client);
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
					...(atMs === undefined ? {} : { scheduledAt: toIso(atMs, shownZone(zone)) }),
					...output,
				},
				tooLate,
				oneRequest: oneRequestUnder(userGroupId),
			},
		};
	},
	send: sendGroup,
});
