import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import { optionsField, optionsOf, timeLimit } from '../form/parameters';

/** Less than for a send: a poll has to end before the next one begins, and asks again anyway. */
const TIMEOUT_MS = 10_000;

const timeoutField: INodeProperties = {
	displayName: 'Timeout (Ms)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: TIMEOUT_MS,
	description: 'How long to wait for an answer to one request. A poll asks again the next time.',
};

/** The collection `options` of an event: its own entries and those that every event has. */
export function pollOptionsField(own: INodeProperties[]): INodeProperties {
	return optionsField([...own, timeoutField]);
}

/** Reads the collection `options` of an event. */
export function pollOptionsOf<Own extends z.ZodRawShape>(own: Own) {
	return optionsOf({ timeout: timeLimit(TIMEOUT_MS), ...own });
}
