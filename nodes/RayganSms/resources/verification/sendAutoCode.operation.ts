import { z } from 'zod';

import {
	optionalText,
	optionsField,
	optionsOf,
	requiredText,
} from '../../../shared/form/parameters';
import { sendOptionFields, sendOptions } from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { readMessageText } from '../message/checks';
import { codeResult, prepareCode } from './codeSend';
import { footerField, mobileField } from './fields';

const parameters = z.object({
	mobile: requiredText("Enter the recipient's mobile number"),
	footer: optionalText,
	options: optionsOf(sendOptions),
});

export const sendAutoCode = sendTogether<RayganSmsClient, z.infer<typeof parameters>, null>({
	option: {
		name: 'Send Auto Code',
		value: 'sendAutoCode',
		action: 'Send a verification code (OTP) made by Raygan SMS',
		description:
			'Send a verification code (OTP) that Raygan SMS makes and keeps itself. Compare what the user types with Check Code; the code is not in the output.',
	},
	fields: [mobileField, footerField, optionsField(sendOptionFields)],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: 1,
	prepare({ parameters: { mobile, footer, options } }) {
		const measure = readMessageText(footer);
		if (!measure.ok) return measure;
		return prepareCode({ mobile, text: footer, options, output: {} });
	},
	async send({ client }, _shared, batch) {
		return await Promise.all(
			batch.map(async ({ recipient, text }) =>
				codeResult(await client.sendAutoCode(nationalFormat(recipient), text)),
			),
		);
	},
});
