import { z } from 'zod';

import type { RequestParameters } from '../../../shared/operations/operation';
import { allAtOnce, sameForAll } from '../../../shared/operations/operation';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';

export const authenticate = allAtOnce<TurkeySmsClient, RequestParameters>({
	option: {
		name: 'Authenticate',
		value: 'authenticate',
		action: 'Check the API key and get its account',
		description: 'Check that the API key works, and get the ID and name of the account it is for',
	},
	fields: [optionsField([])],
	parameters: z.object({ options: optionsOf({}) }),
	run: sameForAll(async ({ client }) => {
		const answer = await client.authenticate();
		if (!answer.ok) return answer;
		return { ok: true, rows: [{ json: answer.value, raw: answer.raw }] };
	}),
});
