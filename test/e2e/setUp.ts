import { existsSync } from 'node:fs';

import type { Simulators } from '../simulators';
import { exampleCredentials, exampleWorkflows, type Workflow } from './examples';
import type { Log } from './host/run';
import { N8n, type Setting } from './n8n';

/** Time limit (ms) of a test's set-up: the very first one installs n8n. */
export const SET_UP_MS = 20 * 60_000;

/**
 * A real n8n, not started yet, with the package, the example workflows and credentials for the
 * simulators' accounts in place.
 *
 * @param setting where its folder was kept and has workflows already, they stay as they are
 */
export async function setUpN8n(
	simulators: Simulators,
	log: Log,
	furtherWorkflows: readonly Workflow[] = [],
	settings: NodeJS.ProcessEnv = {},
	setting: Setting = {},
): Promise<N8n> {
	const n8n = await N8n.create(log, settings, setting);
	try {
		const isNew = !existsSync(n8n.database);
		log('Importing credentials and workflows …');
		await n8n.importCredentials(exampleCredentials(simulators));
		if (isNew) await n8n.importWorkflows([...exampleWorkflows(), ...furtherWorkflows]);
		return n8n;
	} catch (error) {
		await n8n.dispose();
		throw error;
	}
}
