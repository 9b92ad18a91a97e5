import type { INodeProperties } from 'n8n-workflow';

import { requiredText } from '../../../shared/form/parameters';

export const reportIdField: INodeProperties = {
	displayName: 'Report ID',
	name: 'reportId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123456',
	description: 'The ID that Send in Bulk or Send Personalized returned in reportId',
};

/** Reads the field; copied IDs bring spaces along. */
export const reportId = requiredText('Enter the report ID that the send returned').transform((id) =>
	id.trim(),
);
