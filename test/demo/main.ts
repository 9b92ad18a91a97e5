import { parseArgs } from 'node:util';

import { exampleWorkflow } from '../e2e/examples';
import { run } from '../e2e/host/run';
import type { N8n } from '../e2e/n8n';
import { OWNER, Session } from '../e2e/session';
import { setUpN8n } from '../e2e/setUp';
import { startSimulators, type Simulators } from '../simulators';
import { describeResult } from './describe';
import { interruption } from './interruption';

const log = (line: string) => console.log(line);

/** One for each provider, run before the user's eyes. */
const SHOWN = ['raygan-send', 'turkeysms-send'] as const;

/**
 * The package in a real n8n, with both providers simulated: two example workflows are run and their
 * results printed; then n8n stays up for the user, unless `--once` is given.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
	await run('npm', ['run', 'build'], { label: 'Building the package', log });
	interruption.throwIfAny();
	const simulators = await startSimulators();
	try {
		const n8n = await setUpN8n(simulators, log);
		try {
			await sendExamples(n8n, simulators);
			if (!values.once) await stayUp(n8n, simulators);
		} finally {
			log('Stopping n8n and the simulated providers …');
			await n8n.dispose();
		}
	} finally {
		await simulators.stop();
	}
	log('Stopped.');
}

async function sendExamples(n8n: N8n, { raygan, turkey }: Simulators): Promise<void> {
	for (const name of SHOWN) {
		interruption.throwIfAny();
		const workflow = exampleWorkflow(name);
		log(`\nRunning the workflow "${workflow.name}" in n8n …`);
		const execution = await n8n.execute(workflow.id);
		for (const line of describeResult(workflow, execution)) log(line);
	}
	const accepted = raygan.ledger.length + turkey.ledger.length;
	log(`\n${accepted} messages accepted by the simulated providers.`);
	if (accepted !== SHOWN.length) throw new Error(`${SHOWN.length} messages should have been`);
}

async function stayUp(n8n: N8n, { raygan, turkey }: Simulators): Promise<void> {
	log('\nStarting n8n …');
	await n8n.start();
	await Session.open(n8n.url);
	for (const simulator of [raygan, turkey]) {
		simulator.onAccepted(({ sender, recipient, text }) => {
			log(`Accepted: from ${sender} to ${recipient}: ${text}`);
		});
	}
	log(
		[
			'',
			`Open      ${n8n.url}`,
			`Email     ${OWNER.email}`,
			`Password  ${OWNER.password}`,
			'',
			'All workflows of examples/ are there to run. No message leaves this machine: this n8n',
			'reaches nothing but the simulated providers. Ctrl-C stops it.',
			'',
		].join('\n'),
	);
	await Promise.race([interruption.happened, n8n.ended()]);
	if (!interruption.any()) throw new Error(`n8n ended by itself:\n${n8n.log()}`);
}

main().catch((error: unknown) => {
	if (interruption.any()) {
		log('Stopped before the end.');
		process.exitCode = 130;
		return;
	}
	console.error(
		`\nThe demo did not work: ${error instanceof Error ? error.message : String(error)}`,
	);
	process.exitCode = 1;
});
