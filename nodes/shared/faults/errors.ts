import omit from 'lodash/omit';
import type { Failure, IDataObject, INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import * as host from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Fault, FaultClass } from './faults';

const RATE_LIMIT_WINDOW_MS = 60_000;

function failureOf(httpCode: FaultClass): Failure {
	switch (httpCode) {
		case 401:
			return { cause: 'credential-invalid' };
		case 402:
			return { cause: 'quota-exhausted' };
		case 429:
			return { cause: 'rate-limited', retryAfterMs: RATE_LIMIT_WINDOW_MS };
		case 502:
		case 504:
			return { cause: 'temporarily-unavailable' };
		default:
			return { cause: 'configuration-invalid' };
	}
}

/** Whether a fault is gone when the same is tried again later, without anybody's help. */
export function passes({ httpCode }: Fault): boolean {
	const { cause } = failureOf(httpCode);
	return cause === 'rate-limited' || cause === 'temporarily-unavailable';
}

const NAMED_RECIPIENTS = 5;

function nameRecipients(recipients: readonly string[]): string {
	const named = recipients.slice(0, NAMED_RECIPIENTS).join(', ');
	const rest = recipients.length - NAMED_RECIPIENTS;
	return rest > 0 ? `${named} and ${rest} more` : named;
}

function headlineOf(fault: Fault): string {
	if (fault.outcome !== 'unknown') return fault.meaning;
	const recipients = fault.recipients?.length ? ` to ${nameRecipients(fault.recipients)}` : '';
	return `${fault.meaning}: outcome unknown, may have been sent${recipients}`;
}

/** Where a fault leaves: a node, and the provider that it works with. */
export interface Exit {
	readonly node: INode;
	readonly provider: string;
}

/** What to do, and who says so: the provider by its code, or nobody but us. */
function explanationOf({ provider }: Exit, fault: Fault): string {
	const { whatToDo, foundBy, outcome, code, providerMessage } = fault;
	if (foundBy === 'check' && outcome === 'refused') {
		return `${whatToDo}. (found before anything was sent)`;
	}
	if (foundBy !== undefined) return `${whatToDo}.`;
	const words = providerMessage ? `: “${providerMessage}”` : '';
	return `${whatToDo}. (${provider}, code ${code}${words})`;
}

function detailsOf({ provider }: Exit, fault: Fault): IDataObject {
	const details: IDataObject = { provider, code: fault.code, whatToDo: fault.whatToDo };
	if (fault.providerMessage) details.providerMessage = fault.providerMessage;
	if (fault.outcome) details.outcome = fault.outcome;
	if (fault.recipients) details.recipients = [...fault.recipients];
	if (fault.acceptedRecipients) details.acceptedRecipients = [...fault.acceptedRecipients];
	if (fault.acceptedIds) details.acceptedIds = { ...fault.acceptedIds };
	if (fault.refusedRecipients) details.refusedRecipients = [...fault.refusedRecipients];
	if (fault.userGroupId) details.userGroupId = fault.userGroupId;
	return details;
}

/** The details that a message does not say anyway. */
const notInMessage = (details: IDataObject): IDataObject =>
	omit(details, ['provider', 'code', 'whatToDo', 'providerMessage']);

/** Details as one clause: `outcome: unknown; recipients: +989112170848; userGroupId: 1763738001`. */
function inWords(details: IDataObject): string {
	const wordsOf = (value: unknown): string => {
		if (Array.isArray(value)) return value.map(String).join(', ');
		if (typeof value !== 'object' || value === null) return String(value);
		return Object.entries(value)
			.map(([name, inner]) => `${name} ${wordsOf(inner)}`)
			.join(', ');
	};
	return Object.entries(details)
		.map(([name, value]) => `${name}: ${wordsOf(value)}`)
		.join('; ');
}

/**
 * Whether this n8n sends an item with `details` to the error output. None tells so. This function of
 * n8n-workflow came with 2.36.0, the first release of which every patch does (some patches of 2.34 and
 * 2.35 do as well, and get the form that all take).
 */
const routesDetails = (): boolean => 'redactedHeaders' in host;

/**
 * The item that stands for a failed one when the node goes on. On the error output it has exactly these
 * keys and no `item.error`: n8n then routes it there, merges its input back in and keeps its details (an
 * `item.error` would overwrite the json with the message alone). An older n8n routes no item with
 * `details`, so there the message says all.
 *
 * @param start what the item begins with on the regular output, where nothing is routed
 */
export function failedItem(
	exit: Exit,
	fault: Fault,
	itemIndex: number,
	start: IDataObject = {},
): INodeExecutionData {
	const headline = headlineOf(fault);
	const message = `${headline}. ${explanationOf(exit, fault)}`;
	const details = detailsOf(exit, fault);
	const isRouted = exit.node.onError === 'continueErrorOutput';
	const json =
		isRouted && !routesDetails()
			? { error: headline, message: `${message} ${inWords(notInMessage(details))}`.trim() }
			: { ...(isRouted ? {} : start), error: headline, message, details };
	return { json, pairedItem: { item: itemIndex } };
}

/**
 * The only place where a fault becomes an exception. Message, description and object are all ours,
 * since n8n would otherwise fill them from fields of the reply, the text of the SMS included. n8n shows
 * a NodeApiError as the provider's, so what no provider said is none.
 *
 * @param itemIndex of the input item; a trigger has none
 */
export function exceptionOf(
	exit: Exit,
	fault: Fault,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const { node } = exit;
	const data: JsonObject = { ...detailsOf(exit, fault), itemIndex: itemIndex ?? null };
	const item = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	const message = `${headlineOf(fault)}${item}`;
	const options = {
		description: explanationOf(exit, fault),
		itemIndex,
		failure: failureOf(fault.httpCode),
	};
	if (fault.foundBy === undefined) {
		const httpCode = String(fault.httpCode);
		return new NodeApiError(node, data, { ...options, message, httpCode });
	}
	const found = new NodeOperationError(node, message, options);
	found.context.data = data;
	return found;
}
