import type { OutputFields } from '../../../shared/operations/outputFields';

export const reportOutput: OutputFields = {
	all: [
		...['reportId', 'statusCode', 'sentAt', 'reportStatus', 'numberVerificationStatus', 'senderId'],
		...['total', 'delivered', 'undelivered', 'invalid', 'blocked'],
		...['turkcell', 'turkTelekom', 'vodafone', 'validityMinutes'],
	],
	simplified: [
		...['reportId', 'sentAt', 'reportStatus', 'total'],
		...['delivered', 'undelivered', 'invalid', 'blocked'],
	],
};
