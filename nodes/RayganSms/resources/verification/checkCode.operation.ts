import { z } from 'zod';

import { invalidInput } from '../../../shared/node/faults';
import { oneByOne } from '../../../shared/node/operation';
import { optionsField, optionsOf, requiredText } from '../../../shared/node/parameters';
import { toLatinDigits } from '../../../shared/sms/digits';
import { nationalFormat, parsePhoneNumber } from '../../../shared/sms/phoneNumber';
import type { RayganSmsClient } from '../../api/client';
import { checkedMobileField, codeField } from './fields';

const parameters = z.object({
	mobile: requiredText('Enter the mobile number that the code was sent to'),
	code: requiredText('Enter the code that the user typed'),
	options: optionsOf({}),
});

/** What people put between the digits of a code, and what copying brings along. */
const DECORATION = /[\s\p{Cf}\p{Pd}]/gu;

export const checkCode = oneByOne<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Check Code',
		value: 'checkCode',
		action: 'Check a verification code (OTP)',
		description:
			'Ask Raygan SMS whether a code that the user typed is the one that was sent to the mobile number. A wrong code is a result (valid: false), not a fault; limit the tries in your workflow.',
	},
	fields: [checkedMobileField, codeField, optionsField([])],
	parameters,
	async run({ parameters: { mobile, code }, client, provider }) {
		const number = parsePhoneNumber(mobile, 'iran');
		if (!number.ok) {
			const meaning = `${number.input} ${number.reason}`;
			return {
				ok: false,
				fault: invalidInput(provider, meaning, 'Correct the mobile number'),
			};
		}
		const typed = toLatinDigits(code).replace(DECORATION, '');
		const answer = await client.checkSendCode(nationalFormat(number.e164), typed);
		if (!answer.ok) return answer;
		const { valid } = answer.value;
		const json = { recipient: number.e164, valid, verdict: valid ? 'valid' : 'wrong' };
		return { ok: true, rows: [{ json, raw: answer.raw }] };
	},
});
