import type { ToolContext } from '../form/isTool';
import { isTool } from '../form/isTool';

/** The operations that can have a second output, by the values of the field Operation. */
const CHECKS: readonly string[] = ['check', 'checkToken'];

/**
 * The outputs of an action node: one, or two where it checks a code and its option Branch by Verdict is
 * on. n8n works this out from the parameters as they stand in the workflow, so a workflow that was saved
 * without the option has the one output that it always had.
 */
export const OUTPUTS =
	`={{ ${JSON.stringify(CHECKS)}.includes($parameter.operation) && $parameter.options?.branchByVerdict === true ? [{ type: 'main', displayName: 'Valid' }, { type: 'main', displayName: 'Not Valid' }] : ['main'] }}` as const;

/** The same for a node that runs. As a tool of an agent it has one output whatever the option says. */
export function hasSecondOutput(context: ToolContext): boolean {
	if (isTool(context)) return false;
	const { operation, options } = context.getNode().parameters;
	return (
		typeof options === 'object' &&
		options !== null &&
		'branchByVerdict' in options &&
		options.branchByVerdict === true &&
		CHECKS.includes(String(operation))
	);
}
