import type { IExecuteFunctions } from 'n8n-workflow';

import type { Refusal } from '../faults/faults';
import { refusal } from '../faults/faults';
import type { ToolContext } from './isTool';
import { isTool } from './isTool';

/** What is needed of n8n's context. */
type Context = Pick<IExecuteFunctions, 'getNodeParameter'> & ToolContext;

/** n8n knows the function in any case of its letters. */
const FROM_MODEL = /\$from\s*ai/i;

/** In a call of the node as a tool the input item is made of the arguments that the model gave. */
const FROM_ARGUMENTS = /\$from\s*ai|\$(?:json|input|data|binary|item|parameter|rawparameter)\b/i;

/** Guards of a send that a person sets, by name, as the panel calls them. */
const GUARDS: Readonly<Record<string, string>> = {
	allowedRecipients: 'Allowed Recipients',
	maxRecipients: 'Max Recipients',
	redirectAllTo: 'Redirect All To',
};

function entriesOf(options: unknown): ReadonlyArray<readonly [string, unknown]> {
	if (typeof options === 'string') return [['options', options]];
	return typeof options === 'object' && options !== null ? Object.entries(options) : [];
}

/** Every text in a value: a list may be an expression in each of its entries. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/**
 * Refuses a run in which a model would set what holds it back: a guard whose expression reads what the
 * model says, or the options as a whole. Undefined where a person has set all guards, or none.
 */
export function guardSetByModel(context: Context): Refusal | undefined {
	const reads = isTool(context) ? FROM_ARGUMENTS : FROM_MODEL;
	const raw: unknown = context.getNodeParameter('options', 0, {}, { rawExpressions: true });
	const names = { ...GUARDS, options: 'Options' };
	const found = entriesOf(raw).find(
		([name, value]) =>
			Object.hasOwn(names, name) &&
			textsOf(value).some((text) => text.startsWith('=') && reads.test(text)),
	);
	if (found === undefined) return undefined;
	const name = Object.entries(names).find(([known]) => known === found[0])?.[1] ?? 'Options';
	return refusal(
		`Nothing was sent: ${name} would be filled in by the AI model, and it is there to hold the model back`,
		`Enter a value of your own in ${name}, or an expression that names the node it takes its value from, such as $('Webhook')`,
	);
}
