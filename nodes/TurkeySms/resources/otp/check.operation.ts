import { z } from 'zod';

import { checkOptions, checkOptionsField, typedCodeField } from '../../../shared/codes/options';
import { tokenCheck } from '../../../shared/codes/tokenCheck';
import { optionsOf, requiredText } from '../../../shared/form/parameters';
import type { TurkeySmsConnection } from '../../connection';
import { checkedRecipientField, verificationTokenField } from './fields';

const parameters = z.object({
	recipient: requiredText('Enter the mobile number that the code was sent to'),
	code: requiredText('Enter the code that the user typed'),
	verificationToken: requiredText(
		'Enter the field verificationToken of Send or Send Advanced; an output with a note instead has none',
	),
	options: optionsOf(checkOptions),
});

export const check = tokenCheck<TurkeySmsConnection, z.infer<typeof parameters>>({
	option: {
		name: 'Check',
		value: 'check',
		action: 'Check a one-time code (OTP)',
		description:
			'Compare a typed code with the one that was sent, by its verificationToken. A wrong code is a result: valid is false.',
	},
	fields: [checkedRecipientField, typedCodeField, verificationTokenField, checkOptionsField],
	parameters,
	plan: 'turkey',
	recipientOf: ({ recipient }) => recipient,
	mend: 'Hand verificationToken on exactly as Send or Send Advanced gave it, and use the same API key in both steps',
});
