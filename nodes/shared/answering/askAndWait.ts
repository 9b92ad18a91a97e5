import omit from 'lodash/omit';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import type { Checked, Fault, Refusal } from '../faults/faults';
import { refusal } from '../faults/faults';
import type { ItemCall, ItemResult, NumberedResult, Operation } from '../operations/operation';
import { failedResult } from '../sending/itemResult';
import { unsent } from '../sending/plan';
import type { SendDefinition, SendParameters } from '../sending/sendTogether';
import { sendTogether } from '../sending/sendTogether';
import type { Prepared } from '../sending/slots';
import type { ApprovalLabels } from './fields';
import type { PageLanguage } from './languages';
import { languageOf, WORDS } from './languages';
import { answerLink, linkWarning } from './link';
import type { Question } from './question';
import { keepQuestion, runOf } from './question';
import type { WaitLimit } from './waiting';
import { waitUntil } from './waiting';

/** A question goes to one person. */
const RECIPIENT_FIELD = 'recipient';

interface QuestionParameters extends SendParameters {
	readonly message: string;
	readonly responseType: 'approval' | 'freeText';
	readonly approvalOptions: ApprovalLabels;
	readonly options: SendParameters['options'] & {
		readonly limitWaitTime: WaitLimit;
		readonly pageLanguage: 'auto' | PageLanguage;
		readonly submitLabel: string;
	};
}

type AskDefinition<Client, Parameters extends QuestionParameters, Shared> = Omit<
	SendDefinition<Client, Parameters, Shared>,
	'option' | 'prepare' | 'recipientField' | 'recipientsPerRequest'
> & {
	/** What a text is whose letters leave open whether it is Persian or Arabic. */
	readonly ofArabicScript: Extract<PageLanguage, 'arabic' | 'persian'>;
	/** Checks the item, offline. @param text what is to be sent: the question and the link */
	prepare(item: ItemCall<Client, Parameters>, text: string): Checked<Prepared<Shared>>;
};

/** What a run asks, before anything is known of the send. */
interface Draft {
	readonly question: Omit<Question, 'sent'>;
	readonly output: IDataObject;
}

function draftOf(
	{ message, responseType, approvalOptions, options }: QuestionParameters,
	ofArabicScript: Extract<PageLanguage, 'arabic' | 'persian'>,
	run: string,
	untilMs: number | undefined,
): Draft['question'] {
	const { pageLanguage, submitLabel } = options;
	const language = pageLanguage === 'auto' ? languageOf(message, ofArabicScript) : pageLanguage;
	const words = WORDS[language];
	const { hasDecline, approve, decline } = approvalOptions;
	return {
		run,
		text: message,
		language,
		kind: responseType,
		approve: approve || words.approve,
		decline: hasDecline ? decline || words.decline : undefined,
		submit: submitLabel.trim() || words.submit,
		untilMs,
	};
}

function onlyOneItem(items: number): Refusal {
	return refusal(
		`Send and Wait for Response asks one person a run, and ${items} items came in; nothing was sent`,
		'Put the node Loop Over Items before it, with a batch size of 1, so that each item has a wait of its own',
	);
}

function notAsTool(): Refusal {
	return refusal(
		'A tool of this kind of agent cannot wait for a person; nothing was sent',
		'Use the node as a human review step between the agent and the tool that needs approval',
	);
}

/** The row of a send whose outcome nobody knows: the message may be there, so its answer is waited for. */
function unknownRow(fault: Fault, output: IDataObject): IDataObject {
	const { recipients = [], userGroupId, meaning, whatToDo } = fault;
	return {
		outcome: 'unknown',
		accepted: false,
		recipient: recipients[0],
		...(userGroupId === undefined ? {} : { userGroupId }),
		...output,
		note: `${meaning}: outcome unknown, may have been sent. The node waits for the answer all the same. ${whatToDo}.`,
	};
}

const withNote = (json: IDataObject, note: string | undefined): IDataObject =>
	note === undefined ? json : { ...json, note: [json.note, note].filter(Boolean).join(' ') };

