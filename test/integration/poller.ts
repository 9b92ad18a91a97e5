import { PollContext } from 'n8n-core';
import type { IDataObject, INode, WorkflowExecuteMode } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { additionalDataFor } from './additionalData';
import { credentialTypeOf, loadPackage, nodeTypes } from './package';

export interface PollerSettings {
	/** `rayganSmsTrigger` or `turkeySmsTrigger` */
	type: string;
	credentialType: string;
	credential: () => IDataObject;
	parameters: INode['parameters'];
}

let workflows = 0;

/** What a process learns it keeps under the id of the workflow, so a new one stands for a new process. */
function newId(): string {
	workflows += 1;
	return `workflow-${workflows}`;
}

/**
 * A polling trigger of the built package in a workflow of its own, polled as the default engine does:
 * with one context from the activation on, the state saved after the activation and where a poll emits.
 */
export function poller({ type, credentialType, credential, parameters }: PollerSettings) {
	let id = newId();
	let saved: IDataObject = {};
	let running: { workflow: Workflow; context: PollContext } | undefined;

	function contextOf(mode: WorkflowExecuteMode, staticData: IDataObject) {
		const node: INode = {
			id: 'trigger',
			name: 'Trigger',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
			credentials: { [credentialType]: { id: '1', name: 'Test' } },
		};
		const workflow = new Workflow({
			id,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(JSON.stringify(staticData)),
			settings: { timezone: 'Asia/Tehran' },
		});
		const additionalData = additionalDataFor(credentialTypeOf, credential());
		return { workflow, context: new PollContext(workflow, node, additionalData, mode, 'activate') };
	}

	async function run(context: PollContext): Promise<IDataObject[] | null> {
		const trigger = nodeTypes.getByNameAndVersion(type);
		if (trigger.poll === undefined) throw new Error(`${type} does not poll`);
		const output = await trigger.poll.call(context);
		return output === null ? null : output.flat().map(({ json }) => json);
	}

	return {
		/** The json of the items that the next poll emits, null for none. The first one is that of the activation. */
		async poll(): Promise<IDataObject[] | null> {
			await loadPackage();
			const isActivation = running === undefined;
			running ??= contextOf('trigger', saved);
			const items = await run(running.context);
			if (items !== null || isActivation)
				saved = JSON.parse(JSON.stringify(running.workflow.staticData));
			return items;
		},
		/** Ends the process and all that was not saved. */
		restart(): void {
			running = undefined;
			id = newId();
		},
		/** Fetch Test Event. */
		async manual(): Promise<IDataObject[] | null> {
			await loadPackage();
			const { workflow, context } = contextOf('manual', saved);
			const before = JSON.stringify(workflow.staticData);
			const items = await run(context);
			expect(JSON.stringify(workflow.staticData)).toBe(before);
			return items;
		},
	};
}
