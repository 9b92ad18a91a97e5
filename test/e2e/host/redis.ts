import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';

import { until } from '../until';
import { freePort } from './freePort';
import type { Log } from './run';
import { aptInstall, canUseApt, findCommand } from './system';

/** A Redis of its own, in memory: what n8n's server and its workers share in queue mode. */
export class Redis {
	private constructor(
		private readonly child: ChildProcess,
		readonly port: number,
	) {}

	/** @throws Error if there is none, or if it does not start */
	static async start(log: Log): Promise<Redis> {
		const binary = await ensureRedis(log);
		const port = await freePort();
		const args = [
			'--port',
			String(port),
			'--bind',
			'127.0.0.1',
			'--save',
			'',
			'--appendonly',
			'no',
		];
		const child = spawn(binary, args, { cwd: os.tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] });
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
		await until('Redis', () => output.includes('Ready to accept connections') || undefined);
		return new Redis(child, port);
	}

	async stop(): Promise<void> {
		if (this.child.exitCode !== null) return;
		const ended = once(this.child, 'close');
		this.child.kill();
		await ended;
	}
}

/**
 * A Redis server: the system's, else from apt when this process may use it.
 *
 * @returns the path of its binary
 * @throws Error that says what to install
 */
export async function ensureRedis(log: Log): Promise<string> {
	const installed = findCommand('redis-server');
	if (installed !== undefined) return installed;
	if (canUseApt()) await aptInstall(['redis-server'], log);
	const found = findCommand('redis-server');
	if (found === undefined) throw new Error('Found no Redis. Install redis-server');
	return found;
}
