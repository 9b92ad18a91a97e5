import { timingSafeEqual } from 'crypto';
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';

import { toIso } from '../sms/dates';
import type { PageState } from './page';
import { PAGE_HEADERS, pageOf, pageOfNoQuestion } from './page';
import type { Answered, Question } from './question';
import { answerToRun, keptQuestion, MAX_ANSWER_LENGTH } from './question';

/** Both methods have the path that the node's signed address ends with, under a running execution's. */
export const answerWebhooks = (['GET', 'POST'] as const).map((httpMethod) => ({
	name: 'default' as const,
	httpMethod,
	responseMode: 'onReceived' as const,
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
}));

/** What the editor shows of a run that waits. */
export const WAITING_TOOLTIP =
	'={{ $parameter["operation"] === "sendAndWait" ? "The workflow goes on when the question is answered" : "" }}';

/** The entry of the signed address that says which run of the node it belongs to. */
export const RUN_PARAMETER = 'r';

/** n8n's own. */
const SIGNATURE_PARAMETER = 'signature';

const asked = z.object({ [RUN_PARAMETER]: z.string(), [SIGNATURE_PARAMETER]: z.string() });
const approvalForm = z.object({ answer: z.enum(['approve', 'decline']) });
const textForm = z.object({ text: z.string() });

type Reading =
	| { readonly answer: { readonly approved: boolean } | { readonly text: string } }
	| { readonly notice: 'chooseOne' | 'writeFirst' | 'tooLong' };

/** Only what a button of the page sends is an answer. */
function readAnswer(question: Question, body: unknown): Reading {
	if (question.kind === 'approval') {
		const form = approvalForm.safeParse(body);
		if (!form.success) return { notice: 'chooseOne' };
		const approved = form.data.answer === 'approve';
		const isOffered = approved || question.decline !== undefined;
		return isOffered ? { answer: { approved } } : { notice: 'chooseOne' };
	}
	const form = textForm.safeParse(body);
	// A browser sends every line end as two characters, and counts it as one.
	const text = form.success ? form.data.text.replace(/\r\n?/g, '\n') : '';
	if (text.trim() === '') return { notice: 'writeFirst' };
	return text.length > MAX_ANSWER_LENGTH ? { notice: 'tooLong' } : { answer: { text } };
}

const STATUS = { shown: 200, noAnswer: 400, badLink: 401, tooLate: 410 } as const;

/** Shows a page and records nothing: the execution goes on waiting. */
function show(context: IWebhookFunctions, html: string, status: number): IWebhookResponseData {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	response.status(status).send(html);
	return { noWebhookResponse: true };
}

/**
 * The run that a signed address belongs to; undefined where n8n did not sign it so. Hosts before 2.x let
 * an unsigned one through unless they are told otherwise, so it is seen here as well.
 */
function signedRun(context: IWebhookFunctions): string | undefined {
	const query = asked.safeParse(context.getQueryData());
	if (!query.success) return undefined;
	const run = query.data[RUN_PARAMETER];
	const signed = new URL(context.getSignedResumeUrl({ [RUN_PARAMETER]: run }));
	const wanted = Buffer.from(signed.searchParams.get(SIGNATURE_PARAMETER) ?? '');
	const given = Buffer.from(query.data[SIGNATURE_PARAMETER]);
	const isSigned =
		wanted.length > 0 && wanted.length === given.length && timingSafeEqual(wanted, given);
	return isSigned ? run : undefined;
}

function sentFields({ sent }: Question): IDataObject {
	return JSON.parse(sent);
}

/**
 * Answers the signed address of a question. Whatever is not the form of the page, sent by POST within
 * the time limit for the run that waits, is shown something and changes nothing: message apps, scanners
 * and previews open links by themselves.
 */
export async function answerQuestion(
	context: IWebhookFunctions,
	shownZone: (zone: string) => string,
): Promise<IWebhookResponseData> {
	const question = keptQuestion(context);
	if (question === undefined) {
		return show(context, pageOfNoQuestion(), STATUS.badLink);
	}
	const page = (state: PageState) => pageOf(question, state);
	const run = signedRun(context);
	if (run === undefined) return show(context, page({ shows: 'badLink' }), STATUS.badLink);
	if (run !== question.run) {
		const answer = answerToRun(context, run);
		// A round that is over without an answer is one whose time limit came first.
		return answer === undefined
			? show(context, page({ shows: 'tooLate' }), STATUS.tooLate)
			: show(context, page({ shows: 'alreadyAnswered', answer }), STATUS.shown);
	}
	const now = Date.now();
	if (question.untilMs !== undefined && now >= question.untilMs) {
		return show(context, page({ shows: 'tooLate' }), STATUS.tooLate);
	}
	if (context.getRequestObject().method !== 'POST') {
		return show(context, page({ shows: 'question' }), STATUS.shown);
	}
	const read = readAnswer(question, context.getBodyData());
	if ('notice' in read) {
		return show(context, page({ shows: 'question', notice: read.notice }), STATUS.noAnswer);
	}
	const answer: Answered = {
		...read.answer,
		respondedAt: toIso(now, shownZone(context.getTimezone())),
	};
	// n8n sends this page when it has taken the answer, and another one where somebody was faster.
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	return {
		webhookResponse: page({ shows: 'recorded', answer }),
		workflowData: [
			[{ json: { ...sentFields(question), data: { ...answer } }, pairedItem: { item: 0 } }],
		],
	};
}
