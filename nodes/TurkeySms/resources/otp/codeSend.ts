import type { z } from 'zod';

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
	{
		includeCode,
		lifetimeMinutes,
		digits,
	}: Pick<CodeSettings, 'digits' | 'includeCode' | 'lifetimeMinutes'>,
	issuer: Issuer,
): MessageResult {
	const hidden = (said: unknown, code?: string) =>
		includeCode ? said : withoutCode(said, code, digits);
	if (!answer.ok) {
		const { providerMessage } = answer.fault;
		if (providerMessage === undefined) return answer;
		const words = String(hidden(providerMessage));
		return { ok: false, fault: { ...answer.fault, providerMessage: words } };
	}
	const { smsId, otpCode, ...given } = answer.value;
	const raw = hidden(answer.raw, otpCode);
	const { resultMessage } = given;
	const others = {
		...given,
		resultMessage: resultMessage === undefined ? undefined : String(hidden(resultMessage, otpCode)),
	};
	if (otpCode === undefined) return { ok: true, ids: { smsId, note: NOT_TOLD, ...others }, raw };
	const sent = { recipient, code: plainCode(otpCode) };
	const token = issueToken(issuer, sent, lifetimeMinutes);
	const ids = {
		smsId,
		...(includeCode ? { otpCode } : {}),
		...token,
		...others,
	};
	return { ok: true, ids, raw };
}
