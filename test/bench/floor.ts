import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

import type { RecordedRequest, Simulators } from '../simulators';
import type { Figures } from './n8nRun';

const figures = z.object({ wallMs: z.number(), cpuMs: z.number(), peakBytes: z.number() });

/** What it takes to post the same bodies outside n8n. */
export async function floorOf(
	{ url, account }: Simulators['raygan'] | Simulators['turkey'],
	requests: readonly RecordedRequest[],
): Promise<Figures> {
	const login = 'username' in account ? `${account.username}:${account.password}` : undefined;
	const headers = {
		'content-type': 'application/json',
		...(login && { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
	};
	const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
	try {
		const file = path.join(folder, 'recording.json');
		const bodies = requests.map(({ rawBody }) => rawBody);
		const recording = { url: `${url}${requests[0]?.path ?? ''}`, headers, bodies };
		await writeFile(file, JSON.stringify(recording));
		const script = path.join(__dirname, 'replay.ts');
		const args = ['--import', 'tsx', script, file];
		const { stdout } = await promisify(execFile)(process.execPath, args);
		return figures.parse(JSON.parse(stdout));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
