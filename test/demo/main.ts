import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { exampleWorkflow } from '../e2e/examples';
import { freePortLike } from '../e2e/host/freePort';
import { cacheRoot } from '../e2e/host/install';
import { run } from '../e2e/host/run';
import type { N8n } from '../e2e/n8n';
import { setUpN8n } from '../e2e/setUp';
import { startPhone, type Phone } from '../phone/server';
import { startSimulators, type Simulators } from '../simulators';
import { describeResult } from './describe';
import { interruption } from './interruption';
import { signIn } from './signIn';
import { farewell, welcome } from './words';

const log = (line: string) => console.log(line);

/** One for each provider, run before the user's eyes. */
const SHOWN = ['raygan-send', 'turkeysms-send'] as const;

/** What an answer from a phone starts, and what its fate does. */
const PUBLISHED = ['raygan-keyword-router', 'delivery-follow-up-trigger'] as const;

/** The same each time where they are free: n8n's own, and those of `npm run simulators`. */
const PORTS = { n8n: 5678, phone: 8764, raygan: 8765, turkey: 8766 } as const;

const ZONE = 'Asia/Tehran';
const KEPT = path.join(cacheRoot(), 'demo');

/**
 * The package in a real n8n, with both providers and the phones simulated: two example workflows are
 * run and their results printed; then n8n stays up for the user, unless `--once` is given. With
 * `--keep` its workflows and settings are there again the next time.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			keep: { type: 'boolean', default: false },
		},
	});
	await run('npm', ['run', 'build'], { label: 'Building the package', log });
	interruption.throwIfAny();
	const simulators = await startSimulators({
		rayganPort: await freePortLike(PORTS.raygan),
		turkeyPort: await freePortLike(PORTS.turkey),
	});
	try {
		const phone = await startPhone(simulators, await freePortLike(PORTS.phone));
		try {
			await inN8n({ simulators, phone, ...values });
		} finally {
			await phone.stop();
		}
	} finally {
		await simulators.stop();
	}
	log(farewell(values.keep));
}

interface Demo {
	readonly simulators: Simulators;
	readonly phone: Phone;
	readonly once: boolean;
	readonly keep: boolean;
}

async function inN8n({ simulators, phone, once, keep }: Demo): Promise<void> {
	const port = String(await freePortLike(PORTS.n8n));
	const settings = { N8N_PORT: port, GENERIC_TIMEZONE: ZONE, TZ: ZONE };
	const isNew = !keep || !existsSync(KEPT);
	const n8n = await setUpN8n(simulators, log, [], settings, {
		keptFolder: keep ? KEPT : undefined,
	}).catch(async (fault: unknown) => {
		// Half of a set-up would be taken for a whole one the next time.
		if (keep && isNew) await rm(KEPT, { recursive: true, force: true });
		throw fault;
	});
	try {
		await sendExamples(n8n, simulators);
		if (!once) await stayUp(n8n, { simulators, phone, keep, isNew });
	} finally {
		log('Stopping n8n, the phones and the simulated providers …');
		await n8n.dispose();
	}
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

async function stayUp(
	n8n: N8n,
	{ simulators, phone, keep, isNew }: Omit<Demo, 'once'> & { isNew: boolean },
): Promise<void> {
	const { raygan, turkey } = simulators;
	log('\nStarting n8n …');
	for (const name of isNew ? PUBLISHED : []) await n8n.publish(exampleWorkflow(name).id);
	interruption.throwIfAny();
	await n8n.start();
	phone.signIn(`${n8n.url}/home/workflows`, await signIn(n8n.url));
	for (const simulator of [raygan, turkey]) {
		simulator.onAccepted(({ sender, recipient, text }) => {
			log(`Accepted: from ${sender || 'a shared line'} to ${recipient}: ${text}`);
		});
	}
	const [line = ''] = raygan.account.lines;
	const [senderId] = turkey.account.senderIds;
	log(
		welcome({
			n8n: n8n.url,
			phone: phone.url,
			line,
			senderId: senderId?.name ?? '',
			zone: ZONE,
			keep,
		}),
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
