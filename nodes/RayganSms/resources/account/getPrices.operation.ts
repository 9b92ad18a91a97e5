import { z } from 'zod';

import type { RequestParameters } from '../../../shared/operations/operation';
import { allAtOnce, sameForAll } from '../../../shared/operations/operation';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { RayganSmsClient } from '../../api/client';

export const getPrices = allAtOnce<RayganSmsClient, RequestParameters>({
	option: {
		name: 'Get Prices',
		value: 'getPrices',
		action: 'Get the prices of messages',
		description: 'Get what one part of a Persian and of a Latin message costs, in Rial',
	},
	fields: [optionsField([])],
	parameters: z.object({ options: optionsOf({}) }),
	run: sameForAll(async ({ client }) => {
		const answer = await client.getPrices();
		if (!answer.ok) return answer;
		return { ok: true, rows: [{ json: { ...answer.value, currency: 'IRR' }, raw: answer.raw }] };
	}),
});
