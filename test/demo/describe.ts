import { z } from 'zod';

import type { Workflow } from '../e2e/examples';
import type { Execution } from '../e2e/execution';

const sent = z
	.object({
		outcome: z.string(),
		recipient: z.string().optional(),
		recipients: z.array(z.string()).optional(),
		parts: z.number(),
		encoding: z.string(),
	})
	.passthrough();

/**
 * What became of the send that a workflow ends with, in lines for the terminal.
 *
 * @throws Error with n8n's own message if the execution did not succeed or sent nothing
 */
export function describeResult({ nodes }: Workflow, { error, items }: Execution): string[] {
	if (error) throw new Error([error.message, error.description].filter(Boolean).join('. '));
	const last = nodes[nodes.length - 1]?.name ?? '';
	const rows = items[last]?.[0] ?? [];
	if (rows.length === 0) throw new Error(`The node ${last} gave no result`);
	return rows.flatMap((row) => {
		const { outcome, recipient, recipients, parts, encoding, ...rest } = sent.parse(row);
		const ids = Object.entries(rest).filter(([name]) => name.endsWith('Id'));
		const fields = {
			outcome,
			recipient: recipients?.join(', ') ?? recipient,
			parts: `${parts} (${encoding})`,
			...Object.fromEntries(ids),
		};
		return Object.entries(fields).map(([name, value]) => `  ${name.padEnd(16)}${value}`);
	});
}
