import { z } from 'zod';

import { typedCodeField } from '../../../shared/codes/options';
import { askForEach } from '../../../shared/operations/askForEach';
import type { Answer, Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { optionsField, optionsOf, requiredText } from '../../../shared/form/parameters';
import { nationalFormat, parsePhoneNumber } from '../../../shared/sms/phoneNumber';
import { plainCode } from '../../../shared/sms/typedCode';
import type { RayganSmsClient } from '../../api/client';
import { checkedMobileField } from './fields';

const parameters = z.object({
	mobile: requiredText('Enter the mobile number that the code was sent to'),
	code: requiredText('Enter the code that the user typed'),
	options: optionsOf({}),
});

interface CheckedCode {
	/** E.164 */
	readonly recipient: string;
	readonly valid: boolean;
}

/** E.164 */
function readMobile(mobile: string): Checked<string> {
	const number = parsePhoneNumber(mobile, 'iran');
	if (number.ok) return { ok: true, value: number.e164 };
	const meaning = `${number.input} ${number.reason}`;
	return refusal(meaning, 'Correct the mobile number');
}

export const checkCode = askForEach<RayganSmsClient, z.infer<typeof parameters>, CheckedCode>({
	option: {
		name: 'Check Code',
		value: 'checkCode',
		action: 'Check a verification code (OTP)',
		description:
			'Ask whether a typed code is the one that was sent. A wrong code is a result: valid is false.',
	},
	fields: [checkedMobileField, typedCodeField, optionsField([])],
	parameters,
	question({ parameters: { mobile, code }, client }) {
		const number = readMobile(mobile);
		if (!number.ok) return number;
		const recipient = number.value;
		const typed = plainCode(code);
		const ask = async (): Promise<Answer<CheckedCode>> => {
			const answer = await client.checkSendCode(nationalFormat(recipient), typed);
			return answer.ok ? { ...answer, value: { recipient, ...answer.value } } : answer;
		};
		return { ok: true, value: { key: `${recipient} ${typed}`, ask } };
	},
	resultOf(_item, answer) {
		if (!answer.ok) return answer;
		const { recipient, valid } = answer.value;
		const json = { recipient, valid, verdict: valid ? 'valid' : 'wrong' };
		return { ok: true, rows: [{ json, raw: answer.raw }] };
	},
});
