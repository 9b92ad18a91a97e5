import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import type { Answer } from '../faults/faults';
import { optionsField, optionsOf } from '../form/parameters';
import type { Operation, RequestParameters, Row } from './operation';
import { allAtOnce } from './operation';

interface Asking<Client, Found> {
	/** Its entry in the dropdown Operation. */
	readonly option: INodePropertyOptions;
	ask(client: Client): Promise<Answer<Found>>;
	jsonsOf(found: Found): ReadonlyArray<Row['json']>;
}

/** An operation that asks an account for what is the same for all items: once for each account. */
export function askAccount<Client, Found>({
	option,
	ask,
	jsonsOf,
}: Asking<Client, Found>): Operation<Client> {
	return allAtOnce<Client, RequestParameters>({
		option,
		fields: [optionsField([])],
		parameters: z.object({ options: optionsOf({}) }),
		async run(items) {
			const [first] = items;
			if (first === undefined) return [];
			const answer = await ask(first.client);
			if (!answer.ok) return items.map(() => answer);
			const { value, raw } = answer;
			const rows = jsonsOf(value).map((json) => ({ json, raw }));
			return items.map(() => ({ ok: true, rows }));
		},
	});
}
