import { z } from 'zod';

import type { Fault } from '../../../shared/faults/faults';
import { invalidInput } from '../../../shared/faults/faults';
import { oneByOne } from '../../../shared/operations/operation';
import { optionsOf, requiredText } from '../../../shared/form/parameters';
import { parsePhoneNumber } from '../../../shared/sms/phoneNumber';
import { plainCode } from '../../../shared/sms/typedCode';
import type { TurkeySmsConnection } from '../../connection';
import { checkedRecipientField, typedCodeField, verificationTokenField } from './fields';
import { checkToken } from './verificationToken';

const parameters = z.object({
	recipient: requiredText('Enter the mobile number that the code was sent to'),
	code: requiredText('Enter the code that the user typed'),
	verificationToken: requiredText(
		'Enter the field verificationToken of Send or Send Advanced; an output with a note instead has none',
	),
	// No field: nothing is requested.
	options: optionsOf({}),
});

function notGenuine(provider: string): Fault {
	return invalidInput(
		provider,
		'The verification token was changed, or was not made with this credential',
		'Hand verificationToken on exactly as Send or Send Advanced gave it, and use the same API key in both steps',
	);
}

export const check = oneByOne<TurkeySmsConnection, z.infer<typeof parameters>>({
	option: {
		name: 'Check',
		value: 'check',
		action: 'Check a one-time code (OTP)',
		description:
			'Compare a typed code with the one that was sent, by its verificationToken. A wrong code is a result: valid is false.',
	},
	fields: [checkedRecipientField, typedCodeField, verificationTokenField],
	parameters,
	async run({ parameters: { recipient, code, verificationToken }, client, provider }) {
		const number = parsePhoneNumber(recipient, 'turkey');
		if (!number.ok) {
			const meaning = `${number.input} ${number.reason}`;
			return { ok: false, fault: invalidInput(provider, meaning, 'Correct the mobile number') };
		}
		const typed = { recipient: number.e164, code: plainCode(code) };
		const verdict = checkToken(client.sign, verificationToken, typed, Date.now());
		if (verdict === undefined) return { ok: false, fault: notGenuine(provider) };
		const json = { recipient: number.e164, valid: verdict === 'valid', verdict };
		return { ok: true, rows: [{ json }] };
	},
});
