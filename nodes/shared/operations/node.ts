import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { exceptionOf, failedItem } from '../faults/errors';
import type { Operation, OperationCall } from './operation';
import { hasSecondOutput } from './outputs';
import { isToolAnswer } from './toolAnswer';

/** An entry of the dropdown Resource, and what can be done with it. */
export interface Resource<Client> {
	readonly name: string;
	readonly value: string;
	readonly operations: ReadonlyArray<Operation<Client>>;
}

/** The whole form of a node: resources, their operations, and each operation's own fields. */
export function formOf<Client>(resources: ReadonlyArray<Resource<Client>>): INodeProperties[] {
	return [
		dropdown(
			'Resource',
			'resource',
			resources.map(({ name, value }) => ({ name, value })),
		),
		...resources.map(({ value, operations }) => ({
			...dropdown(
				'Operation',
				'operation',
				operations.map(({ option }) => option),
			),
			displayOptions: { show: { resource: [value] } },
		})),
		...resources.flatMap(({ value, operations }) =>
			operations.flatMap(({ option, fields }) =>
				fields.map((field) =>
					shownFor(field, { resource: [value], operation: [String(option.value)] }),
				),
			),
		),
	];
}

/** A list of which the first entry is chosen at the start. */
export function dropdown(
	displayName: string,
	name: string,
	entries: readonly INodePropertyOptions[],
): INodeProperties {
	const first = entries[0]?.value;
	return {
		displayName,
		name,
		type: 'options',
		noDataExpression: true,
		options: [...entries],
		default: first,
	};
}

/** A field that is there only while other fields have one of the given values. */
export function shownFor(
	field: INodeProperties,
	values: Readonly<Record<string, string[]>>,
): INodeProperties {
	const show = { ...values, ...field.displayOptions?.show };
	return { ...field, displayOptions: { ...field.displayOptions, show } };
}

/**
 * The one loop over items. Runs the operation that the node is set to: one input item gives its rows,
 * each paired with it; a fault becomes the item of the error output where the node goes on, else the
 * exception that ends the node. Where the node has two outputs, what failed leaves by the second.
 */
export async function execute<Client>(
	resources: ReadonlyArray<Resource<Client>>,
	call: OperationCall<Client>,
): Promise<INodeExecutionData[][]> {
	const { context, provider } = call;
	const exit = { node: context.getNode(), provider };
	const operation = chosenOperation(resources, context);
	const { leavesBySecond } = operation;
	const second: INodeExecutionData[] | undefined =
		leavesBySecond && hasSecondOutput(context) ? [] : undefined;
	const output: INodeExecutionData[] = [];
	for await (const { itemIndex, result } of operation.results(call)) {
		if (result.ok) {
			for (const { json } of result.rows) {
				const leaves = second !== undefined && leavesBySecond?.(json) ? second : output;
				leaves.push({ json, pairedItem: { item: itemIndex } });
			}
		} else if (context.continueOnFail() || isToolAnswer(context, result.fault)) {
			(second ?? output).push(failedItem(exit, result.fault, itemIndex, result.start));
		} else {
			throw exceptionOf(exit, result.fault, itemIndex);
		}
	}
	return second === undefined ? [output] : [output, second];
}

function chosenOperation<Client>(
	resources: ReadonlyArray<Resource<Client>>,
	context: IExecuteFunctions,
): Operation<Client> {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	const operation = resources
		.find(({ value }) => value === resource)
		?.operations.find(({ option }) => option.value === name);
	if (operation === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`This node has no operation ${String(resource)}: ${String(name)}`,
			{ description: 'Choose a resource and an operation from the lists' },
		);
	}
	return operation;
}
