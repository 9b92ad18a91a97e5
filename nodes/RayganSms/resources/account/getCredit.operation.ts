import { z } from 'zod';

import type { RequestParameters } from '../../../shared/operations/operation';
import { allAtOnce, sameForAll } from '../../../shared/operations/operation';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { RayganSmsClient } from '../../api/client';

export const getCredit = allAtOnce<RayganSmsClient, RequestParameters>({
	option: {
		name: 'Get Credit',
		value: 'getCredit',
		action: 'Get the credit of the account',
		description: 'Get the credit that is left on the account, in Rial',
	},
	fields: [optionsField([])],
	parameters: z.object({ options: optionsOf({}) }),
	run: sameForAll(async ({ client }) => {
		const answer = await client.getCredit();
		if (!answer.ok) return answer;
		const { credit } = answer.value;
		return { ok: true, rows: [{ json: { credit, currency: 'IRR' }, raw: answer.raw }] };
	}),
});
