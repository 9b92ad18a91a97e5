import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { exceptionOf } from '../shared/faults/errors';
import { connectionOf, PROVIDER } from './connection';

const TIMEOUT_MS = 15_000;
const FIRST_ITEM = 0;

/** The account's sender IDs for the dropdown, those that contain what the user typed. */
export async function searchSenderIds(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const clientFor = await connectionOf(this)();
	const client = clientFor(TIMEOUT_MS);
	const answer = await client.getSenderIds();
	if (!answer.ok)
		throw exceptionOf({ node: this.getNode(), provider: PROVIDER }, answer.fault, FIRST_ITEM);
	const wanted = (filter ?? '').toLowerCase();
	return {
		results: answer.value
			.filter((name) => name.toLowerCase().includes(wanted))
			.map((name) => ({ name, value: name })),
	};
}
