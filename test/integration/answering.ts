import { WebhookContext, WorkflowExecute } from 'n8n-core';
import type { IRunExecutionData, IWebhookData } from 'n8n-workflow';

import { hostWithHooks, resultOf, workflowOf, type RunResult, type RunSettings } from './engine';

export interface PageRequest {
	method: 'GET' | 'POST';
	/** The query of the signed address. */
	query: Record<string, string>;
	/** The fields of a form, as a browser sends them. */
	form?: Record<string, string | string[]>;
}

export interface PageReply {
	status: number;
	headers: Record<string, string>;
	html: string;
	/** What the execution came to; undefined where it goes on waiting. */
	resumed?: RunResult;
}

/** The execution as n8n takes it from the database for a request to its address. */
function takenUp({ data }: RunResult, nodeName: string): IRunExecutionData {
	const stored: IRunExecutionData = JSON.parse(JSON.stringify(data));
	const [waiting] = stored.executionData?.nodeExecutionStack ?? [];
	if (waiting !== undefined) waiting.node.disabled = true;
	delete stored.waitTill;
	stored.resultData.runData[nodeName]?.pop();
	return stored;
}

/** Opens the address that a waiting execution is answered by, as n8n's server does after it saw the signature. */
export async function openPage(
	settings: RunSettings,
	waiting: RunResult,
	{ method, query, form }: PageRequest,
): Promise<PageReply> {
	const { workflow, underTest } = workflowOf(settings);
	const additionalData = hostWithHooks(settings);
	const data = takenUp(waiting, underTest.name);
	const reply: PageReply = { status: 200, headers: {}, html: '' };
	const response = {
		setHeader: (name: string, value: string) => (reply.headers[name.toLowerCase()] = value),
		status(code: number) {
			reply.status = code;
			return response;
		},
		send: (html: string) => (reply.html = html),
	};
	Object.assign(additionalData, {
		httpRequest: { method, query, body: form ?? {}, headers: {}, params: {} },
		httpResponse: response,
	});
	const type = workflow.nodeTypes.getByNameAndVersion(underTest.type);
	const description = (type.description.webhooks ?? []).find(
		({ httpMethod }) => httpMethod === method,
	);
	if (description === undefined) throw new Error(`No webhook for ${method}`);
	const webhook: IWebhookData = {
		httpMethod: method,
		node: underTest.name,
		path: underTest.id,
		webhookDescription: description,
		workflowId: 'test',
		workflowExecuteAdditionalData: additionalData,
	};
	const context = new WebhookContext(
		workflow,
		underTest,
		additionalData,
		'manual',
		webhook,
		[],
		data,
	);
	const answered = await type.webhook?.call(context);
	if (answered?.webhookResponse !== undefined) reply.html = String(answered.webhookResponse);
	const [stackEntry] = data.executionData?.nodeExecutionStack ?? [];
	if (answered?.workflowData === undefined || stackEntry === undefined) return reply;
	stackEntry.data.main = answered.workflowData;
	const run = await new WorkflowExecute(additionalData, 'manual', data).processRunExecutionData(
		workflow,
	);
	return { ...reply, resumed: resultOf(run, settings) };
}

/** What n8n does when the time limit of a wait is over: the execution goes on as it was stored. */
export async function timeIsOver(settings: RunSettings, waiting: RunResult): Promise<RunResult> {
	const { workflow } = workflowOf(settings);
	const stored: IRunExecutionData = JSON.parse(JSON.stringify(waiting.data));
	const execution = new WorkflowExecute(hostWithHooks(settings), 'manual', stored);
	return resultOf(await execution.processRunExecutionData(workflow), settings);
}
