import { z } from 'zod';

import { readExecution, type Execution } from './execution';
import type { Credential, Workflow } from './examples';
import { until } from './until';

/** The owner of every n8n that is set up here. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo-password-1',
} as const;

const SCOPES = ['execution:list', 'execution:read', 'workflow:activate', 'workflow:deactivate'];

const apiKey = z.object({ data: z.object({ rawApiKey: z.string() }) });
const startedRun = z.object({ data: z.object({ executionId: z.string() }) });
const page = z.object({
	data: z.array(z.object({ mode: z.string() }).passthrough()),
	nextCursor: z.string().nullable(),
});
const publication = z.object({
	data: z.object({
		status: z.string(),
		triggers: z.array(z.object({ errorMessage: z.string().nullable() })),
	}),
});
const tested = z.object({
	data: z.object({ status: z.enum(['OK', 'Error']), message: z.string() }),
});
const progress = z.object({ finished: z.boolean(), status: z.string() });

/** What the owner does in a running n8n: as the editor does it, less the browser. */
export class Session {
	private constructor(
		private readonly url: string,
		private readonly cookie: string,
		private readonly apiKey: string,
	) {}

	/** Sets up the owner of a new n8n and logs in. */
	static async open(url: string): Promise<Session> {
		const setUp = await post(`${url}/rest/owner/setup`, OWNER);
		const cookie = setUp.headers
			.getSetCookie()
			.map((text) => text.split(';')[0])
			.join('; ');
		const created = await post(
			`${url}/rest/api-keys`,
			{ label: 'Tests', scopes: SCOPES, expiresAt: null },
			{ cookie },
		);
		return new Session(url, cookie, apiKey.parse(await created.json()).data.rawApiKey);
	}

	/** What a request of the editor bears. */
	get headers(): Record<string, string> {
		return { cookie: this.cookie };
	}

	/** Runs an imported workflow from its manual trigger, as the button "Execute workflow" does. */
	async run(workflow: Workflow): Promise<Execution> {
		return await this.finished(await this.start(workflow));
	}

	/** The same without waiting for its end. @returns the id of the execution */
	async start({ id, nodes }: Workflow): Promise<string> {
		const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
		const reply = await post(
			`${this.url}/rest/workflows/${id}/run`,
			{ triggerToStartFrom: { name: trigger?.name } },
			{ cookie: this.cookie },
		);
		return startedRun.parse(await reply.json()).data.executionId;
	}

	/** What n8n says an execution is at: `running`, `waiting`, `success`, … */
	async status(executionId: string): Promise<string> {
		const reply = await orThrow(await this.ask(`executions/${executionId}`));
		return progress.parse(await reply.json()).status;
	}

	/**
	 * Publishes a workflow in the running n8n, as the button "Publish" does, and waits until its
	 * trigger has polled once.
	 *
	 * @returns what n8n shows where the trigger could not be activated, undefined where it could
	 */
	async publish(workflowId: string): Promise<string | undefined> {
		await orThrow(await this.ask(`workflows/${workflowId}/activate`, { method: 'POST' }));
		return await this.published(workflowId);
	}

	/** Tests a credential before it is saved, as the editor does. @returns `OK`, or `Error` with a sentence */
	async testCredential(credential: Credential): Promise<z.infer<typeof tested>['data']> {
		const body = { credentials: credential };
		const reply = await post(`${this.url}/rest/credentials/test`, body, { cookie: this.cookie });
		return tested.parse(await reply.json()).data;
	}

	/** Waits until a workflow that was published, also before n8n started, is active or refused. */
	async published(workflowId: string): Promise<string | undefined> {
		const { triggers } = await this.settled(workflowId, ['published', 'failed']);
		return triggers.find(({ errorMessage }) => errorMessage !== null)?.errorMessage ?? undefined;
	}

	/** Takes a workflow out of service, as the button "Unpublish" does. */
	async unpublish(workflowId: string): Promise<void> {
		await orThrow(await this.ask(`workflows/${workflowId}/deactivate`, { method: 'POST' }));
		await this.settled(workflowId, ['not_published']);
	}

	private async settled(workflowId: string, states: readonly string[]) {
		const url = `${this.url}/rest/workflows/${workflowId}/publication-status`;
		return await until(`workflow ${workflowId} to be ${states.join(' or ')}`, async () => {
			const reply = await fetch(url, { headers: { cookie: this.cookie } });
			// An n8n before 2.x has no such page: it has done it all when it answers the request itself.
			if (reply.status === 404) return { triggers: [] };
			const { data } = publication.parse(await (await orThrow(reply)).json());
			return states.includes(data.status) ? data : undefined;
		});
	}

	/**
	 * The executions that the triggers of a workflow started and that have ended, oldest first.
	 *
	 * @param started by a poll, or by a visitor of its form
	 */
	async triggered(
		workflowId: string,
		started: 'trigger' | 'webhook' = 'trigger',
	): Promise<Execution[]> {
		return await this.executions(workflowId, started);
	}

	/** The executions of a workflow, oldest first. @param wanted those of one mode alone */
	async executions(workflowId: string, wanted?: 'trigger' | 'webhook'): Promise<Execution[]> {
		const found: Execution[] = [];
		const query = `workflowId=${workflowId}&includeData=true&limit=100`;
		for (let cursor: string | null = ''; cursor !== null;) {
			const onwards = cursor === '' ? '' : `&cursor=${cursor}`;
			const reply = await orThrow(await this.ask(`executions?${query}${onwards}`));
			const { data, nextCursor } = page.parse(await reply.json());
			const chosen = data.filter(({ mode }) => wanted === undefined || mode === wanted);
			found.push(...chosen.map((entry) => readExecution(JSON.stringify(entry))));
			cursor = nextCursor;
		}
		return found.reverse();
	}

	private async ask(path: string, init: RequestInit = {}): Promise<Response> {
		return await fetch(`${this.url}/api/v1/${path}`, {
			...init,
			headers: { 'x-n8n-api-key': this.apiKey },
		});
	}

	/** Waits until an execution has ended. */
	async finished(executionId: string, limitMs?: number): Promise<Execution> {
		const ended = async () => {
			const reply = await orThrow(await this.ask(`executions/${executionId}?includeData=true`));
			const text = await reply.text();
			const { finished, status } = progress.parse(JSON.parse(text));
			const hasEnded = finished || ['error', 'crashed', 'canceled'].includes(status);
			return hasEnded ? readExecution(text) : undefined;
		};
		return await until(`execution ${executionId} to end`, ended, limitMs);
	}
}

async function post(url: string, body: object, headers: Record<string, string> = {}) {
	const reply = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	return await orThrow(reply);
}

async function orThrow(reply: Response): Promise<Response> {
	if (!reply.ok) throw new Error(`${reply.url} answered ${reply.status}: ${await reply.text()}`);
	return reply;
}
