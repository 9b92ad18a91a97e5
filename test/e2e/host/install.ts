import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import manifest from './package.json';
import { withLock } from './lock';
import { run, type Log } from './run';
import { aptInstall, canUseApt, findCommand } from './system';

/** The Node that n8n 2.40 asks for; its npm package brings the binary and the C++ headers. */
const NODE_VERSION = '24.16.0';

const BUILD_TOOLS = ['python3', 'make', 'g++'] as const;

/** A real n8n, ready to start: `node n8nBin`. */
export interface Host {
	/** Path of the Node 24 binary */
	readonly node: string;
	/** Path of n8n's command line script */
	readonly n8nBin: string;
	/** The cache folder that holds both */
	readonly dir: string;
}

/**
 * The real n8n of package-lock.json, installed once into the user's cache folder: about four
 * minutes the first time, nothing after that. Of two processes at once one installs and the other waits.
 *
 * @throws Error that says what to install when the C++ build tools are missing, or with npm's own
 * last lines
 */
export async function ensureHost(log: Log): Promise<Host> {
	const dir = path.join(cacheRoot(), await cacheKey());
	if (!existsSync(dir)) {
		await withLock(`${dir}.lock`, log, async () => {
			if (!existsSync(dir)) await installInto(dir, log);
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

async function cacheKey(): Promise<string> {
	const lock = await readFile(path.join(__dirname, 'package-lock.json'));
	const hash = createHash('sha256')
		.update(lock)
		.update([NODE_VERSION, process.platform, process.arch].join())
		.digest('hex')
		.slice(0, 12);
	return `n8n-${manifest.dependencies.n8n}-${hash}`;
}

/** Builds beside the final place and renames at the end, so that what has the final name is whole. */
async function installInto(dir: string, log: Log): Promise<void> {
	log(`n8n ${manifest.dependencies.n8n} is not here yet. Installing it once into ${dir}`);
	await ensureBuildTools(log);
	const building = `${dir}.building`;
	await rm(building, { recursive: true, force: true });
	try {
		const nodeDir = path.join(building, 'node');
		await mkdir(nodeDir, { recursive: true });
		// Without a manifest here npm would install into whichever folder above has one.
		await writeFile(path.join(nodeDir, 'package.json'), '{ "private": true }');
		await npm(['install', `node@${NODE_VERSION}`, '--ignore-scripts=false'], {
			label: `Getting Node ${NODE_VERSION} from npm`,
			log,
			cwd: nodeDir,
		});
		await installN8n(path.join(building, 'n8n'), nodeDir, log);
		await rename(building, dir);
	} finally {
		await rm(building, { recursive: true, force: true });
	}
}

/**
 * Installs without scripts, since one native dependency fetches its sources from elsewhere, then
 * builds the two native modules that n8n cannot start without.
 */
async function installN8n(n8nDir: string, nodeDir: string, log: Log): Promise<void> {
	await mkdir(n8nDir, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) {
		await cp(path.join(__dirname, file), path.join(n8nDir, file));
	}
	// Not `npm ci`: it refuses a lock file that misses optional packages of other platforms.
	await npm(['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], {
		label: `Installing n8n ${manifest.dependencies.n8n} (about 2,000 packages, some minutes)`,
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
	throw new Error(`node@${NODE_VERSION} brought no C++ headers under ${nodeDir}`);
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
