import { z } from 'zod';

import { optionsField } from '../../../shared/form/parameters';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import type { RayganSmsConnection } from '../../connection';
import { MAX_RECIPIENTS } from './checks';
import { lineField, messageField, mobileField, personalOptionFields } from './fields';
import type { PersonalShared } from './personal';
import { personalParameters, preparePersonal, sendPersonal } from './personal';

const parameters = z.object(personalParameters);

export const sendPersonalized = sendTogether<
	RayganSmsConnection,
	z.infer<typeof parameters>,
	PersonalShared
>({
	option: {
		name: 'Send Personalized',
		value: 'sendPersonalized',
		action: 'Send each recipient a text of their own',
		description:
			'Send each item its own text to its own number, with a name in it, say. Many items share one request.',
	},
	fields: [lineField, mobileField, messageField, optionsField(personalOptionFields)],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: MAX_RECIPIENTS,
	prepare: (item) => preparePersonal(item),
	send: sendPersonal,
});
