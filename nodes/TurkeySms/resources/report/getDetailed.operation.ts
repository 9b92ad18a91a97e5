import { z } from 'zod';

import { askForRows, byRecipient } from '../../../shared/operations/askForRows';
import {
	onlyThisRecipient,
	onlyThisRecipientField,
} from '../../../shared/operations/onlyThisRecipient';
import { optionsField, optionsOf, yesNo } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';
import type { DetailedReport } from '../../api/reportSchemas';
import { rawNumbers } from '../../api/reportSchemas';
import { reportId, reportIdField } from './fields';

const parameters = z.object({
	reportId,
	options: optionsOf({ oneItem: yesNo, onlyThisRecipient }),
});

/** Whoever wants one recipient's row wants no list of all. */
const isOneItem = ({ oneItem, onlyThisRecipient: only }: z.infer<typeof parameters>['options']) =>
	oneItem && only === false;

export const getDetailed = askForRows<TurkeySmsClient, z.infer<typeof parameters>, DetailedReport>({
	option: {
		name: 'Get Detailed',
		value: 'getDetailed',
		action: 'Get the report of a bulk send by number',
		description:
			'Get where the message to each number of a send stands, one item a number, by its report ID',
	},
	fields: [
		reportIdField,
		optionsField([
			{
				displayName: 'One Item',
				name: 'oneItem',
				type: 'boolean',
				default: false,
				description:
					'Whether to give one item with the report and a list of all its numbers, instead of an item a number',
			},
			onlyThisRecipientField,
		]),
	],
	parameters,
	listed: { called: 'report ID', parts: 'numbers' },
	join: byRecipient('turkey', (id, recipient) => ({
		reportId: id,
		recipient,
		status: 'pending',
		isFinal: false,
		statusText: 'TurkeySMS lists no message to this recipient in the report',
	})),
	idsOf: ({ parameters: { reportId: asked } }) => ({ ok: true, value: [asked] }),
	ask: async (client, asked) => await client.getDetailedReport(asked),
	formOf: ({ options }) => (isOneItem(options) ? 'one item' : 'a row a number'),
	rowsOf(asked, { reportId: id = asked, numbers, ...report }, raw, { options }) {
		if (isOneItem(options)) return [{ json: { reportId: id, ...report, numbers }, raw }];
		const raws = rawNumbers(raw);
		return numbers.map((number, index) => ({
			json: { reportId: id, ...number },
			raw: raws[index],
		}));
	},
});
