import { z } from 'zod';

import type { Refusal } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
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

function notGenuine(): Refusal {
	return refusal(
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
			'Compare the code that the user typed with the one that Send or Send Advanced sent, by the verificationToken that they returned, without a request. The answer is valid (true or false) and a verdict: valid, wrong, expired or otherNumber. A token can be tried until it expires, also after it was valid: count the tries in the workflow.',
	},
	fields: [checkedRecipientField, typedCodeField, verificationTokenField],
	parameters,
	async run({ parameters: { recipient, code, verificationToken }, client }) {
		const number = parsePhoneNumber(recipient, 'turkey');
		if (!number.ok) {
			const meaning = `${number.input} ${number.reason}`;
			return refusal(meaning, 'Correct the mobile number');
		}
		const typed = { recipient: number.e164, code: plainCode(code) };
		const verdict = checkToken(client.sign, verificationToken, typed, Date.now());
		if (verdict === undefined) return notGenuine();
		const json = { recipient: number.e164, valid: verdict === 'valid', verdict };
		return { ok: true, rows: [{ json }] };
	},
});
