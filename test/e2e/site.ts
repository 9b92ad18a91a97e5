import { startSimulators, type Simulators } from '../simulators';
import type { Credential, Workflow } from './examples';
import { logToStderr } from './host/run';
import type { N8n } from './n8n';
import { textsOf } from './received';
import { Session } from './session';
import { setUpN8n } from './setUp';
import { until } from './until';

const MESSAGES_LIMIT_MS = 150_000;

/** A running n8n whose providers are simulators of its own. */
export class Site {
	private constructor(
		readonly simulators: Simulators,
		readonly n8n: N8n,
		readonly session: Session,
	) {}

	/**
	 * @param published ids of the workflows that are published before n8n starts
	 * @param settings further environment variables of n8n
	 * @param credentials beyond those of the examples
	 */
	static async open(
		workflows: readonly Workflow[],
		published: readonly string[],
		settings: NodeJS.ProcessEnv = {},
		credentials: readonly Credential[] = [],
	): Promise<Site> {
		const simulators = await startSimulators();
		const n8n = await setUpN8n(simulators, logToStderr, workflows, settings);
		if (credentials.length > 0) await n8n.importCredentials(credentials);
		for (const id of published) await n8n.publish(id);
		await n8n.start();
		const session = await Session.open(n8n.url);
		for (const id of published) await session.published(id);
		return new Site(simulators, n8n, session);
	}

	async close(): Promise<void> {
		await this.n8n.dispose();
		await this.simulators.stop();
	}

	/** A message reaches a line. @param at unix seconds, now when left out */
	receive(line: string, text: string, at?: number): string {
		this.simulators.raygan.inbox.receive({ from: '09112170848', to: line, text, at });
		return text;
	}

	/** How often n8n asked for the messages of a line. */
	requestsFor(line: string): number {
		return this.simulators.raygan.requests.filter(
			({ endpoint, rawBody }) => endpoint === 'ReceiveMessages' && rawBody.includes(`"${line}"`),
		).length;
	}

	/** The texts that a workflow was started with, in alphabetical order, once they are as many. */
	async texts(workflowId: string, count: number): Promise<string[]> {
		return await until(
			`${count} messages in ${workflowId}`,
			async () => {
				const texts = textsOf(await this.session.triggered(workflowId));
				return texts.length >= count ? texts : undefined;
			},
			MESSAGES_LIMIT_MS,
		);
	}
}
