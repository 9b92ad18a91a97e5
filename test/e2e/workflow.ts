import type { Workflow } from './examples';

const CREDENTIALS = {
	raygan: { rayganSmsApi: { id: 'rayganSmsAccount', name: 'Raygan SMS account' } },
	turkey: { turkeySmsApi: { id: 'turkeySmsAccount', name: 'TurkeySMS account' } },
};

type Provider = keyof typeof CREDENTIALS;

/** What the trigger is called in every workflow of `polling`. */
export const TRIGGER = 'Trigger';

/** A workflow of these nodes, in a row. */
export function workflowOf(
	id: string,
	nodes: Array<Partial<Workflow['nodes'][number]>>,
	connections: Workflow['connections'] = {},
): Workflow {
	return {
		id,
		name: id,
		active: false,
		nodes: nodes.map((node, index) => ({
			id: `${id}-${index}`,
			name: `Node ${index}`,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [220 * index, 0],
			parameters: {},
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1' },
	};
}

/**
 * One of this package's nodes, with the credential of its provider.
 *
 * @param from the name of another package that has such a node
 */
export function ownNode(
	provider: Provider,
	kind: 'Sms' | 'SmsTrigger',
	parameters: Workflow['nodes'][number]['parameters'],
	from = 'n8n-nodes-raygansms-turkeysms',
): Partial<Workflow['nodes'][number]> {
	return {
		type: `${from}.${provider}${kind}`,
		parameters,
		credentials: CREDENTIALS[provider],
	};
}

/** A workflow of one trigger, which polls each minute. */
export function polling(id: string, provider: Provider, parameters: object): Workflow {
	const pollTimes = { item: [{ mode: 'everyMinute' }] };
	const trigger = ownNode(provider, 'SmsTrigger', { pollTimes, options: {}, ...parameters });
	return workflowOf(id, [{ ...trigger, name: TRIGGER }]);
}
