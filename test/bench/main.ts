import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

import { interruption } from '../demo/interruption';
import { run } from '../e2e/host/run';
import { N8n } from '../e2e/n8n';
import { exampleCredentials } from '../e2e/examples';
import { startSimulators } from '../simulators';
import { measureItems, measureSubject, workflowsOf, type Row, type RowOfItems } from './measure';
import { packageFigures } from './packageFigures';
import { subjectsOf } from './subjects';
import { report } from './report';

const log = (line: string) => console.error(line);

const RESULTS = path.join(__dirname, '../../test-results');

/**
 * Compares this package's nodes with n8n's own in a real n8n, on simulated providers that take 50 ms to
 * answer. Prints Markdown, and keeps it in test-results/bench.md. `--items 1000,10000` says how many
 * items, `--quick` is 1,000 without the slow sending one after another.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			items: { type: 'string', default: '1000,10000,50000' },
			quick: { type: 'boolean', default: false },
		},
	});
	const sizes = values.quick ? [1000] : sizesOf(values.items);
	await run('npm', ['run', 'build'], { label: 'Building the package', log });
	const simulators = await startSimulators();
	try {
		const subjects = subjectsOf(simulators);
		const n8n = await N8n.create(log);
		try {
			await n8n.importCredentials(exampleCredentials(simulators));
			await n8n.importWorkflows(sizes.flatMap((items) => workflowsOf(subjects, items)));
			const ofPackage = await packageFigures(n8n);
			const held: RowOfItems[] = [];
			const rows: Row[] = [];
			for (const items of sizes) {
				held.push(await measureItems(n8n, items, log));
				for (const subject of subjects) {
					rows.push(...(await measureSubject(n8n, subject, items, values.quick, log)));
					// After each, since it takes long and may be stopped.
					keep(report({ rows, held, package: ofPackage }));
				}
			}
			console.log(report({ rows, held, package: ofPackage }));
		} finally {
			await n8n.dispose();
		}
	} finally {
		await simulators.stop();
	}
}

function sizesOf(written: string): number[] {
	return written.split(',').map((size) => z.coerce.number().int().positive().parse(size));
}

function keep(text: string): void {
	mkdirSync(RESULTS, { recursive: true });
	writeFileSync(path.join(RESULTS, 'bench.md'), text);
}

main().catch((error: unknown) => {
	process.exitCode = 1;
	if (interruption.any()) return log('Stopped before the end.');
	console.error(`\nThe benchmark did not work: ${error instanceof Error ? error.message : error}`);
});
