import { z } from 'zod';

import { choice, optionsField, optionsOf } from '../../../shared/form/parameters';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsConnection } from '../../connection';
import {
	recipientField,
	requestMethodField,
	singleOptionFields,
	textField,
	titleField,
} from './fields';
import { recipient, text, title, turkeySendOptions } from './options';
import type { SharedSettings } from './prepare';
import { messageResult, prepareSend } from './prepare';

const parameters = z.object({
	title,
	text,
	recipient,
	options: optionsOf({
		...turkeySendOptions,
		requestMethod: choice(['POST', 'GET'], 'Choose POST or GET', 'POST'),
	}),
});

export const send = sendTogether<TurkeySmsConnection, z.infer<typeof parameters>, SharedSettings>({
	option: {
		name: 'Send',
		value: 'send',
		action: 'Send a text to one number',
		description:
			'Send a text to one number, a request each. For many items use Send in Bulk or Send Personalized.',
	},
	fields: [
		titleField,
		recipientField,
		textField,
		optionsField([...singleOptionFields, requestMethodField]),
	],
	parameters,
	sends: true,
	recipientField: 'recipient',
	recipientsPerRequest: 1,
	prepare({ parameters: { options, ...fields }, client, provider, zone }) {
		const recipients = readSendRecipient(provider, fields.recipient, 'turkey', options);
		return prepareSend({ provider, zone, client, ...fields, ...options, recipients });
	},
	async send({ client, parameters: { options } }, shared, batch) {
		return await Promise.all(
			batch.map(async (message) => {
				const number = internationalDigits(message.recipient);
				const request = { ...shared, text: message.text, recipient: number };
				return messageResult(
					options.requestMethod === 'GET'
						? await client.sendByGet(request)
						: await client.send(request),
				);
			}),
		);
	},
});
