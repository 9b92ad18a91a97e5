import { z } from 'zod';

import type { RequestParameters } from '../../../shared/operations/operation';
import { allAtOnce, sameForAll } from '../../../shared/operations/operation';
import { optionsField, optionsOf } from '../../../shared/form/parameters';
import type { TurkeySmsClient } from '../../api/client';

export const getSenderIds = allAtOnce<TurkeySmsClient, RequestParameters>({
	option: {
		name: 'Get Sender IDs',
		value: 'getSenderIds',
		action: 'Get the sender IDs of the account',
		description: 'Get the names that the account can send from, one item a sender ID',
	},
	fields: [optionsField([])],
	parameters: z.object({ options: optionsOf({}) }),
	run: sameForAll(async ({ client }) => {
		const answer = await client.getSenderIds();
		if (!answer.ok) return answer;
		const rows = answer.value.map((senderId) => ({ json: { senderId }, raw: answer.raw }));
		return { ok: true, rows };
	}),
});
