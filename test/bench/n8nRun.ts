import { spawn } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

import { freePort } from '../e2e/host/freePort';
import { ensureHost } from '../e2e/host/install';
import type { Log } from '../e2e/host/run';
import type { N8n } from '../e2e/n8n';

/** What one run of one node took. */
export interface Figures {
	readonly wallMs: number;
	/** Of all threads of the n8n process */
	readonly cpuMs: number;
	/** The most memory that the n8n process ever had (resident) up to the end of the node */
	readonly peakBytes: number;
}

/** What the probe writes. */
const nodeRun = z.object({
	node: z.string(),
	wallMs: z.number(),
	cpuMs: z.number(),
	peakBytes: z.number(),
});

/**
 * Runs an imported workflow in an n8n process of its own, so that no run inherits warm code or memory.
 *
 * @returns the figures of each node, by its name
 * @throws Error with n8n's log if the execution does not succeed
 */
export async function runInN8n(
	n8n: N8n,
	workflowId: string,
	log: Log,
): Promise<ReadonlyMap<string, Figures>> {
	const { node, n8nBin } = await ensureHost(log);
	const preloads = [path.join(__dirname, '../e2e/host/loopbackOnly.ts'), `${__dirname}/probe.ts`];
	const child = spawn(node, [n8nBin, 'execute', `--id=${workflowId}`], {
		env: {
			PATH: process.env.PATH,
			NODE_OPTIONS: preloads.map((file) => `--require ${JSON.stringify(file)}`).join(' '),
			N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'extension'),
			N8N_USER_FOLDER: path.dirname(path.dirname(n8n.database)),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			// At level info n8n would print all items.
			N8N_LOG_LEVEL: 'warn',
		},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let output = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject).once('close', resolve);
	});
	if (exitCode !== 0) throw new Error(`n8n ended with ${exitCode}:\n${output.slice(-2_000)}`);
	const lines = [...output.matchAll(/^\[bench\] (.+)$/gm)];
	return new Map(
		lines.map(([, json = '']) => {
			const { node: name, ...figures } = nodeRun.parse(JSON.parse(json));
			return [name, figures];
		}),
	);
}
