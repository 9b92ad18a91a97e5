import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsConnection } from '../../connection';
import { personalOptionFields, recipientField, textField, titleField } from './fields';
import { recipient, RECIPIENTS_PER_REQUEST, text, title, turkeySendOptions } from './options';
import type { SharedSettings } from './prepare';
import { messageResult, prepareSend } from './prepare';

const parameters = z.object({
	title,
	text,
	recipient,
	options: optionsOf({ ...turkeySendOptions, ...batchOptions }),
});

export const sendPersonalized = sendTogether<
	TurkeySmsConnection,
	z.infer<typeof parameters>,
	SharedSettings
>({
	option: {
		name: 'Send Personalized',
		value: 'sendPersonalized',
		action: 'Send each recipient a text of their own',
		description:
			'Send each item its own text to its own number, with a name in it, say. Many items share one request.',
	},
	fields: [titleField, recipientField, textField, optionsField(personalOptionFields)],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ recipient }) => namedRecipients(recipient, 'turkey'),
	recipientsPerRequest: RECIPIENTS_PER_REQUEST,
	prepare({ parameters: { options, ...fields }, client, zone }) {
		const recipients = readSendRecipient(fields.recipient, 'turkey', options);
		return prepareSend({ zone, client, ...fields, ...options, recipients });
	},
	async send({ client }, shared, batch) {
		const messages = batch.map((message) => ({
			text: message.text,
			recipient: internationalDigits(message.recipient),
		}));
		const result = messageResult(await client.sendPersonal({ ...shared, messages }));
		return batch.map(() => result);
	},
});
