import { z } from 'zod';

import {
	checkOptions,
	checkOptionsField,
	typedCodeField,
	verificationTokenField,
} from '../../../shared/codes/options';
import { tokenCheck } from '../../../shared/codes/tokenCheck';
import { optionsOf, requiredText } from '../../../shared/form/parameters';
import type { RayganSmsConnection } from '../../connection';
import { checkedMobileField } from './fields';

const parameters = z.object({
	mobile: requiredText('Enter the mobile number that the code was sent to'),
	code: requiredText('Enter the code that the user typed'),
	verificationToken: requiredText(
		'Enter the field verificationToken of the send; it is there where the option Make a Code is set',
	),
	options: optionsOf(checkOptions),
});

export const checkToken = tokenCheck<RayganSmsConnection, z.infer<typeof parameters>>({
	option: {
		name: 'Check Token',
		value: 'checkToken',
		action: 'Check a verification code (OTP) that this node made',
		description:
			'Compare a typed code with the one that a send made, by its verificationToken. A wrong code is a result: valid is false.',
	},
	fields: [checkedMobileField, typedCodeField, verificationTokenField, checkOptionsField],
	parameters,
	plan: 'iran',
	recipientOf: ({ mobile }) => mobile,
	mend: 'Hand verificationToken on exactly as the send gave it, and use the same credential in both steps',
});
