import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { readPrintedExecution, type Execution } from './execution';
import { freePort } from './host/freePort';
import { DEFAULT_HOST, ensureHost, type Host, type HostVersion } from './host/install';
import type { Log } from './host/run';
import { N8nProcess } from './n8nProcess';
import { COMBINED, installPackages, packPackage } from './package';
import type { Credential, Workflow } from './examples';

/** What n8n says when its editor and REST API answer; its health check does so earlier. */
const SERVER_IS_READY = 'Editor is now accessible via';
const WORKER_IS_READY = 'n8n worker is now ready';
const WEBHOOKS_ARE_READY = 'Webhook listener waiting for requests';

/** Their module of that name asks the outside; others do not know it and refuse to start. */
const ASKS_A_REGISTRY: readonly HostVersion[] = ['2.40.7', '2.41.1'];

/** Which n8n, and what is installed in it. */
export interface Setting {
	readonly version?: HostVersion;
	/** Folders of the packages to install; the combined one when left out */
	readonly packages?: readonly string[];
	/** Stays when this n8n is disposed of, and may be that of an earlier one */
	readonly keptFolder?: string;
}

/** A real n8n with a folder, a database and ports of its own, and the packed package installed. */
export class N8n {
	private output = '';
	private server: N8nProcess | undefined;
	private readonly workers: N8nProcess[] = [];

	private constructor(
		private readonly host: Host,
		private readonly folder: string,
		private readonly env: NodeJS.ProcessEnv,
		/** Address of the editor, once started */
		readonly url: string,
		private readonly isKept: boolean,
	) {}

	/**
	 * Packs the built packages and installs them into a new n8n, which is not started yet.
	 *
	 * @param chosen environment variables of n8n beyond those that every test needs
	 */
	static async create(
		log: Log,
		chosen: NodeJS.ProcessEnv = {},
		{ version = DEFAULT_HOST, packages = [COMBINED], keptFolder }: Setting = {},
	): Promise<N8n> {
		const host = await ensureHost(log, version);
		const folder = keptFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'n8n-')));
		const isKept = keptFolder !== undefined;
		try {
			const dataFolder = path.join(folder, '.n8n');
			await mkdir(dataFolder, { recursive: true });
			const tarballs: string[] = [];
			for (const source of packages) tarballs.push(await packPackage(source, folder, log));
			await installPackages(dataFolder, tarballs, log);
		} catch (error) {
			if (!isKept) await rm(folder, { recursive: true, force: true });
			throw error;
		}
		const port = Number(chosen.N8N_PORT ?? (await freePort()));
		const env = {
			...settings(folder, port, await freePort()),
			...(ASKS_A_REGISTRY.includes(version) && { N8N_DISABLED_MODULES: 'mcp-registry' }),
			...chosen,
		};
		return new N8n(host, folder, env, `http://127.0.0.1:${port}`, isKept);
	}

	/** Everything that this n8n has written so far, its commands included. */
	log(): string {
		return this.output;
	}

	/** The embedded database; n8n may be writing to it, and to its journal beside it. */
	get database(): string {
		return path.join(this.folder, '.n8n/database.sqlite');
	}

	/** @throws Error with n8n's log if it refuses them */
	async importCredentials(credentials: readonly Credential[]): Promise<void> {
		await this.import('credentials', credentials);
	}

	/** @throws Error with n8n's log if it refuses them */
	async importWorkflows(workflows: readonly Workflow[]): Promise<void> {
		await this.import('workflow', workflows);
	}

	/** Runs a workflow to its end without a server, by n8n's command line. */
	async execute(workflowId: string): Promise<Execution> {
		const { output } = await this.command('execute', `--id=${workflowId}`, '--rawOutput');
		return readPrintedExecution(output);
	}

	/** The same without what came out: n8n ends before all of a long output is through a pipe. */
	async executeUnread(workflowId: string): Promise<void> {
		await this.command('execute', `--id=${workflowId}`);
	}

	/** Publishes a workflow, so that the next start activates its triggers. */
	async publish(workflowId: string): Promise<void> {
		await this.succeed('publish:workflow', `--id=${workflowId}`);
	}

	/** Starts the server and waits until the editor answers. */
	async start(): Promise<void> {
		this.server = await this.startUntil(SERVER_IS_READY, ['start']);
	}

	/** Starts a worker of the queue mode that the settings speak of. */
	async startWorker(): Promise<N8nProcess> {
		const env = { N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
		const worker = await this.startUntil(WORKER_IS_READY, ['worker', '--concurrency=5'], env);
		this.workers.push(worker);
		return worker;
	}

	/** Starts a process of the queue mode that only takes webhooks. @returns its address */
	async startWebhookProcess(): Promise<string> {
		const port = await freePort();
		const env = { N8N_PORT: String(port), N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
		this.workers.push(await this.startUntil(WEBHOOKS_ARE_READY, ['webhook'], env));
		return `http://127.0.0.1:${port}`;
	}

	/** Settles when the started server has ended, for whatever reason. */
	async ended(): Promise<void> {
		await this.server?.ended();
	}

	/** Ends the server as a user's Ctrl-C would. */
	async stop(): Promise<void> {
		await this.server?.end('SIGTERM');
	}

	/** Ends the server as a power cut would. */
	async kill(): Promise<void> {
		await this.server?.end('SIGKILL');
	}

	/** Ends what runs, and removes the folder unless it is to be kept. */
	async dispose(): Promise<void> {
		await Promise.all([this.stop(), ...this.workers.map((worker) => worker.end('SIGTERM'))]);
		if (this.isKept) return;
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}

	private async startUntil(says: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
		const before = this.output.length;
		return await N8nProcess.ready(this.spawn(args, env), says, () => this.output.slice(before));
	}

	private async import(
		what: 'credentials' | 'workflow',
		entries: readonly object[],
	): Promise<void> {
		const file = path.join(this.folder, `${what}.json`);
		await writeFile(file, JSON.stringify(entries));
		try {
			await this.succeed(`import:${what}`, `--input=${file}`);
		} finally {
			await rm(file);
		}
	}

	private async succeed(...args: readonly string[]): Promise<void> {
		const { exitCode, output } = await this.command(...args);
		if (exitCode !== 0) throw new Error(`n8n ${args.join(' ')} ended with ${exitCode}:\n${output}`);
	}

	private async command(...args: readonly string[]) {
		const before = this.output.length;
		const child = this.spawn(args, { N8N_RUNNERS_BROKER_PORT: String(await freePort()) });
		const exitCode = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject).once('close', resolve);
		});
		return { exitCode, output: this.output.slice(before) };
	}

	private spawn(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
		const guard = path.join(__dirname, 'host/loopbackOnly.ts');
		const child = spawn(this.host.node, [this.host.n8nBin, ...args], {
			cwd: this.folder,
			env: { ...this.env, ...env, NODE_OPTIONS: `--require ${JSON.stringify(guard)}` },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
		}
		return child;
	}
}

/** Nothing of the caller's environment reaches n8n but the PATH; nothing is asked of the outside. */
function settings(folder: string, port: number, brokerPort: number): NodeJS.ProcessEnv {
	return {
		PATH: process.env.PATH,
		HOME: folder,
		N8N_USER_FOLDER: folder,
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	};
}
