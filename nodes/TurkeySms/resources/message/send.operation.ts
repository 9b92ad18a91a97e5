import { z } from 'zod';

import { choice, optionsField, optionsOf } from '../../../shared/form/parameters';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
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
import { recipient, RECIPIENTS_PER_REQUEST, text, title, turkeySendOptions } from './options';
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
	recipientField: 'recipient',
	namedIn: ({ recipient }) => namedRecipients(recipient, 'turkey'),
	recipientsPerRequest: 1,
	fewerRequests: { operation: 'Send Personalized', messages: RECIPIENTS_PER_REQUEST },
	prepare({ parameters: { options, ...fields }, client, zone }) {
		const recipients = readSendRecipient(fields.recipient, 'turkey', options);
		return prepareSend({ zone, client, ...fields, ...options, recipients });
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
