import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Log } from './run';

/**
 * Does `work` while no other process does work under the same lock; waits for the one that has it.
 * The lock of a process that is no more is void.
 */
export async function withLock(file: string, log: Log, work: () => Promise<void>): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true });
	let waiting = false;
	while (!(await take(file))) {
		const holder = await readFile(file, 'utf8').catch(() => '');
		if (holder !== '' && !isAlive(Number(holder))) {
			await rm(file, { force: true });
			continue;
		}
		if (!waiting) log(`Waiting for process ${holder}, which is at it already`);
		waiting = true;
		await sleep(500);
	}
	try {
		await work();
	} finally {
		await rm(file, { force: true });
	}
}

async function take(file: string): Promise<boolean> {
	try {
		await writeFile(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
		throw error;
	}
}

function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
