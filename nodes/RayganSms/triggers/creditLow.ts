import { z } from 'zod';

import { pollOptionsField, pollOptionsOf } from '../../shared/polling/options';
import { creditLowEvent, threshold } from '../../shared/polling/creditLow';
import type { RayganSmsClient } from '../api/client';

const parameters = z.object({ threshold, options: pollOptionsOf({}) });

export const creditLow = creditLowEvent<
	Pick<RayganSmsClient, 'account' | 'getCredit'>,
	z.infer<typeof parameters>
>({
	description: 'Starts the workflow when the credit of your account falls below a threshold',
	fields: [
		{
			displayName: 'Threshold',
			name: 'threshold',
			type: 'number',
			typeOptions: { minValue: 0 },
			required: true,
			default: 100_000,
			description:
				'The credit in Rial. The workflow starts once when less is left, and again only after the credit has risen.',
		},
		pollOptionsField([]),
	],
	parameters,
	subjectOf: () => 'credit',
	async read(client) {
		const answer = await client.getCredit();
		if (!answer.ok) return answer;
		const { credit } = answer.value;
		const row = { json: { credit, currency: 'IRR' }, raw: answer.raw };
		return { ok: true, value: { value: credit, row } };
	},
});
