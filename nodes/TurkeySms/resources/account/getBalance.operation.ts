import { z } from 'zod';

import type { RequestParameters } from '../../../shared/operations/operation';
import { allAtOnce, sameForAll } from '../../../shared/operations/operation';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';

export const getBalance = allAtOnce<TurkeySmsClient, RequestParameters>({
	option: {
		name: 'Get Balance',
		value: 'getBalance',
		action: 'Get the balance of the account',
		description:
			'Get the number of messages left within Turkey and the amount left for sending abroad, in Turkish lira',
	},
	fields: [optionsField([])],
	parameters: z.object({ options: optionsOf({}) }),
	run: sameForAll(async ({ client }) => {
		const answer = await client.getBalance();
		if (!answer.ok) return answer;
		return { ok: true, rows: [{ json: answer.value, raw: answer.raw }] };
	}),
});
