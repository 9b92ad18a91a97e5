import type { OutputFields } from '../../../shared/operations/outputFields';

export const sendOutput: OutputFields = {
	all: [
		...['outcome', 'accepted', 'recipients', 'recipientCount', 'groupMessageId', 'userGroupId'],
		...['groupMessageIds', 'userGroupIds', 'parts', 'encoding', 'scheduledAt', 'invalidRecipients'],
		...['repeatedRecipients', 'redirectedFrom', 'alreadySent', 'note'],
	],
	simplified: [
		...['outcome', 'recipients', 'recipientCount', 'groupMessageId', 'groupMessageIds'],
		...['parts', 'scheduledAt', 'invalidRecipients', 'alreadySent', 'note'],
	],
};

export const previewOutput: OutputFields = {
	all: [
		...['recipientCount', 'parts', 'totalParts', 'estimatedPrice', 'credit', 'currency'],
		...['recipients', 'invalidRecipients', 'encoding', 'characters', 'charactersLeft'],
	],
	simplified: [
		...['recipientCount', 'parts', 'totalParts', 'estimatedPrice', 'credit', 'currency'],
		'invalidRecipients',
	],
};
