import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { PAGE_LANGUAGES } from './languages';

/** How many characters a written answer has at most. */
export const MAX_ANSWER_LENGTH = 2000;

const question = z.object({
	/** Which run of the node asks; each time that a loop comes round is one. */
	run: z.string(),
	text: z.string(),
	language: z.enum(PAGE_LANGUAGES),
	kind: z.enum(['approval', 'freeText']),
	/** Labels of the buttons; without `decline` there is one button. */
	approve: z.string(),
	decline: z.string().optional(),
	submit: z.string(),
	/** Until when an answer counts, in Unix milliseconds. */
	untilMs: z.number().optional(),
	/** The output fields of the send, as JSON. */
	sent: z.string(),
});

/** What is asked of whom waits, as it was when the message went out. */
export type Question = z.infer<typeof question>;

/** What a person answered. `respondedAt` is ISO 8601 with offset. */
export type Answered =
	| { readonly approved: boolean; readonly respondedAt: string }
	| { readonly text: string; readonly respondedAt: string };

const earlier = z.union([
	z.object({ approved: z.boolean(), respondedAt: z.string() }),
	z.object({ text: z.string(), respondedAt: z.string() }),
]);

const FIELD = 'smsQuestion';

/** Which run of the node this is. */
export function runOf(context: Pick<IExecuteFunctions, 'evaluateExpression'>): string {
	return String(context.evaluateExpression('{{ $runIndex }}', 0));
}

/** Keeps the question in the execution's own data, which n8n stores while it waits. */
export function keepQuestion(
	context: Pick<IExecuteFunctions, 'getContext'>,
	asked: Question,
): void {
	context.getContext('node')[FIELD] = JSON.stringify(asked);
}

type AnsweringContext = Pick<IWebhookFunctions, 'evaluateExpression' | 'getNode'>;

/** The node's name as a text in an expression; a brace of it must not end the expression. */
function quotedName(context: AnsweringContext): string {
	return JSON.stringify(context.getNode().name).replace(
		/[{}]/g,
		(brace) => `\\u00${brace.charCodeAt(0).toString(16)}`,
	);
}

/** A webhook has no access to what its execution keeps but by an expression. */
function evaluate(context: AnsweringContext, expression: string): unknown {
	try {
		return context.evaluateExpression(`{{ ${expression} }}`, 0);
	} catch {
		return undefined;
	}
}

function parsed(json: unknown): unknown {
	if (typeof json !== 'string') return undefined;
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}

/** The question that the execution waits for an answer to; undefined where it kept none. */
export function keptQuestion(context: AnsweringContext): Question | undefined {
	const kept = evaluate(context, `$node[${quotedName(context)}].context[${JSON.stringify(FIELD)}]`);
	const read = question.safeParse(parsed(kept));
	return read.success ? read.data : undefined;
}

/** What was answered to an earlier run of the node in the same execution; undefined where nothing was. */
export function answerToRun(context: AnsweringContext, run: string): Answered | undefined {
	if (!/^\d{1,6}$/.test(run)) return undefined;
	const data = evaluate(
		context,
		`JSON.stringify($(${quotedName(context)}).all(0, ${run})[0].json.data)`,
	);
	const read = earlier.safeParse(parsed(data));
	return read.success ? read.data : undefined;
}
