import { z } from 'zod';

import { optionsField, optionsOf } from '../../../shared/form/parameters';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import { shownZone } from '../../api/times';
import type { TurkeySmsConnection } from '../../connection';
import { languageField, recipientField, titleField } from '../message/fields';
import { text, title, turkeySendOptions } from '../message/options';
import { readTitle } from '../message/title';
import type { CodeSettings } from './codeSend';
import { codeOptions, codeParameters, codeResult, prepareCode } from './codeSend';
import { codeOptionFields, digitsField, templateField } from './fields';
import { measureTemplate } from './template';

const parameters = z.object({
	title,
	text,
	...codeParameters,
	language: turkeySendOptions.language,
	options: optionsOf(codeOptions),
});

export const sendAdvanced = sendTogether<
	TurkeySmsConnection,
	z.infer<typeof parameters>,
	CodeSettings
>({
	option: {
		name: 'Send Advanced',
		value: 'sendAdvanced',
		action: 'Send a one-time code (OTP) in your own text',
		description:
			'Send a code that TurkeySMS makes, in your text and from your sender ID. Hand verificationToken on to Check.',
	},
	fields: [
		titleField,
		recipientField,
		templateField,
		digitsField,
		languageField,
		optionsField(codeOptionFields),
	],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ recipient }) => namedRecipients(recipient, 'turkey'),
	recipientsPerRequest: 1,
	prepare({ parameters: fields, client }) {
		const sender = readTitle(fields.title, client);
		if (!sender.ok) return sender;
		const measured = measureTemplate(fields);
		if (!measured.ok) return measured;
		const { language, measure } = measured.value;
		const prepared = prepareCode({
			...fields,
			title: sender.value,
			language,
			requestMethod: 'POST',
		});
		if (!prepared.ok) return prepared;
		const { parts, encoding } = measure;
		const output = { parts, encoding, ...prepared.value.output };
		return { ok: true, value: { ...prepared.value, output } };
	},
	async send({ client, zone }, settings, batch) {
		const { title: sender, digits, language } = settings;
		return await Promise.all(
			batch.map(async ({ recipient, text: template }) => {
				const answer = await client.sendCodeInText({
					title: sender,
					text: template,
					recipient: internationalDigits(recipient),
					digits,
					language,
				});
				return codeResult(answer, recipient, settings, {
					sign: client.sign,
					zone: shownZone(zone),
				});
			}),
		);
	},
});
