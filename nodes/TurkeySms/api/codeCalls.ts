import { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import type { Call } from './call';
import type { Language } from './languages';
import { LANGUAGE_NUMBERS } from './languages';
import { sent, words } from './schemas';

export interface CodeRequest {
	/** Digits with country code, no plus sign. */
	readonly recipient: string;
	/** How many digits the code has. */
	readonly digits: number;
	readonly language: Language;
}

export interface OwnTextCodeRequest extends CodeRequest {
	/** The sender ID, as the account has it. */
	readonly title: string;
	/** `TS_CODE` stands for the code, `TS-L` for a new line. */
	readonly text: string;
}

/** One-time codes: the service makes one, sends it, and hands it back. It has no call that checks one. */
export interface CodeCalls {
	/** otp_post/sent-otp: in the service's own words, from its own sender ID. */
	sendCode(request: CodeRequest): Promise<Answer<SentCode>>;
	/** otp/otp_get.php: the same by GET. */
	sendCodeByGet(request: CodeRequest): Promise<Answer<SentCode>>;
	/** otp_post_detailed/sent-otp: in a text of one's own. */
	sendCodeInText(request: OwnTextCodeRequest): Promise<Answer<SentCode>>;
}

/** A code has `digits` digits, also where it came as a number and lost its zeros. */
function sentCode(digits: number) {
	const code = z.object({ otp_code: words }).transform((reply) => ({
		otpCode: reply.otp_code?.trim().padStart(digits, '0'),
	}));
	return z.intersection(sent, code);
}

export type SentCode = z.infer<ReturnType<typeof sentCode>>;

/** A digit in Latin, Arabic and Persian script. */
const digitPattern = (digit: string) =>
	`[${digit}${String.fromCharCode(0x660 + Number(digit))}${String.fromCharCode(0x6f0 + Number(digit))}]`;
const ANY_DIGIT = '[0-9٠-٩۰-۹]';

/** A code that stands by itself, also without its first zeros or with signs between its digits. */
function patternOf(code: string): RegExp {
	const digits = /^\d+$/.test(code)
		? `${digitPattern('0')}*${[...code.replace(/^0+(?=\d)/, '')].map(digitPattern).join('[ .-]?')}`
		: code.replace(/[^\p{L}\p{N}]/gu, '\\$&');
	return new RegExp(`(?<!${ANY_DIGIT})${digits}(?!${ANY_DIGIT})`, 'g');
}

function withoutMatches(value: unknown, pattern: RegExp): unknown {
	if (typeof value === 'string') return value.replace(pattern, '***');
	if (typeof value === 'number') {
		const left = String(value).replace(pattern, '***');
		return left === String(value) ? value : left;
	}
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => withoutMatches(entry, pattern));
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => name.toLowerCase() !== 'otp_code')
			.map(([name, entry]) => [name.replace(pattern, '***'), withoutMatches(entry, pattern)]),
	);
}

/**
 * The service's own answer, or a part of it, less the code in it, wherever that stands.
 *
 * @param code of digits; undefined where the service did not tell it: then any number is left out that has so many digits
 */
export function withoutCode(said: unknown, code: string | undefined, digits: number): unknown {
	const unknownCode = () =>
		new RegExp(`(?<!${ANY_DIGIT})${ANY_DIGIT}{${digits}}(?!${ANY_DIGIT})`, 'g');
	return withoutMatches(said, code === undefined ? unknownCode() : patternOf(code));
}

/** The document lists `lang` and explains `sms_lang`, so both go. */
function fieldsOf({ recipient, digits, language }: CodeRequest) {
	const lang = LANGUAGE_NUMBERS[language];
	return { mobile: recipient, digits, report: 1, lang, sms_lang: lang };
}

const SENDS = { sends: true };

export function codeCalls({ post, get }: Call): CodeCalls {
	return {
		sendCode: async (request) =>
			await post('otp_post/sent-otp', fieldsOf(request), sentCode(request.digits), SENDS),
		sendCodeByGet: async (request) => {
			const fields = Object.entries(fieldsOf(request));
			const query = Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
			return await get('otp/otp_get.php', query, sentCode(request.digits), SENDS);
		},
		sendCodeInText: async ({ title, text, ...request }) => {
			// The document names the template `text`, the provider's own sample `sms_text`.
			const fields = { ...fieldsOf(request), title, text, sms_text: text };
			return await post('otp_post_detailed/sent-otp', fields, sentCode(request.digits), SENDS);
		},
	};
}
