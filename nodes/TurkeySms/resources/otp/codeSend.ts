import type { z } from 'zod';

import { hideCode, hideCodeInText } from '../../../shared/codes/hideCode';
import type { Issuer } from '../../../shared/codes/issue';
import { issueToken } from '../../../shared/codes/issue';
import { lifetimeMinutes } from '../../../shared/codes/options';
import type { Answer, Checked } from '../../../shared/faults/faults';
import { choice, numberIn, requiredText, yesNo } from '../../../shared/form/parameters';
import { readSendRecipient } from '../../../shared/sending/recipients/guards';
import type { MessageResult } from '../../../shared/sending/message';
import { sendOptions } from '../../../shared/sending/options';
import type { Prepared } from '../../../shared/sending/slots';
import { plainCode } from '../../../shared/sms/typedCode';
import type { SentCode } from '../../api/codeCalls';
import { withoutCode } from '../../api/codeCalls';
import type { Language } from '../../api/languages';
import { turkeySendOptions } from '../message/options';

/** Reads the parameters that all sends of a code have. */
export const codeParameters = {
	recipient: requiredText("Enter the recipient's mobile number"),
	digits: numberIn({ min: 4, max: 6, isWhole: true }, 'Choose 4, 5 or 6 digits'),
	language: choice(['english', 'turkish', 'arabic'], 'Choose english, turkish or arabic'),
};

export const codeOptions = {
	...sendOptions,
	rateLimitWait: turkeySendOptions.rateLimitWait,
	includeCode: yesNo,
	lifetimeMinutes,
};

/** What a code is sent with. */
export interface CodeSettings {
	/** Empty where the service chooses the sender ID. */
	readonly title: string;
	readonly digits: number;
	readonly language: Language;
	readonly requestMethod: 'GET' | 'POST';
	readonly includeCode: boolean;
	readonly lifetimeMinutes: number;
}

interface Draft extends Pick<CodeSettings, 'title' | 'digits' | 'language' | 'requestMethod'> {
	readonly recipient: string;
	/** Empty where the service writes the message. */
	readonly text: string;
	readonly options: z.infer<z.ZodObject<typeof codeOptions>>;
}

/** Checks one item that sends a code. */
export function prepareCode(draft: Draft): Checked<Prepared<CodeSettings>> {
	const { recipient, text, options, ...settings } = draft;
	const recipients = readSendRecipient(recipient, 'turkey', options);
	if (!recipients.ok) return recipients;
	const { includeCode, lifetimeMinutes: minutes } = options;
	const { numbers, output } = recipients.value;
	return {
		ok: true,
		value: {
			shared: { ...settings, includeCode, lifetimeMinutes: minutes },
			messages: numbers.map((number) => ({ recipient: number, text })),
			output,
		},
	};
}

const NOT_TOLD = 'TurkeySMS sent a code without telling which, so Check cannot compare it.';

/** The output fields of a code that was sent to `recipient` (E.164) just now. */
export function codeResult(
	answer: Answer<SentCode>,
	recipient: string,
	settings: Pick<CodeSettings, 'includeCode' | 'lifetimeMinutes'>,
	issuer: Issuer,
): MessageResult {
	if (!answer.ok) return answer;
	const { smsId, otpCode, ...others } = answer.value;
	if (otpCode === undefined) {
		const raw = settings.includeCode ? answer.raw : withoutCode(answer.raw);
		return { ok: true, ids: { smsId, note: NOT_TOLD, ...others }, raw };
	}
	const code = plainCode(otpCode);
	const token = issueToken(issuer, { recipient, code }, settings.lifetimeMinutes);
	if (settings.includeCode) {
		return { ok: true, ids: { smsId, otpCode, ...token, ...others }, raw: answer.raw };
	}
	const { resultMessage } = others;
	const words =
		resultMessage === undefined ? {} : { resultMessage: hideCodeInText(resultMessage, code) };
	const raw = hideCode(withoutCode(answer.raw), code);
	return { ok: true, ids: { smsId, ...token, ...others, ...words }, raw };
}
