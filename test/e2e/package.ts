import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { run, type Log } from './host/run';

/** The folder of the package with both services. */
export const COMBINED = path.join(__dirname, '../..');

/** Those of the packages of one service. */
export const SINGLES = {
	raygan: path.join(COMBINED, 'packages/n8n-nodes-raygansms'),
	turkey: path.join(COMBINED, 'packages/n8n-nodes-turkeysms'),
} as const;

const packed = z.tuple([z.object({ filename: z.string() })]);

/**
 * Packs a built package as npm would publish it.
 *
 * @param source the folder of its package.json
 * @returns the path of the tarball, in `folder`
 */
export async function packPackage(source: string, folder: string, log: Log): Promise<string> {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const output = await run('npm', args, { label: 'Packing the package', log, cwd: source });
	const [{ filename }] = packed.parse(JSON.parse(output));
	return path.join(folder, filename);
}

/**
 * Installs tarballs into n8n's folder for community packages, as n8n itself installs one: no
 * scripts, no peers. Nothing is fetched, since the packages have no dependencies.
 *
 * @param n8nFolder the folder `.n8n` of an instance
 */
export async function installPackages(
	n8nFolder: string,
	tarballs: readonly string[],
	log: Log,
): Promise<void> {
	const nodes = path.join(n8nFolder, 'nodes');
	await mkdir(nodes, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	await writeFile(path.join(nodes, 'package.json'), JSON.stringify(manifest));
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--omit=peer', '--no-package-lock'];
	await run('npm', ['install', ...tarballs, ...flags, '--offline', '--no-audit', '--no-fund'], {
		label: 'Installing the package into n8n',
		log,
		cwd: nodes,
	});
}
