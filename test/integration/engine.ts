import { inspect } from 'node:util';

import {
	DataDeduplicationService,
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	SupplyDataContext,
	WorkflowExecute,
} from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	OnError,
} from 'n8n-workflow';
import {
	createEmptyRunExecutionData,
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
} from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { credentialTypeOf, loadPackage, nodeTypes, ONCE_MORE, SOURCE } from './package';
import { ProcessedKeys } from './processedKeys';

const UNDER_TEST = 'Under test';
const LOOP = 'Loop';

/** The host's store of processed keys, which all executions of a test file share. */
export const processedKeys = new ProcessedKeys();

let hostReady: Promise<void> | undefined;

async function startHost(): Promise<void> {
	await loadPackage();
	await DataDeduplicationService.init({
		checkProcessedAndRecord: async (items, _scope, _context, options) =>
			await processedKeys.checkProcessedAndRecord(items, options),
		removeProcessed: async (items) => await processedKeys.removeProcessed(items),
		clearAllProcessedItems: async () => processedKeys.reset(),
		getProcessedDataCount: async () => 0,
	});
}

export interface RunSettings {
	/** `rayganSms` or `turkeySms` */
	type: string;
	parameters: INode['parameters'];
	credentialType: string;
	/** A function is asked each time that the node reads its credential. */
	credential: IDataObject | (() => IDataObject);
	/** n8n's variables, `$vars` in expressions. */
	variables?: IDataObject;
	/** Called at the start of each try of the node. */
	onTry?: () => void;
	/** Called with the URL of each request at the moment that the node begins it. */
	onBegin?: (url: string) => void;
	/** The json of each input item; one empty item by default. */
	items?: IDataObject[];
	onError?: OnError;
	/** IANA zone of the workflow, Asia/Tehran by default. */
	zone?: string;
	/** Retry On Fail, with so many tries in all. */
	maxTries?: number;
	/** The workflow comes round to the node once more, with what it put out. */
	loops?: boolean;
	/** Of the node in its workflow. */
	nodeName?: string;
	/** The address of n8n that links to a waiting execution begin with; without one n8n gives none. */
	linksTo?: string;
	/** Called when the execution starts, with what cancels it. */
	onStart?: (cancel: () => void) => void;
}

export interface RunResult {
	/** Items by output; the second is the error output. Empty where the node stopped. */
	outputs: INodeExecutionData[][];
	/** The fault that stopped the node. */
	fault?: {
		/** `NodeApiError` where the provider spoke, `NodeOperationError` where the node itself found it. */
		name: string;
		message: string;
		description: string;
		httpCode: string;
		json: IDataObject;
	};
	/** All that n8n would store of the execution, and every property of the fault, hidden ones too. */
	readonly stored: string;
	/** What n8n stores of the execution, from which it can be retried. */
	data: IRunExecutionData;
}

/** The node types, of which each tells when it is executed. */
function nodeTypesThatTell(onTry: () => void): INodeTypes {
	const telling = (type: INodeType): INodeType => {
		const execute = async function (this: IExecuteFunctions) {
			onTry();
			return (await type.execute?.call(this)) ?? [];
		};
		return Object.assign(Object.create(type), { execute });
	};
	return {
		...nodeTypes,
		getByNameAndVersion: (name, version) => telling(nodeTypes.getByNameAndVersion(name, version)),
	};
}

const EXECUTION_ID = '1';

function hostOf({ credential, variables, onBegin, linksTo }: RunSettings) {
	const additionalData = additionalDataFor(credentialTypeOf, credential, onBegin);
	return Object.assign(additionalData, {
		variables: variables ?? {},
		...(linksTo !== undefined && {
			executionId: EXECUTION_ID,
			webhookWaitingBaseUrl: `${linksTo}/webhook-waiting`,
		}),
	});
}

