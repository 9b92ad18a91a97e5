import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { oneStep } from '../form/oneStep';

const VERSION = 1;

/** Of all that a trigger keeps, in characters. */
export const MAX_STATE_LENGTH = 64_000;

/** Texts by name. Not `z.record`: zod 4 walks hidden properties too, and n8n's static data bears one. */
const parts = oneStep(
	(value): Readonly<Record<string, string>> | undefined => {
		if (typeof value !== 'object' || value === null) return undefined;
		const entries = Object.entries(value);
		return entries.every(([, text]) => typeof text === 'string')
			? Object.fromEntries(entries)
			: undefined;
	},
	() => 'no texts by name',
);

const stateSchema = z.object({
	version: z.literal(VERSION),
	node: z.string(),
	revision: z.number().int(),
	parts,
});

/** What a trigger keeps from poll to poll. */
export interface State {
	readonly version: typeof VERSION;
	/** The id of the node: n8n keeps the state under its name, and a name can pass to another node. */
	readonly node: string;
	/** Grows with each change. */
	readonly revision: number;
	/** JSON texts, those that changed last at the end. */
	readonly parts: Readonly<Record<string, string>>;
}

export type StateContext = Pick<IPollFunctions, 'getWorkflowStaticData' | 'getNode'>;

const mirrorName = (nodeId: string) => `smsTrigger:${nodeId}`;

function read(stored: unknown, node: string, note: (sentence: string) => void): State | undefined {
	if (typeof stored !== 'object' || stored === null || Object.keys(stored).length === 0) {
		return undefined;
	}
	const state = stateSchema.safeParse(stored);
	if (!state.success) {
		note('The stored state cannot be read, so this trigger begins afresh');
		return undefined;
	}
	if (state.data.node === node) return state.data;
	note('The stored state belongs to another node of the same name, so this trigger begins afresh');
	return undefined;
}

/**
 * What the last poll kept. n8n hands it out under the node's name; for a node that was renamed there is
 * a second copy under its id in the workflow's own data. After a name was changed there and back the
 * first one is older than the second, so the one of the higher revision counts.
 */
export function readState(context: StateContext, note: (sentence: string) => void): State {
	const { id } = context.getNode();
	const own = read(context.getWorkflowStaticData('node'), id, note);
	const mirror = read(context.getWorkflowStaticData('global')[mirrorName(id)], id, note);
	const found =
		own !== undefined && mirror !== undefined && mirror.revision > own.revision
			? mirror
			: (own ?? mirror);
	return found ?? { version: VERSION, node: id, revision: 0, parts: {} };
}

/** A state with some parts changed; undefined takes a part out. The same object where nothing changed. */
export function changeState(
	state: State,
	changes: ReadonlyMap<string, IDataObject | undefined>,
): State {
	const parts = { ...state.parts };
	let changed = false;
	for (const [name, part] of changes) {
		const text = part && JSON.stringify(part);
		if (parts[name] === text) continue;
		changed = true;
		delete parts[name];
		if (text !== undefined) parts[name] = text;
	}
	if (!changed) return state;
	return { ...state, revision: state.revision + 1, parts: withinBounds(parts, changes) };
}

/** Lets go of parts that nobody asks for any more, the oldest first, until the rest fits. */
function withinBounds(
	parts: Readonly<Record<string, string>>,
	needed: ReadonlyMap<string, unknown>,
): Record<string, string> {
	const entries = Object.entries(parts);
	let length = JSON.stringify(parts).length;
	return Object.fromEntries(
		entries.filter(([name, text]) => {
			if (length <= MAX_STATE_LENGTH || needed.has(name)) return true;
			length -= JSON.stringify([name, text]).length;
			return false;
		}),
	);
}

/**
 * Hands a state to n8n, which decides when it is saved.
 *
 * @param mirrored whether n8n keeps the workflow's own data from poll to poll: its engine of durable
 * cursors does not, but keeps a node's state under the node's id anyway
 */
export function writeState(context: StateContext, state: State, mirrored: boolean): void {
	const own = context.getWorkflowStaticData('node');
	for (const name of Object.keys(own)) {
		if (!(name in state)) Reflect.deleteProperty(own, name);
	}
	Object.assign(own, copyOf(state));

	const shared = context.getWorkflowStaticData('global');
	const name = mirrorName(state.node);
	if (!mirrored && !(name in shared)) return;
	const fits = 2 * JSON.stringify(state).length <= MAX_STATE_LENGTH;
	if (fits) shared[name] = copyOf(state);
	else Reflect.deleteProperty(shared, name);
}

function copyOf(state: State): IDataObject {
	return { ...state, parts: { ...state.parts } };
}
