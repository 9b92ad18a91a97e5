import type { IdList } from '../../shared/polling/delivery/source';
import { toLatinDigits } from '../../shared/sms/digits';
import { splitList } from '../../shared/sms/phoneNumberList';

const read: IdList['read'] = (listed) => ({
	ok: true,
	value: splitList(listed).map(toLatinDigits),
});

export const smsIds: IdList = {
	kind: 'sms',
	name: 'smsIds',
	displayName: 'SMS IDs',
	placeholder: 'e.g. 1000007721, 1000007722',
	description:
		'The IDs that Send returned in smsId, with commas, spaces or lines between them, or an array from an expression. Each takes a request a poll.',
	called: 'SMS ID',
	outputName: 'smsId',
	read,
};

export const reportIds: IdList = {
	kind: 'report',
	name: 'reportIds',
	displayName: 'Report IDs',
	placeholder: 'e.g. 123456',
	description:
		'The IDs that Send in Bulk or Send Personalized returned in reportId, with commas, spaces or lines between them, or an array from an expression. Each takes a request a poll.',
	called: 'report ID',
	outputName: 'reportId',
	read,
};