/**
 * An operation that sends one question with a link and waits until it is answered on the page behind it.
 * A send that was refused fails as every send does, and nothing is waited for. The execution waits in
 * n8n's database, so it takes nothing and outlives a restart; `answerQuestion` makes it go on.
 */
export function askAndWait<
	Client extends { readonly account: string },
	Parameters extends QuestionParameters,
	Shared,
>(definition: AskDefinition<Client, Parameters, Shared>): Operation<Client> {
	const option = {
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		action: 'Send a message and wait for response',
		description: 'Ask one person by SMS, and go on with the answer',
	};
	return {
		option,
		fields: definition.fields,
		async *results(call): AsyncGenerator<NumberedResult> {
			const { context } = call;
			const items = context.getInputData().length;
			const link = linkFor(context, items);
			if (!link.ok) {
				for (let itemIndex = 0; itemIndex < items; itemIndex += 1) {
					yield { itemIndex, result: failedResult(unsent(link.fault), RECIPIENT_FIELD) };
				}
				return;
			}
			let draft: Draft | undefined;
			const sending = sendTogether<Client, Parameters, Shared>({
				...definition,
				option,
				recipientField: RECIPIENT_FIELD,
				recipientsPerRequest: 1,
				prepare(item) {
					const { parameters, zone } = item;
					const until = waitUntil(parameters.options.limitWaitTime, zone);
					if (!until.ok) return until;
					const prepared = definition.prepare(item, `${parameters.message}\n${link.value}`);
					if (!prepared.ok) return prepared;
					const { ofArabicScript } = definition;
					const question = draftOf(parameters, ofArabicScript, runOf(context), until.value);
					draft = { question, output: prepared.value.output };
					return prepared;
				},
			});
			for await (const { itemIndex, result } of sending.results(call)) {
				const json = draft && sentRow(result, draft.output);
				if (draft === undefined || json === undefined) {
					yield { itemIndex, result };
					continue;
				}
				const warning = linkWarning(link.value);
				if (warning !== undefined) hint(context, warning);
				const sent = withNote(json, warning);
				keepQuestion(context, { ...draft.question, sent: JSON.stringify(sent) });
				withoutEarlierAnswer(context);
				const { untilMs } = draft.question;
				await context.putExecutionToWait(
					untilMs === undefined ? WAIT_INDEFINITELY : new Date(untilMs),
				);
				yield { itemIndex, result: { ok: true, rows: [{ json: sent }] } };
			}
		},
	};
}

/** The link of the only item; a fault where nobody could answer by it, or not for this item alone. */
function linkFor(context: IExecuteFunctions, items: number): Checked<string> {
	const { isToolExecution }: Partial<Pick<IExecuteFunctions, 'isToolExecution'>> = context;
	if (isToolExecution?.call(context)) return notAsTool();
	if (items > 1) return onlyOneItem(items);
	return answerLink(context);
}

/** The fields of what went out or may have gone out; undefined where nothing did. */
function sentRow(result: ItemResult, output: IDataObject): IDataObject | undefined {
	if (result.ok) return result.rows[0]?.json;
	return result.fault.outcome === 'unknown' ? unknownRow(result.fault, output) : undefined;
}

/** As a review of an agent's tool, its input is what the model wrote, and n8n reads an approval there too. */
const REVIEW = /HitlTool$/;

/**
 * When the time limit is over, n8n hands on what came in. An answer in it, to an earlier question or
 * made up by a model, must not be taken for one to this question.
 */
function withoutEarlierAnswer(
	context: Pick<IExecuteFunctions, 'getExecuteData' | 'getNode'>,
): void {
	const names = REVIEW.test(context.getNode().type) ? ['data', 'approved'] : ['data'];
	const { data } = context.getExecuteData();
	for (const [type, inputs] of Object.entries(data)) {
		data[type] = inputs.map(
			(items) => items?.map((item) => ({ ...item, json: omit(item.json, names) })) ?? null,
		);
	}
}

function hint(context: Partial<Pick<IExecuteFunctions, 'addExecutionHints'>>, message: string) {
	context.addExecutionHints?.({ message, location: 'outputPane' });
}
