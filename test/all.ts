import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

import { ensureChromium } from './e2e/host/chromium';
import { ensureHost } from './e2e/host/install';
import { ensureRedis } from './e2e/host/redis';

/** Everything that `npm test` runs, cheap steps first, and one line at the end with the sum. */

const ROOT = path.join(__dirname, '..');
const RESULTS = path.join(ROOT, 'test-results');

interface Count {
	readonly passed: number;
	readonly failed: number;
}

interface Step {
	readonly name: string;
	/** Steps without which this one cannot run */
	readonly needs?: readonly string[];
	run(): Promise<Count>;
}

const STEPS: readonly Step[] = [
	script('lint'),
	script('typecheck'),
	script('format:check'),
	script('facts:check'),
	floor('unit'),
	script('build:packages'),
	script('check:package', ['build:packages']),
	floor('integration', ['build:packages']),
	{ name: 'n8n and what it needs', run: getHost },
	floor('e2e', ['build:packages', 'n8n and what it needs'], ['--maxWorkers=2']),
];

async function main(): Promise<void> {
	rmSync(RESULTS, { recursive: true, force: true });
	mkdirSync(RESULTS);
	const done = new Set<string>();
	const sum = { passed: 0, failed: 0 };
	for (const step of STEPS) {
		const missing = step.needs?.filter((name) => !done.has(name)) ?? [];
		if (missing.length > 0) {
			console.log(`\n== ${step.name}: cannot run without ${missing.join(', ')}`);
			continue;
		}
		console.log(`\n== ${step.name}`);
		const started = Date.now();
		const { passed, failed } = await step.run();
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		console.log(`== ${step.name}: ${passed} passed, ${failed} failed, ${seconds} s`);
		sum.passed += passed;
		sum.failed += failed;
		if (failed === 0) done.add(step.name);
	}
	process.exitCode = sum.failed === 0 ? 0 : 1;
	console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
}

function script(name: string, needs?: readonly string[]): Step {
	return { name, needs, run: async () => one(await succeeds('npm', ['run', '--silent', name])) };
}

/** One of Jest's projects, counted test by test. */
function floor(name: string, needs?: readonly string[], flags: readonly string[] = []): Step {
	const report = path.join(RESULTS, `${name}.json`);
	const args = [`--selectProjects=${name}`, '--json', `--outputFile=${report}`, ...flags];
	return {
		name,
		needs,
		run: async () => {
			const ok = await succeeds('npx', ['jest', ...args]);
			const { passed, failed } = readReport(report);
			return { passed, failed: ok ? failed : Math.max(failed, 1) };
		},
	};
}

const jestReport = z.object({
	numPassedTests: z.number(),
	numFailedTests: z.number(),
	numRuntimeErrorTestSuites: z.number(),
});

/** A file whose tests could not even be read counts as one failure. */
function readReport(file: string): Count {
	try {
		const report = jestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
		return {
			passed: report.numPassedTests,
			failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
		};
	} catch {
		return one(false);
	}
}

async function getHost(): Promise<Count> {
	try {
		await ensureHost(console.log);
		console.log(`Chromium: ${await ensureChromium(console.log)}`);
		console.log(`Redis: ${await ensureRedis(console.log)}`);
		return one(true);
	} catch (error) {
		console.log(error instanceof Error ? error.message : error);
		return one(false);
	}
}

function one(ok: boolean): Count {
	return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function succeeds(command: string, args: readonly string[]): Promise<boolean> {
	const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
	return await new Promise((resolve) => {
		child.once('error', () => resolve(false)).once('close', (code) => resolve(code === 0));
	});
}

void main();
