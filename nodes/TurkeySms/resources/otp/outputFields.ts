import type { OutputFields } from '../../../shared/operations/outputFields';

const OF_CODE = ['recipient', 'smsId', 'otpCode', 'verificationToken', 'expiresAt'];
const OF_OPTIONS = ['repeatedRecipients', 'redirectedFrom', 'alreadySent', 'note'];
const SIMPLIFIED = ['outcome', ...OF_CODE, 'creditsUsed', 'alreadySent', 'note'];
const OF_SEND = ['outcome', 'accepted', ...OF_CODE, 'creditsUsed', 'resultCode', 'resultMessage'];

export const codeOutput: OutputFields = {
	all: [...OF_SEND, 'language', 'country', ...OF_OPTIONS],
	simplified: SIMPLIFIED,
};

export const codeInTextOutput: OutputFields = {
	all: [...OF_SEND, 'language', 'contentType', 'country', 'parts', 'encoding', ...OF_OPTIONS],
	simplified: SIMPLIFIED,
};
