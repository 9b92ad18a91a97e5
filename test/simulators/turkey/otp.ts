import type { TurkeyCall, TurkeyReply } from './call';
import { partsOf, requireRecipient, requireText, requireTitle } from './rules';
import { otpDetailedFields, otpFields } from './schemas';
import { acceptSingle } from './sending';

/** The provider's own words for a code, by language. */
const OWN_TEXTS = [
	(code: string) => `Your verification code is: ${code}`,
	(code: string) => `Doğrulama kodunuz: ${code}`,
	(code: string) => `رمز التحقق الخاص بك هو: ${code}`,
];

/** Plain OTP: text and sender ID are the provider's. */
export function sendOtp(call: TurkeyCall): TurkeyReply {
	const { mobile, digits, lang, sms_lang } = otpFields.parse(call.fields);
	const recipient = requireRecipient(mobile);
	const language = lang || sms_lang || 0;
	const otpCode = call.state.otpCode(digits);
	const text = OWN_TEXTS[language]?.(otpCode) ?? otpCode;
	const reply = acceptSingle(call, {
		title: 'OTP',
		language,
		drafts: [{ recipient, text, parts: partsOf(text, language) }],
		otpCode,
		digits,
	});
	return { otp_code: otpCode, ...reply };
}

/** Advanced OTP: `TS_CODE` stands for the code, `TS-L` for a new line. */
export function sendOtpDetailed(call: TurkeyCall): TurkeyReply {
	const fields = otpDetailedFields.parse(call.fields);
	const title = requireTitle(call.state, fields.title);
	const recipient = requireRecipient(fields.mobile);
	const template = requireText(fields.text ?? fields.sms_text);
	const language = fields.lang || fields.sms_lang || 0;
	const { digits } = fields;
	const otpCode = call.state.otpCode(digits);
	const text = template.replaceAll('TS_CODE', otpCode).replaceAll('TS-L', '\n');
	const { country, ...reply } = acceptSingle(call, {
		title,
		language,
		drafts: [{ recipient, text, parts: partsOf(text, language) }],
		otpCode,
		digits,
	});
	return {
		otp_code: otpCode,
		...reply,
		result_message: 'the_SMS_has_been_sent_successfully',
		content_type: 'High_quality',
		country,
	};
}
