import { z } from 'zod';

import { refusal } from '../../../shared/faults/faults';
import {
	optionalText,
	optionsField,
	optionsOf,
	requiredText,
} from '../../../shared/form/parameters';
import { sendOptionFields, sendOptions } from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { toLatinDigits, withoutUnseen } from '../../../shared/sms/digits';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { sentMessage } from '../../sentMessage';
import { readMessageText } from '../message/checks';
import { prepareCode } from './codeSend';
import { footerField, mobileField } from './fields';

const parameters = z.object({
	mobile: requiredText("Enter the recipient's mobile number"),
	footer: optionalText,
	options: optionsOf(sendOptions),
});

/** The service sends such a footer as the code itself, as a client quotes its help. */
const isCode = (footer: string): boolean =>
	/^\d{3,8}$/.test(toLatinDigits(withoutUnseen(footer)).trim());

export const sendAutoCode = sendTogether<RayganSmsClient, z.infer<typeof parameters>, null>({
	option: {
		name: 'Send Auto Code',
		value: 'sendAutoCode',
		action: 'Send a verification code (OTP) made by Raygan SMS',
		description:
			'Send a code that Raygan SMS makes and keeps. Check Code compares what the user types.',
	},
	fields: [mobileField, footerField, optionsField(sendOptionFields)],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: 1,
	prepare({ parameters: { mobile, footer, options } }) {
		if (isCode(footer)) {
			return refusal(
				'The footer is a number of 3 to 8 digits, which Raygan SMS would send as the code itself',
				'Write words in the footer, or send the code with Send Own Code',
			);
		}
		const measure = readMessageText(footer);
		if (!measure.ok) return measure;
		return prepareCode({ mobile, text: footer, options, shared: null, output: {} });
	},
	async send({ client }, _shared, batch) {
		return await Promise.all(
			batch.map(async ({ recipient, text }) =>
				sentMessage(await client.sendAutoCode(nationalFormat(recipient), text)),
			),
		);
	},
});
