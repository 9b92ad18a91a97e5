import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { run, type Log } from './host/run';

const ROOT = path.join(__dirname, '../..');

const packed = z.tuple([z.object({ filename: z.string() })]);

/**
 * Packs the built package as npm would publish it.
 *
 * @returns the path of the tarball, in `folder`
 */
export async function packPackage(folder: string, log: Log): Promise<string> {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const output = await run('npm', args, { label: 'Packing the package', log, cwd: ROOT });
	const [{ filename }] = packed.parse(JSON.parse(output));
	return path.join(folder, filename);
}

/**
 * Installs a tarball into n8n's folder for community packages, as n8n itself installs one: no
 * scripts, no peers. Nothing is fetched, since the package has no dependencies.
 *
 * @param n8nFolder the folder `.n8n` of an instance
 */
export async function installPackage(n8nFolder: string, tarball: string, log: Log): Promise<void> {
	const nodes = path.join(n8nFolder, 'nodes');
	await mkdir(nodes, { recursive: true });
	const manifest = { name: 'installed-nodes', private: true, dependencies: {} };
	await writeFile(path.join(nodes, 'package.json'), JSON.stringify(manifest));
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--omit=peer', '--no-package-lock'];
	await run('npm', ['install', tarball, ...flags, '--offline', '--no-audit', '--no-fund'], {
		label: 'Installing the package into n8n',
		log,
		cwd: nodes,
	});
}
