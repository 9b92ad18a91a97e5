import type { INodeExecutionData } from 'n8n-workflow';

import type { RunResult, RunSettings } from './engine';
import { useProviders } from './providers';

type Parameters = RunSettings['parameters'];
type Settings = Partial<Omit<RunSettings, 'parameters'>>;

/** Starts Raygan SMS for the tests of one file, and runs any operation of its node against it. */
export function useRaygan() {
	const { raygan } = useProviders();
	return {
		simulator: raygan.simulator,
		credential: raygan.credential,
		/** A runner of one operation with sample parameters, which each run may change. */
		operation:
			(resource: string, operation: string, sample: Parameters = {}) =>
			async (parameters: Parameters = {}, settings: Settings = {}): Promise<RunResult> =>
				await raygan.askAccount({ resource, operation, ...sample, ...parameters }, settings),
		endpoints: () => raygan.simulator().requests.map(({ endpoint }) => endpoint),
		bodies: () => raygan.simulator().requests.map(({ body }) => body),
		/** The next answer is this text. */
		answerWith: (body: string, contentType?: string) =>
			raygan.simulator().faults.next({ kind: 'replyWith', body, contentType }),
		/** The next answer is an envelope of success with this result. */
		answerResult: (result: unknown) =>
			raygan
				.simulator()
				.faults.next({ kind: 'replyWith', body: JSON.stringify({ Code: 0, Result: result }) }),
	};
}

export const jsonOf = (items: INodeExecutionData[] = []) => items.map(({ json }) => json);

export const pairsOf = (items: INodeExecutionData[] = []) =>
	items.map(({ pairedItem }) => pairedItem);

/** The input items that the output items are paired with. */
export const indexesOf = (items: INodeExecutionData[] = []) =>
	pairsOf(items).map((pair) =>
		typeof pair === 'object' && !Array.isArray(pair) ? pair.item : undefined,
	);
