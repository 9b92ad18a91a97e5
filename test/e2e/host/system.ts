import { accessSync, constants } from 'node:fs';
import path from 'node:path';

import { run, type Log } from './run';

/** The full path of a command on the PATH, or undefined. */
export function findCommand(name: string): string | undefined {
	const directories = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
	return directories.map((directory) => path.join(directory, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** Whether this process may install system packages: root on a system with apt. */
export function canUseApt(): boolean {
	return process.getuid?.() === 0 && findCommand('apt-get') !== undefined;
}

/** @throws Error with apt's last lines if a package cannot be installed */
export async function aptInstall(packages: readonly string[], log: Log): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	await run('apt-get', ['update', '-q'], {
		label: 'Reading the list of system packages',
		log,
		env,
	});
	await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...packages], {
		label: `Installing the system packages ${packages.join(', ')}`,
		log,
		env,
	});
}
