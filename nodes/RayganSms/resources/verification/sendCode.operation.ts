import { z } from 'zod';

import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import { sendOptionFields, sendOptions } from '../../../shared/sending/options';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { toLatinDigits } from '../../../shared/sms/digits';
import { nationalFormat } from '../../../shared/sms/phoneNumber';
import type { RayganSmsConnection } from '../../connection';
import { readMessageText } from '../message/checks';
import { shownZone } from '../../zone';
import { prepareCode } from './codeSend';
import { codeMessageField, mobileField } from './fields';
import type { MadeCode } from './madeCode';
import { madeCodeFields, madeCodeOptions, sendMade } from './madeCode';

const parameters = z.object({
	mobile: requiredText("Enter the recipient's mobile number"),
	message: requiredText('Enter the text to send, with the code in it as digits'),
	options: optionsOf({ ...sendOptions, ...madeCodeOptions }),
});

/** Where a made code goes. */
const PLACE = '{code}';

/** The text as the recipient gets it, but for the digits of a made code. */
function readTemplate(message: string, digits: number | undefined): Checked<string> {
	if (digits !== undefined) {
		if (message.includes(PLACE)) {
			return { ok: true, value: message.replaceAll(PLACE, '0'.repeat(digits)) };
		}
		return refusal(
			`The text in Message has no ${PLACE}, the place where the code goes`,
			`Write ${PLACE} where the code is to stand, such as “Your code is ${PLACE}”, or remove the option Make a Code`,
		);
	}
	if (/\d/.test(toLatinDigits(message))) return { ok: true, value: message };
	return refusal(
		'The text in Message has no code in it: there are no digits',
		`Write your code into the text as digits, or add the option Make a Code and write ${PLACE} where it is to stand`,
	);
}

export const sendCode = sendTogether<RayganSmsConnection, z.infer<typeof parameters>, MadeCode>({
	option: {
		name: 'Send Own Code',
		value: 'sendCode',
		action: 'Send a verification code (OTP) of your own',
		description:
			'Send a text with a code of your own, or one that the node makes. Check Code compares what the user types.',
	},
	fields: [mobileField, codeMessageField, optionsField([...sendOptionFields, ...madeCodeFields])],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: 1,
	prepare({ parameters: { mobile, message, options } }) {
		const { makeCode: digits, lifetimeMinutes } = options;
		const text = readTemplate(message, digits);
		if (!text.ok) return text;
		const measure = readMessageText(text.value);
		if (!measure.ok) return measure;
		const { parts, encoding } = measure.value;
		const shared = { digits, lifetimeMinutes };
		const output = { parts, encoding };
		return prepareCode({ mobile, text: message, options, shared, output });
	},
	async send({ client, zone }, made, batch) {
		return await Promise.all(
			batch.map(async ({ recipient, text }) =>
				sendMade(made, recipient, { sign: client.sign, zone: shownZone(zone) }, async (code) => {
					const message = code === undefined ? text : text.replaceAll(PLACE, code);
					return await client.sendCode(nationalFormat(recipient), message);
				}),
			),
		);
	},
});
