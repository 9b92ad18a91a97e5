import type { Workflow } from '../e2e/examples';

export type Node = Workflow['nodes'][number];

/** The node whose figures count. */
export const MEASURED = 'Measured';

export type Step = Pick<Node, 'type' | 'typeVersion' | 'parameters' | 'credentials'> & {
	name?: string;
};

/** Items that each node is run with before it is measured: an n8n that has been up for a while. */
export const WARM_UP_ITEMS = 200;

/** What the numbers of a warm-up begin with, in the forms that the providers take. */
export const WARM_UP_NUMBER = /^(09199|905999)/;

const START = 'Start';

/** Makes items by n8n's own nodes, all of them at once, and hands them to `steps` in turn. */
function branch(prefix: string, items: string, steps: readonly Step[]): Step[] {
	return [
		{
			name: `${prefix}Rows`,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: items, options: {} },
		},
		{
			name: `${prefix}Items`,
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		...steps.map((step) => ({ ...step, name: `${prefix}${step.name ?? MEASURED}` })),
	];
}

/** A workflow that first warms the steps up, then hands them so many items. */
export function workflowOf(id: string, items: number, steps: readonly Step[]): Workflow {
	const branches = [
		branch('Warm-up ', rows(WARM_UP_ITEMS, '09199', '905999'), steps),
		branch('', rows(items, '09100', '905000'), steps),
	];
	// n8n runs the branch that stands higher first.
	const placed = branches.map((chain, line) =>
		chain.map((step, index): Node => ({
			...step,
			name: step.name ?? MEASURED,
			id: `${id}-${line}-${index}`,
			position: [220 * (index + 1), 300 * line],
		})),
	);
	const start: Node = {
		id: `${id}-start`,
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const to = (node: Node | undefined) => ({ node: node?.name, type: 'main', index: 0 });
	const links = placed.flatMap((chain) =>
		chain.slice(1).map((node, index) => [chain[index]?.name, { main: [[to(node)]] }]),
	);
	const fromStart = { main: [placed.map(([first]) => to(first))] };
	return {
		id,
		name: id,
		active: false,
		nodes: [start, ...placed.flat()],
		connections: { ...Object.fromEntries(links), [START]: fromStart },
		settings: { executionOrder: 'v1' },
	};
}

/** Items with numbers that count up, and a text each. */
function rows(items: number, iran: string, turkey: string): string {
	const fields = [
		`iran: '${iran}' + String(i).padStart(6, '0')`,
		`turkey: '${turkey}' + String(i).padStart(6, '0')`,
		"text: 'Order ' + i + ' is ready'",
	];
	return `={{ { rows: Array.from({ length: ${items} }, (_, i) => ({ ${fields.join(', ')} })) } }}`;
}

/** n8n holding the items. */
export const NO_OP: Step = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

/** Nothing but n8n's resolving of mapped fields: n8n's Edit Fields. */
export function editFields(name: string, fields: readonly string[]): Step {
	const assignments = fields.map((field) => ({
		id: field,
		name: field,
		type: 'string',
		value: `={{ $json.${field} }}`,
	}));
	const parameters = { assignments: { assignments }, options: {} };
	return { name, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
}
