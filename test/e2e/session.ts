import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

import { readExecution, type Execution } from './execution';
import type { Workflow } from './examples';

/** The owner of every n8n that is set up here. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo-password-1',
} as const;

const EXECUTION_LIMIT_MS = 60_000;

const apiKey = z.object({ data: z.object({ rawApiKey: z.string() }) });
const started = z.object({ data: z.object({ executionId: z.string() }) });
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
			{ label: 'Tests', scopes: ['execution:read'], expiresAt: null },
			{ cookie },
		);
		return new Session(url, cookie, apiKey.parse(await created.json()).data.rawApiKey);
	}

	/** Runs an imported workflow from its manual trigger, as the button "Execute workflow" does. */
	async run({ id, nodes }: Workflow): Promise<Execution> {
		const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
		const reply = await post(
			`${this.url}/rest/workflows/${id}/run`,
			{ triggerToStartFrom: { name: trigger?.name } },
			{ cookie: this.cookie },
		);
		return await this.finished(started.parse(await reply.json()).data.executionId);
	}

	private async finished(executionId: string): Promise<Execution> {
		const deadline = Date.now() + EXECUTION_LIMIT_MS;
		while (Date.now() < deadline) {
			const reply = await request(`${this.url}/api/v1/executions/${executionId}?includeData=true`, {
				headers: { 'x-n8n-api-key': this.apiKey },
			});
			const text = await reply.text();
			const { finished, status } = progress.parse(JSON.parse(text));
			if (finished || ['error', 'crashed', 'canceled'].includes(status)) return readExecution(text);
			await sleep(50);
		}
		throw new Error(`Execution ${executionId} did not end in ${EXECUTION_LIMIT_MS / 1000} s`);
	}
}

async function post(url: string, body: object, headers: Record<string, string> = {}) {
	return await request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
}

async function request(url: string, init: RequestInit): Promise<Response> {
	const reply = await fetch(url, init);
	if (!reply.ok) throw new Error(`${url} answered ${reply.status}: ${await reply.text()}`);
	return reply;
}
