import { z } from 'zod';

import { optionsField, optionsOf } from '../../../shared/form/parameters';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsConnection } from '../../connection';
import { recipientField, titleField } from '../message/fields';
import { text, title } from '../message/options';
import type { CodeSettings } from './codeSend';
import { codeOptions, codeParameters, codeResult, prepareCode } from './codeSend';
import { codeOptionFields, digitsField, templateField, templateLanguageField } from './fields';
import { measureTemplate } from './template';

const parameters = z.object({ title, text, ...codeParameters, options: optionsOf(codeOptions) });

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
			'Send a one-time verification code (OTP) that TurkeySMS makes, in your own text and from your own sender ID. Compare what the user types by handing verificationToken on to Check.',
	},
	fields: [
		titleField,
		templateField,
		recipientField,
		digitsField,
		templateLanguageField,
		optionsField(codeOptionFields),
	],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ recipient }) => namedRecipients(recipient, 'turkey'),
	recipientsPerRequest: 1,
	prepare({ parameters: fields }) {
		const measured = measureTemplate(fields);
		if (!measured.ok) return measured;
		const prepared = prepareCode({ ...fields, requestMethod: 'POST' });
		if (!prepared.ok) return prepared;
		const { parts, encoding } = measured.value;
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
				return codeResult(answer, recipient, settings, { sign: client.sign, zone });
			}),
		);
	},
});
