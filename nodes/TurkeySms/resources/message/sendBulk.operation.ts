import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import { many, optionsField, optionsOf } from '../../../shared/form/parameters';
import { readSendRecipients } from '../../../shared/sending/recipients/guards';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsConnection } from '../../connection';
import { bulkOptionFields, recipientsField, textField, titleField } from './fields';
import { RECIPIENTS_PER_REQUEST, text, title, turkeySendOptions } from './options';
import type { SharedSettings } from './prepare';
import { messageResult, prepareSend } from './prepare';

const parameters = z.object({
	title,
	text,
	recipients: many,
	options: optionsOf({ ...turkeySendOptions, ...batchOptions }),
});

interface Shared extends SharedSettings {
	readonly text: string;
}

export const sendBulk = sendTogether<TurkeySmsConnection, z.infer<typeof parameters>, Shared>({
	option: {
		name: 'Send in Bulk',
		value: 'sendBulk',
		action: 'Send one text to many numbers',
		description:
			'Send the same text to many numbers in one request. For a name in the text use Send Personalized.',
	},
	fields: [titleField, recipientsField, textField, optionsField(bulkOptionFields)],
	parameters,
	recipientField: 'recipients',
	namedIn: ({ recipients }) => namedRecipients(recipients, 'turkey'),
	recipientsPerRequest: RECIPIENTS_PER_REQUEST,
	fewerRequests: { operation: 'Send Personalized', messages: RECIPIENTS_PER_REQUEST },
	prepare({ parameters: { options, ...fields }, client, zone }) {
		const recipients = readSendRecipients(fields.recipients, 'turkey', options);
		const prepared = prepareSend({ zone, client, ...fields, ...options, recipients });
		if (!prepared.ok) return prepared;
		const { shared } = prepared.value;
		return { ok: true, value: { ...prepared.value, shared: { ...shared, text: fields.text } } };
	},
	async send({ client }, shared, batch) {
		const recipients = batch.map(({ recipient }) => internationalDigits(recipient));
		const result = messageResult(await client.sendBulk({ ...shared, recipients }));
		return batch.map(() => result);
	},
});
