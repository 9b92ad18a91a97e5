import { z } from 'zod';

import { oneByOne } from '../../../shared/operations/operation';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';
import { reportId, reportIdField } from './fields';

const parameters = z.object({ reportId, options: optionsOf({}) });

export const get = oneByOne<TurkeySmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get the report of a bulk send',
		description:
			'Get how many messages of a bulk or personalized send were delivered, by its report ID. The counts need not add up.',
	},
	fields: [reportIdField, optionsField([])],
	parameters,
	async run({ parameters: { reportId: asked }, client }) {
		const answer = await client.getReport(asked);
		if (!answer.ok) return answer;
		const { reportId: id = asked, ...report } = answer.value;
		return { ok: true, rows: [{ json: { reportId: id, ...report }, raw: answer.raw }] };
	},
});
