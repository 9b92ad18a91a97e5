import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

import type { N8n } from '../e2e/n8n';

const ROOT = path.join(__dirname, '../..');
const LOAD_RUNS = 5;

const loaded = z.object({ milliseconds: z.number() });
const manifest = z.object({ name: z.string() });

export interface PackageFigures {
	/** Of the tarball */
	readonly bytes: number;
	/** To load all nodes and credentials in a fresh process: the median of some */
	readonly loadMs: number;
}

/** Looks at the tarball and the installed package of an n8n. */
export async function packageFigures(n8n: N8n): Promise<PackageFigures> {
	const dataFolder = path.dirname(n8n.database);
	const folder = path.dirname(dataFolder);
	const { name } = manifest.parse(await import('../../package.json'));
	const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
	const installed = path.join(dataFolder, 'nodes/node_modules', name);
	const script = path.join(ROOT, 'test/package/load.mjs');
	const times = Array.from({ length: LOAD_RUNS }, () => {
		const output = execFileSync(process.execPath, [script, installed], {
			encoding: 'utf8',
			env: { ...process.env, NODE_PATH: path.join(ROOT, 'node_modules') },
		});
		return loaded.parse(JSON.parse(output)).milliseconds;
	}).sort((a, b) => a - b);
	return {
		bytes: statSync(path.join(folder, tarball)).size,
		loadMs: times[LOAD_RUNS >> 1] ?? NaN,
	};
}
