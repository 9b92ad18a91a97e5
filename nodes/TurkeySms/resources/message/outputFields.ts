import type { OutputFields } from '../../../shared/operations/outputFields';

const SAID_OF_TEXT = ['parts', 'encoding', 'creditsUsed', 'scheduledAt'];
const SAID_BY_SERVICE = ['resultCode', 'resultMessage', 'language', 'contentType', 'country'];
const OF_OPTIONS = ['repeatedRecipients', 'redirectedFrom', 'alreadySent', 'note'];

/** @param whose the fields of recipients and ids */
function sendFields(whose: readonly string[], invalid: readonly string[] = []): OutputFields {
	return {
		all: [
			'outcome',
			'accepted',
			...whose,
			...SAID_OF_TEXT,
			...invalid,
			...SAID_BY_SERVICE,
			...OF_OPTIONS,
		],
		simplified: [
			'outcome',
			...whose,
			'parts',
			'creditsUsed',
			'scheduledAt',
			...invalid,
			'alreadySent',
			'note',
		],
	};
}

export const sendOutput = sendFields(['recipient', 'smsId']);
export const bulkOutput = sendFields(
	['recipients', 'recipientCount', 'reportId', 'reportIds'],
	['invalidRecipients'],
);
export const personalOutput = sendFields(['recipient', 'reportId']);
