import { z } from 'zod';

import { oneByOne } from '../../../shared/node/operation';
import { moment, optionsField, optionsOf, requiredText } from '../../../shared/node/parameters';
import { readRecipient } from '../../../shared/sending/recipients';
import { toIso } from '../../../shared/sms/dates';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsClient } from '../../api/client';
import {
	languageField,
	recipientField,
	requestMethodField,
	scheduleAtField,
	textField,
	titleField,
} from './fields';
import { chooseLanguage } from './language';
import { readScheduleAt } from './schedule';

const parameters = z.object({
	title: requiredText('Choose the sender ID from the list, or type it as your account has it'),
	text: requiredText('Enter the text to send'),
	recipient: requiredText("Enter the recipient's mobile number"),
	options: optionsOf({
		language: z.enum(['auto', 'english', 'turkish', 'arabic']).default('auto'),
		requestMethod: z.enum(['POST', 'GET']).default('POST'),
		scheduleAt: moment,
	}),
});

export const send = oneByOne<TurkeySmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a message',
		description: 'Send one text to one mobile number, in Turkey or abroad',
	},
	fields: [
		titleField,
		textField,
		recipientField,
		optionsField([languageField, requestMethodField, scheduleAtField]),
	],
	parameters,
	sends: true,
	async run({ parameters: { title, text, recipient, options }, client, provider, zone }) {
		const number = readRecipient(provider, recipient, 'turkey');
		if (!number.ok) return number;
		const chosen = chooseLanguage(provider, text, options.language);
		if (!chosen.ok) return chosen;
		const scheduled = readScheduleAt(provider, options.scheduleAt, zone, options.requestMethod);
		if (!scheduled.ok) return scheduled;

		const { language, measure } = chosen.value;
		const request = { title, text, recipient: internationalDigits(number.value), language };
		const answer =
			options.requestMethod === 'GET'
				? await client.sendByGet(request)
				: await client.send(request, scheduled.value);
		if (!answer.ok) return { ok: false, fault: { ...answer.fault, recipients: [number.value] } };
		const json = {
			outcome: 'accepted',
			accepted: true,
			recipient: number.value,
			...answer.value,
			parts: measure.parts,
			encoding: measure.encoding,
			...(scheduled.value === undefined ? {} : { scheduledAt: toIso(scheduled.value.atMs, zone) }),
		};
		return { ok: true, rows: [{ json, raw: answer.raw }] };
	},
});
