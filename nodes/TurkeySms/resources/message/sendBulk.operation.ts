import { z } from 'zod';

import { batchOptions } from '../../../shared/form/itemsPerRequest';
import { many, optionsField, optionsOf } from '../../../shared/form/parameters';
import { readSendRecipients } from '../../../shared/sending/recipients/guards';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import { internationalDigits } from '../../../shared/sms/phoneNumber';
import type { TurkeySmsClient } from '../../api/client';
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

export const sendBulk = sendTogether<TurkeySmsClient, z.infer<typeof parameters>, Shared>({
	option: {
		name: 'Send in Bulk',
		value: 'sendBulk',
		action: 'Send a message in bulk',
		description:
			'Send one text to many mobile numbers in one request. Its delivery is read from the report.',
	},
	fields: [titleField, textField, recipientsField, optionsField(bulkOptionFields)],
	parameters,
	recipientField: 'recipients',
	namedIn: ({ recipients }) => namedRecipients(recipients, 'turkey'),
	recipientsPerRequest: RECIPIENTS_PER_REQUEST,
	prepare({ parameters: { options, ...fields }, zone }) {
		const recipients = readSendRecipients(fields.recipients, 'turkey', options);
		const prepared = prepareSend({ zone, ...fields, ...options, recipients });
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
