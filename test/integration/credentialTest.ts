import get from 'lodash/get';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialTestRequest,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { credentialTypeOf, loadPackage } from './package';

/** What the editor shows below a credential; without a message it is green. */
export type Verdict = { green: true } | { green: false; message: string };

const NODE: INode = {
	id: 'temp',
	name: 'Temp-Node',
	type: 'temp',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The host makes a request of the credential's test by a node of no other use. */
function nodeTypeFor(credentialType: string, test: ICredentialTestRequest): INodeType {
	return {
		description: {
			displayName: 'Temp',
			name: 'temp',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Temp' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: credentialType, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test.request },
					default: '',
				},
			],
		},
	};
}

async function request(
	credentialType: string,
	test: ICredentialTestRequest,
	data: IDataObject,
): Promise<INodeExecutionData[][] | undefined> {
	const nodeType = nodeTypeFor(credentialType, test);
	const node = { ...NODE, credentials: { [credentialType]: { id: '1', name: 'Test' } } };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		},
	});
	const additionalData = additionalDataFor(credentialTypeOf, data);
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	const typed = {
		id: '1',
		name: 'Test',
		type: credentialType,
		data: JSON.parse(JSON.stringify(data)),
	};
	return await new RoutingNode(context, nodeType, typed).runNode();
}

/** The host looks for the answer's status first and applies the rules for statuses alone to it. */
function verdictOnFault(fault: unknown, { rules = [] }: ICredentialTestRequest): Verdict {
	const response = get(fault, 'cause.response');
	if (response) {
		const status: unknown = get(response, 'status');
		const rule = rules.find(
			({ type, properties }) =>
				type === 'responseCode' && 'value' in properties && properties.value === status,
		);
		if (rule) return { green: false, message: rule.properties.message };
		const words = String(get(response, 'statusText', ''));
		return { green: false, message: words || `Received HTTP status code: ${String(status)}` };
	}
	const code: unknown = get(fault, 'cause.code');
	return { green: false, message: String(code ?? get(fault, 'message')) };
}

/**
 * Tests a credential of the built package by the request and the rules that it declares, in the order
 * and by the comparisons of the host (n8n 2.40, CredentialsTester.runRequestTest).
 */
export async function testCredential(credentialType: string, data: IDataObject): Promise<Verdict> {
	await loadPackage();
	const { test } = credentialTypeOf(credentialType);
	if (test === undefined) throw new Error(`${credentialType} has no test`);
	let response: INodeExecutionData[][] | undefined;
	try {
		response = await request(credentialType, test, data);
	} catch (fault) {
		return verdictOnFault(fault, test);
	}
	const json = response?.[0]?.[0]?.json;
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		if (get(json, rule.properties.key) === rule.properties.value) {
			return { green: false, message: rule.properties.message };
		}
	}
	return { green: true };
}
