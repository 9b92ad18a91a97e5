import { z } from 'zod';

import { choice, optionsField, optionsOf } from '../../../shared/form/parameters';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import { shownZone } from '../../api/times';
import type { TurkeySmsConnection } from '../../connection';
import { recipientField, requestMethodField } from '../message/fields';
import type { CodeSettings } from './codeSend';
import { codeOptions, codeParameters, codeResult, prepareCode } from './codeSend';
import { codeLanguageField, codeOptionFields, digitsField } from './fields';

const parameters = z.object({
	...codeParameters,
	options: optionsOf({
		...codeOptions,
		requestMethod: choice(['POST', 'GET'], 'Choose POST or GET', 'POST'),
	}),
});

export const send = sendTogether<TurkeySmsConnection, z.infer<typeof parameters>, CodeSettings>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a one-time code (OTP)',
		description:
			'Send a code that TurkeySMS makes, in its words. Hand verificationToken on to Check.',
	},
	fields: [
		recipientField,
		digitsField,
		codeLanguageField,
		optionsField([...codeOptionFields, requestMethodField]),
	],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ recipient }) => namedRecipients(recipient, 'turkey'),
	recipientsPerRequest: 1,
	prepare({ parameters: { options, ...fields } }) {
		const { requestMethod } = options;
		return prepareCode({ ...fields, text: '', title: '', requestMethod, options });
	},
	async send({ client, zone }, settings, batch) {
		const { digits, language, requestMethod } = settings;
		return await Promise.all(
			batch.map(async ({ recipient }) => {
				const request = { recipient: internationalDigits(recipient), digits, language };
				const answer =
					requestMethod === 'GET'
						? await client.sendCodeByGet(request)
						: await client.sendCode(request);
				return codeResult(answer, recipient, settings, {
					sign: client.sign,
					zone: shownZone(zone),
				});
			}),
		);
	},
});
