import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { withLock } from './lock';
import { run, type Log } from './run';
import { aptInstall, canUseApt, findCommand } from './system';

/**
 * The n8n versions that can be installed, each from its own folder beside this file, and the Node that
 * each asks for, whose npm package brings the binary and the C++ headers. The overrides in the folders
 * stand for packages that those versions name and that are no more, or that are not theirs.
 */
const NODE_OF = {
	'1.123.81': '22.23.3',
	'2.20.12': '22.23.3',
	'2.40.7': '24.16.0',
	'2.41.1': '24.16.0',
} as const;

export type HostVersion = keyof typeof NODE_OF;

/** The oldest maintained first. */
export const HOST_VERSIONS = ['1.123.81', '2.20.12', '2.40.7', '2.41.1'] as const;

/** The one that `npm test`, the demo and the benchmark run. */
export const DEFAULT_HOST = '2.40.7';

const BUILD_TOOLS = ['python3', 'make', 'g++'] as const;

/** A real n8n, ready to start: `node n8nBin`. */
export interface Host {
	/** Path of the binary of its Node */
	readonly node: string;
	/** Path of n8n's command line script */
	readonly n8nBin: string;
	/** The cache folder that holds both */
	readonly dir: string;
}

/**
 * The real n8n of a lock file, installed once into the user's cache folder: about four
 * minutes the first time, nothing after that. Of two processes at once one installs and the other waits.
 *
 * @throws Error that says what to install when the C++ build tools are missing, or with npm's own
 * last lines
 */
export async function ensureHost(log: Log, version: HostVersion = DEFAULT_HOST): Promise<Host> {
	const dir = path.join(cacheRoot(), await cacheKey(version));
	if (!existsSync(dir)) {
		await withLock(`${dir}.lock`, log, async () => {
			if (!existsSync(dir)) await installInto(dir, version, log);
		});
	}
	return {
		node: path.join(dir, 'node/node_modules/node/bin/node'),
		n8nBin: path.join(dir, 'n8n/node_modules/n8n/bin/n8n'),
		dir,
	};
}

/** The folder of everything that outlives a run. */
export function cacheRoot(): string {
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-raygansms-turkeysms');
}

async function cacheKey(version: HostVersion): Promise<string> {
	const lock = await readFile(path.join(__dirname, version, 'package-lock.json'));
	const hash = createHash('sha256')
		.update(lock)
		.update([NODE_OF[version], process.platform, process.arch].join())
		.digest('hex')
		.slice(0, 12);
	return `n8n-${version}-${hash}`;
}

/** Builds beside the final place and renames at the end, so that what has the final name is whole. */
async function installInto(dir: string, version: HostVersion, log: Log): Promise<void> {
	log(`n8n ${version} is not here yet. Installing it once into ${dir}`);
	await ensureBuildTools(log);
	const building = `${dir}.building`;
	await rm(building, { recursive: true, force: true });
	try {
		const nodeDir = path.join(building, 'node');
		await mkdir(nodeDir, { recursive: true });
		// Without a manifest here npm would install into whichever folder above has one.
		await writeFile(path.join(nodeDir, 'package.json'), '{ "private": true }');
		await npm(['install', `node@${NODE_OF[version]}`, '--ignore-scripts=false'], {
			label: `Getting Node ${NODE_OF[version]} from npm`,
			log,
			cwd: nodeDir,
		});
		await installN8n(path.join(building, 'n8n'), { nodeDir, version, log });
		await rename(building, dir);
	} finally {
		await rm(building, { recursive: true, force: true });
	}
}

/**
 * Installs without scripts, since one native dependency fetches its sources from elsewhere, then
 * builds the two native modules that n8n cannot start without.
 */
async function installN8n(
	n8nDir: string,
	{ nodeDir, version, log }: { nodeDir: string; version: HostVersion; log: Log },
): Promise<void> {
	await mkdir(n8nDir, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		await cp(path.join(__dirname, version, file), path.join(n8nDir, file));
	}
	// Not `npm ci`: it refuses a lock file that misses optional packages of other platforms.
	await npm(['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
		label: `Installing n8n ${version} (about 2,000 packages, some minutes)`,
		log,
		cwd: n8nDir,
	});
	await npm(['rebuild', 'sqlite3', 'isolated-vm', '--ignore-scripts=false'], {
		label: "Compiling n8n's two native modules (a minute or two)",
		log,
		cwd: n8nDir,
		env: {
			PATH: [path.join(nodeDir, 'node_modules/node/bin'), process.env.PATH].join(path.delimiter),
			npm_config_nodedir: await headersUnder(nodeDir),
		},
	});
}

/** npm puts the package with the headers inside `node` or beside it. */
async function headersUnder(nodeDir: string): Promise<string> {
	for (const modules of ['node_modules/node/node_modules', 'node_modules']) {
		const parent = path.join(nodeDir, modules);
		const names = existsSync(parent) ? await readdir(parent) : [];
		const found = names.find((name) => existsSync(path.join(parent, name, 'include/node/node.h')));
		if (found) return path.join(parent, found);
	}
	throw new Error(`The npm package of Node brought no C++ headers under ${nodeDir}`);
}

async function npm(
	args: readonly string[],
	options: { label: string; log: Log; cwd: string; env?: NodeJS.ProcessEnv },
): Promise<void> {
	await run('npm', args, { ...options, env: { ...process.env, ...options.env } });
}

async function ensureBuildTools(log: Log): Promise<void> {
	const missing = BUILD_TOOLS.filter((tool) => !findCommand(tool));
	if (missing.length === 0) return;
	if (!canUseApt()) {
		throw new Error(
			`n8n's native modules need a C++ compiler. Install ${missing.join(', ')} and run this again`,
		);
	}
	await aptInstall(missing, log);
}
