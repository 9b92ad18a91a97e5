import { z } from 'zod';

import { askForRows, byId } from '../../../shared/operations/askForRows';
import { refusal } from '../../../shared/faults/faults';
import { many, optionsField, optionsOf } from '../../../shared/form/parameters';
import { toLatinDigits } from '../../../shared/sms/digits';
import { splitList } from '../../../shared/sms/phoneNumberList';
import type { TurkeySmsClient } from '../../api/client';
import type { MessageStatus } from '../../api/statusSchemas';

const parameters = z.object({ smsIds: many, options: optionsOf({}) });

export const getStatus = askForRows<TurkeySmsClient, z.infer<typeof parameters>, MessageStatus>({
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the delivery status of messages',
		description:
			'Get where messages stand, one item an SMS ID. Those of a bulk or personalized send have a report instead.',
	},
	fields: [
		{
			displayName: 'SMS IDs',
			name: 'smsIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1000007721, 1000007722',
			description:
				'The IDs that Send returned in smsId, with commas, spaces or lines between them, or an array from an expression. Each takes a request.',
		},
		optionsField([]),
	],
	parameters,
	listed: { called: 'SMS ID' },
	join: byId('smsId'),
	idsOf({ parameters: { smsIds } }) {
		const ids = splitList(smsIds).map(toLatinDigits);
		if (ids.length > 0) return { ok: true, value: ids };
		return refusal('No SMS ID is given', 'Enter at least one SMS ID');
	},
	ask: async (client, smsId) => await client.getStatus(smsId),
	rowsOf: (smsId, found, raw) => [{ json: { smsId, ...found }, raw }],
	faultOf: (smsId, fault) => ({ ...fault, meaning: `SMS ID ${smsId}: ${fault.meaning}` }),
});
