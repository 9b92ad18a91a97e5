import { inspect } from 'node:util';

import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	IRun,
	OnError,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { credentialTypeOf, loadPackage, nodeTypes, SOURCE } from './package';

const UNDER_TEST = 'Under test';

export interface RunSettings {
	/** `rayganSms` or `turkeySms` */
	type: string;
	parameters: INode['parameters'];
	credentialType: string;
	credential: IDataObject;
	/** The json of each input item; one empty item by default. */
	items?: IDataObject[];
	onError?: OnError;
	/** IANA zone of the workflow, Asia/Tehran by default. */
	zone?: string;
}

export interface RunResult {
	/** Items by output; the second is the error output. Empty where the node stopped. */
	outputs: INodeExecutionData[][];
	/** The fault that stopped the node. */
	fault?: { message: string; description: string; httpCode: string; json: IDataObject };
	/** All that n8n would store of the execution, and every property of the fault, hidden ones too. */
	stored: string;
}

function workflowOf(settings: RunSettings) {
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
		name: UNDER_TEST,
		type: settings.type,
		typeVersion: 1,
		position: [0, 0],
		parameters: settings.parameters,
		credentials: { [settings.credentialType]: { id: '1', name: 'Test' } },
		onError: settings.onError,
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [start, underTest],
		connections: { Source: { main: [[{ node: UNDER_TEST, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { timezone: settings.zone ?? 'Asia/Tehran' },
	});
	return { workflow, start, underTest };
}

function faultOf(run: IRun): RunResult['fault'] {
	const thrown: unknown = run.data.resultData.error;
	if (typeof thrown !== 'object' || thrown === null) return undefined;
	const textOf = (name: string) => String(Reflect.get(thrown, name) ?? '');
	return {
		message: textOf('message'),
		description: textOf('description'),
		httpCode: textOf('httpCode'),
		json: JSON.parse(JSON.stringify(thrown)),
	};
}

/** Runs one node of the built package in the real engine, with real HTTP. */
export async function runNode(settings: RunSettings): Promise<RunResult> {
	await loadPackage();
	const { workflow, start } = workflowOf(settings);
	const additionalData = additionalDataFor(credentialTypeOf, settings.credential);
	additionalData.hooks = new ExecutionLifecycleHooks('manual', '1', {
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
	const execution = new WorkflowExecute(additionalData, 'manual', createEmptyRunExecutionData());
	const items = (settings.items ?? [{}]).map((json) => ({ json }));
	const run = await execution.run({ workflow, startNode: start, pinData: { Source: items } });
	const task = run.data.resultData.runData[UNDER_TEST]?.at(-1);
	const everyProperty = { depth: Infinity, showHidden: true, maxStringLength: Infinity };
	return {
		outputs: (task?.data?.main ?? []).map((output) => output ?? []),
		fault: faultOf(run),
		stored: JSON.stringify(run.data) + inspect(run.data.resultData.error, everyProperty),
	};
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
	const additionalData = additionalDataFor(credentialTypeOf, settings.credential);
	const context = new LoadOptionsContext(workflow, underTest, additionalData, '');
	return await search.call(context, filter);
}
