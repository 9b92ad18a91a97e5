import type { IExecuteFunctions } from 'n8n-workflow';

/** What is needed of n8n's context. */
export type ToolContext = Pick<IExecuteFunctions, 'getNode'> &
	Partial<Pick<IExecuteFunctions, 'isToolExecution'>>;

/** The type that n8n makes of a node to be a tool; that of a person's approval is none. */
const TOOL_TYPE = /(?<!Hitl)Tool$/;

/** Whether an AI agent calls the node: from itself, or (Agent 3) as a node that the engine runs for it. */
export function isTool(context: ToolContext): boolean {
	return (context.isToolExecution?.() ?? false) || TOOL_TYPE.test(context.getNode().type);
}
