import { z } from 'zod';

import { askForRows, byId } from '../../../shared/operations/askForRows';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';
import type { Report } from '../../api/reportSchemas';
import { reportId, reportIdField } from './fields';

const parameters = z.object({ reportId, options: optionsOf({}) });

export const get = askForRows<TurkeySmsClient, z.infer<typeof parameters>, Report>({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get the report of a bulk send',
		description:
			'Get how many messages of a send were delivered, by its report ID. The counts need not add up.',
	},
	fields: [reportIdField, optionsField([])],
	parameters,
	listed: { called: 'report ID' },
	join: byId('reportId'),
	idsOf: ({ parameters: { reportId: asked } }) => ({ ok: true, value: [asked] }),
	ask: async (client, asked) => await client.getReport(asked),
	rowsOf(asked, { reportId: id = asked, ...report }, raw) {
		return [{ json: { reportId: id, ...report }, raw }];
	},
});
