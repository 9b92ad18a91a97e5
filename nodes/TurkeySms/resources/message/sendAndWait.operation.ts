import { z } from 'zod';

import { askAndWait } from '../../../shared/answering/askAndWait';
import {
	answerFields,
	approvalOptions,
	questionField,
	questionOptionFields,
	questionOptions,
	responseType,
	withOneMessage,
} from '../../../shared/answering/fields';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsConnection } from '../../connection';
import {
	languageField,
	rateLimitWaitField,
	recipientField,
	titleField,
	withOwnExample,
} from './fields';
import { recipient, title, turkeySendOptions } from './options';
import type { SharedSettings } from './prepare';
import { messageResult, prepareSend } from './prepare';

const { language, rateLimitWait } = turkeySendOptions;

const parameters = z.object({
	title,
	recipient,
	message: requiredText('Enter the question to send'),
	responseType,
	approvalOptions,
	options: optionsOf({ ...questionOptions, language, rateLimitWait }).transform(withOneMessage),
});

export const sendAndWait = askAndWait<
	TurkeySmsConnection,
	z.infer<typeof parameters>,
	SharedSettings
>({
	fields: [
		titleField,
		recipientField,
		questionField,
		...answerFields,
		optionsField([...withOwnExample(questionOptionFields), languageField, rateLimitWaitField]),
	],
	parameters,
	namedIn: ({ recipient: number }) => namedRecipients(number, 'turkey'),
	ofArabicScript: 'arabic',
	prepare({ parameters: { options, ...fields }, client, zone }, text) {
		const recipients = readSendRecipient(fields.recipient, 'turkey', options);
		return prepareSend({ zone, client, ...fields, ...options, text, recipients });
	},
	async send({ client }, shared, batch) {
		return await Promise.all(
			batch.map(async ({ recipient: number, text }) =>
				messageResult(
					await client.send({ ...shared, text, recipient: internationalDigits(number) }),
				),
			),
		);
	},
});
