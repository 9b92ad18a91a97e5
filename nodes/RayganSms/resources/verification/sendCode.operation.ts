import { z } from 'zod';

import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import { sendOptionFields, sendOptions } from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { readMessageText } from '../message/checks';
import { codeResult, prepareCode } from './codeSend';
import { codeMessageField, mobileField } from './fields';

const parameters = z.object({
	mobile: requiredText("Enter the recipient's mobile number"),
	message: requiredText('Enter the text to send, with the code in it as digits'),
	options: optionsOf(sendOptions),
});

export const sendCode = sendTogether<RayganSmsClient, z.infer<typeof parameters>, null>({
	option: {
		name: 'Send Own Code',
		value: 'sendCode',
		action: 'Send a verification code (OTP) of your own',
		description:
			'Send a text with a verification code (OTP) of your own in it as digits. Raygan SMS keeps the code, so that Check Code can compare what the user types.',
	},
	fields: [mobileField, codeMessageField, optionsField(sendOptionFields)],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: 1,
	prepare({ parameters: { mobile, message, options } }) {
		const measure = readMessageText(message);
		if (!measure.ok) return measure;
		const { parts, encoding } = measure.value;
		const output = { parts, encoding };
		return prepareCode({ mobile, text: message, options, output });
	},
	async send({ client }, _shared, batch) {
		return await Promise.all(
			batch.map(async ({ recipient, text }) =>
				codeResult(await client.sendCode(nationalFormat(recipient), text)),
			),
		);
	},
});
