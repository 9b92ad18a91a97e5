/**
 * The floor: posts recorded bodies one after another by undici and prints what that took, in a process
 * of its own as n8n is. `replay.ts <file>`, where the file holds `{ url, headers, bodies }` as JSON.
 */
import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { z } from 'zod';

const recording = z.object({
	url: z.string().url(),
	headers: z.record(z.string()),
	bodies: z.array(z.string()),
});

async function replay(file: string): Promise<void> {
	const { url, headers, bodies } = recording.parse(JSON.parse(readFileSync(file, 'utf8')));
	const { origin, pathname } = new URL(url);
	const pool = new Pool(origin);
	const started = performance.now();
	const cpu = process.cpuUsage();
	for (const body of bodies) {
		const reply = await pool.request({ method: 'POST', path: pathname, headers, body });
		const text = await reply.body.text();
		if (reply.statusCode !== 200) throw new Error(`${reply.statusCode}: ${text.slice(0, 500)}`);
	}
	const wallMs = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	const peakBytes = process.resourceUsage().maxRSS * 1024;
	console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000, peakBytes }));
	await pool.close();
}

void replay(process.argv[2] ?? '');
