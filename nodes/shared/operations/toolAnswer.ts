import type { IExecuteFunctions } from 'n8n-workflow';

import { passes } from '../faults/errors';
import type { Fault } from '../faults/faults';
import type { ToolContext } from '../form/isTool';
import { isTool } from '../form/isTool';

/** What is needed of n8n's context. */
type Context = Pick<IExecuteFunctions, 'getInputData'> & ToolContext;

/** How often n8n tries a tool, from `makeHandleToolInvocation`. */
const TRIES = { otherwise: 3, min: 2, max: 5 };

/** By the arguments of a call, an object that all its tries share. */
const triesOfCalls = new WeakMap<object, number>();

/**
 * Whether a fault is handed to the AI agent as the answer of the tool. What is thrown reaches some agents
 * as its headline and others as an empty text, upon which they try again; an answer reaches all of them
 * whole. With Retry On Fail what was refused for a reason that passes is thrown, so that n8n tries again,
 * until its last try.
 */
export function isToolAnswer(context: Context, fault: Fault): boolean {
	if (!isTool(context)) return false;
	// The engine tries again by itself, upon an item that bears an error.
	if (!context.isToolExecution?.()) return true;
	const { retryOnFail, maxTries = TRIES.otherwise } = context.getNode();
	const call = context.getInputData()[0]?.json;
	if (!retryOnFail || call === undefined) return true;
	const isCurable = fault.outcome !== 'unknown' && passes(fault);
	const tries = (triesOfCalls.get(call) ?? 0) + 1;
	triesOfCalls.set(call, tries);
	return !isCurable || tries >= Math.min(TRIES.max, Math.max(TRIES.min, maxTries));
}
