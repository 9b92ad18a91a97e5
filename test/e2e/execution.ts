import { z } from 'zod';

const item = z.object({ json: z.record(z.unknown()) });
const outputs = z.array(z.array(item).nullable());
/** A model or a tool of an agent has outputs of other kinds than `main`. */
const nodeRun = z.object({ data: z.object({ main: outputs.optional() }).optional() });

const waiting = z.object({
	node: z.object({ name: z.string() }),
	data: z.object({ main: outputs.optional() }),
});

const executionError = z.object({
	message: z.string(),
	description: z.string().nullish(),
	httpCode: z.string().nullish(),
});

const execution = z.object({
	status: z.string(),
	data: z.object({
		resultData: z.object({
			runData: z.record(z.array(nodeRun)).default({}),
			error: executionError.optional(),
		}),
		executionData: z.object({ nodeExecutionStack: z.array(waiting).default([]) }).nullish(),
	}),
});

/** One finished execution of a workflow, as the real n8n tells it. */
export interface Execution {
	readonly ok: boolean;
	/** The JSON of the output items of a node's last run, by node name and output */
	readonly items: Readonly<Record<string, ReadonlyArray<ReadonlyArray<Record<string, unknown>>>>>;
	/** The JSON of the items that nodes still had before them when n8n was killed, by node name */
	readonly waiting: Readonly<Record<string, ReadonlyArray<Record<string, unknown>>>>;
	/** What ended the execution */
	readonly error?: z.infer<typeof executionError>;
	/** Everything that n8n keeps of it, as JSON text */
	readonly stored: string;
}

/** Reads an execution with its data, as n8n's public API answers it and its command line prints it. */
export function readExecution(stored: string): Execution {
	const { status, data } = execution.parse(JSON.parse(stored));
	const { runData, error } = data.resultData;
	const stack = data.executionData?.nodeExecutionStack ?? [];
	const waiting = stack.map(({ node, data: { main = [] } }) => {
		return [node.name, main.flatMap((input) => (input ?? []).map(({ json }) => json))] as const;
	});
	const items = Object.entries(runData).map(([node, runs]) => {
		const main = runs[runs.length - 1]?.data?.main ?? [];
		return [node, main.map((output) => (output ?? []).map(({ json }) => json))] as const;
	});
	return {
		ok: status === 'success',
		items: Object.fromEntries(items),
		waiting: Object.fromEntries(waiting),
		error,
		stored,
	};
}

/**
 * Finds the execution in what `n8n execute --rawOutput` printed: one JSON object over many lines,
 * with n8n's log before and after it.
 *
 * @throws Error with the whole output if there is no such object
 */
export function readPrintedExecution(output: string): Execution {
	const printed = /^\{$[^]*^\}$/m.exec(output)?.[0];
	if (printed === undefined) throw new Error(`n8n printed no execution:\n${output}`);
	return readExecution(printed);
}
