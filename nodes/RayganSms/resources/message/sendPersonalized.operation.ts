import { z } from 'zod';

import { optionsField } from '../../../shared/form/parameters';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import type { RayganSmsClient } from '../../api/client';
import { MAX_RECIPIENTS } from './checks';
import { lineField, messageField, mobileField, personalOptionFields } from './fields';
import type { PersonalShared } from './personal';
import { personalParameters, preparePersonal, sendPersonal } from './personal';

const parameters = z.object(personalParameters);

export const sendPersonalized = sendTogether<
	RayganSmsClient,
	z.infer<typeof parameters>,
	PersonalShared
>({
	option: {
		name: 'Send Personalized',
		value: 'sendPersonalized',
		action: 'Send a personalized message',
		description:
			'Send each item its own text to its own mobile number in Iran, many items in one request',
	},
	fields: [lineField, messageField, mobileField, optionsField(personalOptionFields)],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: MAX_RECIPIENTS,
	prepare: (item) => preparePersonal(item),
	send: sendPersonal,
});