export function workflowOf(settings: RunSettings) {
	const start: INode = {
		id: 'source',
		name: 'Source',
		type: SOURCE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const underTest: INode = {
		id: 'under-test',
		name: settings.nodeName ?? UNDER_TEST,
		type: settings.type,
		typeVersion: 1,
		position: [0, 0],
		parameters: settings.parameters,
		credentials: { [settings.credentialType]: { id: '1', name: 'Test' } },
		onError: settings.onError,
		retryOnFail: settings.maxTries !== undefined,
		maxTries: settings.maxTries,
		waitBetweenTries: 1,
	};
	const onceMore: INode = { ...start, id: 'once-more', name: LOOP, type: ONCE_MORE };
	const toUnderTest = {
		main: [[{ node: underTest.name, type: NodeConnectionTypes.Main, index: 0 }]],
	};
	const toLoop = { main: [[{ node: LOOP, type: NodeConnectionTypes.Main, index: 0 }]] };
	const workflow = new Workflow({
		id: 'test',
		nodes: settings.loops ? [start, underTest, onceMore] : [start, underTest],
		connections: {
			Source: toUnderTest,
			...(settings.loops && { [underTest.name]: toLoop, [LOOP]: toUnderTest }),
		},
		active: false,
		nodeTypes: settings.onTry ? nodeTypesThatTell(settings.onTry) : nodeTypes,
		settings: { timezone: settings.zone ?? 'Asia/Tehran' },
	});
	return { workflow, start, underTest };
}

function faultOf(run: IRun): RunResult['fault'] {
	const thrown: unknown = run.data.resultData.error;
	if (typeof thrown !== 'object' || thrown === null) return undefined;
	const textOf = (name: string) => String(Reflect.get(thrown, name) ?? '');
	return {
		name: textOf('name'),
		message: textOf('message'),
		description: textOf('description'),
		httpCode: textOf('httpCode'),
		json: JSON.parse(JSON.stringify(thrown)),
	};
}

/**
 * The data of a failed execution as n8n hands it to a retry "with currently saved workflow": read back
 * from where it was stored, with the nodes of the workflow, without the fault and the run that it ended.
 */
function dataForRetry({ data }: RunResult, workflow: Workflow): IRunExecutionData {
	const stored: IRunExecutionData = JSON.parse(JSON.stringify(data));
	for (const waiting of stored.executionData?.nodeExecutionStack ?? []) {
		waiting.node = workflow.getNode(waiting.node.name) ?? waiting.node;
	}
	const { resultData } = stored;
	delete resultData.error;
	const runs = resultData.runData[resultData.lastNodeExecuted ?? ''];
	if (runs?.at(-1)?.error !== undefined) runs.pop();
	return stored;
}

export function hostWithHooks(settings: RunSettings) {
	const additionalData = hostOf(settings);
	additionalData.hooks = new ExecutionLifecycleHooks('manual', EXECUTION_ID, {
		id: 'test',
		name: 'Test',
		active: false,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [],
		connections: {},
		activeVersionId: null,
	});
	return additionalData;
}

/**
 * Runs one node of the built package in the real engine, with real HTTP.
 *
 * @param failed an execution that the node stopped, to be retried as the editor's "Retry execution" does
 */
export async function runNode(settings: RunSettings, failed?: RunResult): Promise<RunResult> {
	hostReady ??= startHost();
	await hostReady;
	const { workflow, start } = workflowOf(settings);
	const additionalData = hostWithHooks(settings);
	const earlier = failed ? dataForRetry(failed, workflow) : createEmptyRunExecutionData();
	const execution = new WorkflowExecute(additionalData, failed ? 'retry' : 'manual', earlier);
	const items = (settings.items ?? [{}]).map((json) => ({ json }));
	const running = failed
		? execution.processRunExecutionData(workflow)
		: execution.run({ workflow, startNode: start, pinData: { Source: items } });
	settings.onStart?.(() => running.cancel());
	return resultOf(await running, settings);
}

export function resultOf(run: IRun, { nodeName = UNDER_TEST }: RunSettings): RunResult {
	const task = run.data.resultData.runData[nodeName]?.at(-1);
	const everyProperty = { depth: Infinity, showHidden: true, maxStringLength: Infinity };
	return {
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		fault: faultOf(run),
		get stored() {
			return JSON.stringify(run.data) + inspect(run.data.resultData.error, everyProperty);
		},
		data: run.data,
	};
}

/**
 * Calls the node as an AI agent calls its tools: one input item a call, tried again as n8n tries a tool.
 *
 * @returns what makes one call; it answers the JSON of the output items, and throws what the agent gets
 */
export async function toolOf(settings: RunSettings) {
	hostReady ??= startHost();
	await hostReady;
	const { workflow, underTest, start } = workflowOf(settings);
	const additionalData = hostOf(settings);
	const type = workflow.nodeTypes.getByNameAndVersion(underTest.type);
	const data = createRunExecutionData();
	const executeData = { data: { main: [[]] }, node: underTest, source: null };
	const call = makeHandleToolInvocation(
		(runIndex) =>
			new SupplyDataContext(
				workflow,
				underTest,
				additionalData,
				'manual',
				data,
				runIndex,
				[],
				{},
				NodeConnectionTypes.AiTool,
				executeData,
				[],
				undefined,
				start,
			),
		underTest,
		type,
		data,
	);
	return async (given: IDataObject): Promise<string> => String(await call({ ...given }));
}

/** Makes several calls of the node as a tool at the same time, on one execution. */
export async function callTool(
	settings: RunSettings,
	calls: readonly IDataObject[],
): Promise<ReadonlyArray<PromiseSettledResult<string>>> {
	return await Promise.allSettled(calls.map(await toolOf(settings)));
}

/** The context in which the engine would run the node on these items. */
export async function contextOf(settings: RunSettings): Promise<ExecuteContext> {
	await loadPackage();
	const { workflow, underTest } = workflowOf(settings);
	const additionalData = hostOf(settings);
	const items = (settings.items ?? [{}]).map((json) => ({ json }));
	const data = { main: [items] };
	const source = { main: [{ previousNode: 'Source' }] };
	return new ExecuteContext(
		workflow,
		underTest,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		data,
		{ data, node: underTest, source },
		[],
	);
}

/** Asks for the entries of a resource locator, as the editor does when its list is opened. */
export async function searchList(
	settings: RunSettings,
	method: string,
	filter?: string,
): Promise<INodeListSearchResult> {
	await loadPackage();
	const { workflow, underTest } = workflowOf(settings);
	const search = nodeTypes.getByNameAndVersion(settings.type).methods?.listSearch?.[method];
	if (search === undefined) throw new Error(`${settings.type} has no list search ${method}`);
	const additionalData = hostOf(settings);
	const context = new LoadOptionsContext(workflow, underTest, additionalData, '');
	return await search.call(context, filter);
}
