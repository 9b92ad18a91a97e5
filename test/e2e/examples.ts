import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

import type { Simulators } from '../simulators';

const node = z.object({
	id: z.string(),
	name: z.string(),
	type: z.string(),
	typeVersion: z.number(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.record(z.unknown()),
	/** Without one, a webhook's path begins with the ids of workflow and node. */
	webhookId: z.string().optional(),
	onError: z.string().optional(),
	retryOnFail: z.boolean().optional(),
	maxTries: z.number().optional(),
	/** Milliseconds */
	waitBetweenTries: z.number().optional(),
	credentials: z.record(z.object({ id: z.string(), name: z.string() })).optional(),
});

const workflow = z.object({
	id: z.string(),
	name: z.string(),
	active: z.boolean(),
	nodes: z.array(node),
	connections: z.record(z.unknown()),
	settings: z.record(z.unknown()),
});

/** A workflow as n8n imports and exports it. */
export type Workflow = z.infer<typeof workflow>;

/** A credential as n8n imports it, not yet encrypted. */
export interface Credential {
	readonly id: string;
	readonly name: string;
	readonly type: 'rayganSmsApi' | 'turkeySmsApi' | 'openAiApi';
	readonly data: Readonly<Record<string, string>>;
}

const FOLDER = path.join(__dirname, '../../examples');

/** The workflows of the folder examples/, in the order of their file names. */
export function exampleWorkflows(): Workflow[] {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
	return files.sort().map((name) => exampleWorkflow(path.basename(name, '.json')));
}

/** @param name that of its file in examples/, without .json */
export function exampleWorkflow(name: string): Workflow {
	return workflow.parse(JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')));
}

/** The credentials that the example workflows name, for the accounts of the simulators. */
export function exampleCredentials({ raygan, turkey }: Simulators): Credential[] {
	const { username, password, accessHash } = raygan.account;
	return [
		{
			id: 'rayganSmsAccount',
			name: 'Raygan SMS account',
			type: 'rayganSmsApi',
			data: { username, password, accessHash, baseUrl: raygan.url, codeBaseUrl: raygan.url },
		},
		{
			id: 'turkeySmsAccount',
			name: 'TurkeySMS account',
			type: 'turkeySmsApi',
			data: { apiKey: turkey.account.apiKey, baseUrl: turkey.url },
		},
	];
}
