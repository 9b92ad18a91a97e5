import { z } from 'zod';

import { numberIn, optionsField } from '../../../shared/form/parameters';
import { namedRecipients } from '../../../shared/sending/recipients/recipients';
import { sendTogether } from '../../../shared/sending/sendTogether';
import type { RayganSmsConnection } from '../../connection';
import { MAX_RECIPIENTS } from './checks';
import {
	lineField,
	messageField,
	mobileField,
	personalOptionFields,
	receivePortField,
	sendPortField,
} from './fields';
import type { PersonalShared } from './personal';
import { personalParameters, preparePersonal, sendPersonal } from './personal';

const MAX_PORT = 65_535;

const port = (which: string) =>
	numberIn(
		{ min: 0, max: MAX_PORT, isWhole: true },
		`Enter the ${which} port as a whole number from 0 to ${MAX_PORT}`,
	);

const parameters = z.object({
	...personalParameters,
	receivePort: port('receive'),
	sendPort: port('send'),
});

export const sendToPort = sendTogether<
	RayganSmsConnection,
	z.infer<typeof parameters>,
	PersonalShared
>({
	option: {
		name: 'Send to Port',
		value: 'sendToPort',
		action: 'Send a text to an app on the phone by its port',
		description:
			'Send each item its own text to a port of the phone, for an app that listens there',
	},
	fields: [
		lineField,
		mobileField,
		messageField,
		receivePortField,
		sendPortField,
		optionsField(personalOptionFields),
	],
	parameters,
	recipientField: 'recipient',
	namedIn: ({ mobile }) => namedRecipients(mobile, 'iran'),
	recipientsPerRequest: MAX_RECIPIENTS,
	prepare: (item) => {
		const { receivePort, sendPort } = item.parameters;
		return preparePersonal(item, { receivePort, sendPort });
	},
	send: sendPersonal,
});
