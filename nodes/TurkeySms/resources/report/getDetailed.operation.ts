import { z } from 'zod';

import { oneByOne } from '../../../shared/operations/operation';
import { optionsField, optionsOf, yesNo } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';
import { rawNumbers } from '../../api/reportSchemas';
import { reportId, reportIdField } from './fields';

const parameters = z.object({
	reportId,
	options: optionsOf({ oneItem: yesNo }),
});

export const getDetailed = oneByOne<TurkeySmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Get Detailed',
		value: 'getDetailed',
		action: 'Get the report of a bulk send by number',
		description:
			'Get where the message to each number of a bulk or personalized send stands, one item a number, by its report ID',
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
		]),
	],
	parameters,
	async run({ parameters: { reportId: asked, options }, client }) {
		const answer = await client.getDetailedReport(asked);
		if (!answer.ok) return answer;
		const { reportId: id = asked, numbers, ...report } = answer.value;
		if (options.oneItem) {
			const json = { reportId: id, ...report, numbers };
			return { ok: true, rows: [{ json, raw: answer.raw }] };
		}
		const raw = rawNumbers(answer.raw);
		const rows = numbers.map((number, index) => ({
			json: { reportId: id, ...number },
			raw: raw[index],
		}));
		return { ok: true, rows };
	},
});
