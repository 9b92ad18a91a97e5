import { z } from 'zod';

import { oneByOne } from '../../../shared/node/operation';
import {
	many,
	moment,
	optionsField,
	optionsOf,
	requiredText,
} from '../../../shared/node/parameters';
import {
	invalidNumbers,
	invalidNumbersField,
	readRecipients,
} from '../../../shared/sending/recipients';
import { toIso } from '../../../shared/sms/dates';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { checkRecipientCount, readLine, readMessageText, readSendAt } from './checks';
import {
	lineField,
	messageField,
	pastScheduleField,
	sendAtField,
	userGroupIdField,
} from './fields';
import { claimUserGroupId } from './userGroupId';

const parameters = z.object({
	phoneNumber: requiredText('Enter the line to send from, such as 50002910001080'),
	message: requiredText('Enter the text to send'),
	mobiles: many,
	options: optionsOf({
		invalidNumbers,
		pastSchedule: z.enum(['refuse', 'sendNow']).default('refuse'),
		sendAt: moment,
		userGroupId: z.coerce.string().default(''),
	}),
});

export const send = oneByOne<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a message',
		description: 'Send one text to one or many mobile numbers in Iran',
	},
	fields: [
		lineField,
		messageField,
		{
			displayName: 'To (Mobile Numbers)',
			name: 'mobiles',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0911 217 0848, +98 911 666 2206',
			description:
				'One or many Iranian mobile numbers in any written form, with commas, spaces or lines between them, or an array from an expression',
		},
		optionsField([invalidNumbersField, pastScheduleField, sendAtField, userGroupIdField]),
	],
	parameters,
	sends: true,
	async run({ parameters: { phoneNumber, message, mobiles, options }, client, provider, zone }) {
		const line = readLine(provider, phoneNumber);
		if (!line.ok) return line;
		const text = readMessageText(provider, message);
		if (!text.ok) return text;
		const recipients = readRecipients(provider, mobiles, 'iran', options.invalidNumbers);
		if (!recipients.ok) return recipients;
		const { numbers, invalid } = recipients.value;
		const count = checkRecipientCount(provider, numbers.length);
		if (!count.ok) return count;
		const sendAt = readSendAt(provider, options.sendAt, zone, options.pastSchedule);
		if (!sendAt.ok) return sendAt;
		const claimed = await claimUserGroupId(provider, client, options.userGroupId);
		if (!claimed.ok) return claimed;

		const userGroupId = claimed.value;
		const atMs = sendAt.value;
		const answer = await client.sendMessage({
			line: line.value,
			message,
			mobiles: numbers.map(nationalFormat),
			userGroupId,
			sendAtSeconds: atMs === undefined ? undefined : Math.floor(atMs / 1000),
		});
		if (!answer.ok) {
			return { ok: false, fault: { ...answer.fault, recipients: numbers, userGroupId } };
		}
		const json = {
			outcome: 'accepted',
			accepted: true,
			recipients: [...numbers],
			recipientCount: numbers.length,
			groupMessageId: answer.value.groupMessageId,
			userGroupId,
			parts: text.value.parts,
			encoding: text.value.encoding,
			...(atMs === undefined ? {} : { scheduledAt: toIso(atMs, zone) }),
			invalidRecipients: invalid.map((entry) => ({ ...entry })),
		};
		return { ok: true, rows: [{ json, raw: answer.raw }] };
	},
});
