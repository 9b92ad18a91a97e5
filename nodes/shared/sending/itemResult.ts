import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../faults/faults';
import type { ItemResult } from '../operations/operation';
import type { MessageResult, PlacedMessage, Results } from './message';
import { isRefused, isUnknown } from './message';
import type { Slot } from './slots';

/** `recipients` where an item can have many. */
export type RecipientField = 'recipient' | 'recipients';

/** Fields of all messages of an item in one object; an id that differs among them becomes a list, `groupMessageIds`. */
function mergeIds(all: readonly IDataObject[]): IDataObject {
	const [first] = all;
	if (all.every((ids) => ids === first)) return { ...first };
	const merged: IDataObject = {};
	for (const name of new Set(all.flatMap((ids) => Object.keys(ids)))) {
		const values = [...new Set(all.map((ids) => ids[name]).filter((value) => value !== undefined))];
		if (values.length > 1 && name.endsWith('Id')) merged[`${name}s`] = values.map(String);
		else merged[name] = values[0];
	}
	return merged;
}

const recipientsOf = (messages: readonly PlacedMessage[]) =>
	messages.map(({ recipient }) => recipient);

type Acceptance = Extract<MessageResult, { readonly ok: true }>;

function acceptancesOf(messages: readonly PlacedMessage[], results: Results): Acceptance[] {
	const accepted: Acceptance[] = [];
	for (const message of messages) {
		const result = results.get(message);
		if (result?.ok) accepted.push(result);
	}
	return accepted;
}

/**
 * The fault of an item that weighs most, unknown before refused, with the recipients that it concerns;
 * undefined where all its messages were accepted.
 */
export function itemFault({ messages }: Slot, results: Results): Fault | undefined {
	if (messages.every((message) => results.get(message)?.ok)) return undefined;
	const unknown = messages.filter((message) => isUnknown(results.get(message)));
	const refused = messages.filter((message) => isRefused(results.get(message)));
	const leading = unknown.length > 0 ? unknown : refused;
	const first = leading[0] && results.get(leading[0]);
	if (first === undefined || first.ok) return undefined;
	const accepted = acceptancesOf(messages, results);
	return {
		...first.fault,
		recipients: recipientsOf(leading),
		...(accepted.length > 0 && {
			acceptedRecipients: recipientsOf(messages.filter((message) => results.get(message)?.ok)),
			acceptedIds: mergeIds(accepted.map(({ ids }) => ids)),
		}),
		...(unknown.length > 0 && refused.length > 0 && { refusedRecipients: recipientsOf(refused) }),
	};
}

/**
 * The result of an item that was not sent, or not all of it.
 *
 * @param recipients whom it concerns, where the fault does not say so
 */
export function failedResult(
	fault: Fault,
	recipientField: RecipientField,
	recipients: readonly string[] = fault.recipients ?? [],
): ItemResult {
	const { outcome } = fault;
	const [first] = recipients;
	const whom =
		recipientField === 'recipient' ? { recipient: first } : { recipients: [...recipients] };
	const start = { outcome, accepted: false, ...(first === undefined ? {} : whom) };
	return { ok: false, fault, start };
}

/** The result of one item from those of its messages: a row where all were accepted, else a fault. */
export function itemResult(
	slot: Slot,
	results: Results,
	recipientField: RecipientField,
): ItemResult {
	const fault = itemFault(slot, results);
	if (fault !== undefined) return failedResult(fault, recipientField);
	const { messages, output } = slot;
	const accepted = acceptancesOf(messages, results);
	const recipients = recipientsOf(messages);
	const json: IDataObject = {
		outcome: 'accepted',
		accepted: true,
		...(recipientField === 'recipient'
			? { recipient: recipients[0] }
			: { recipients, recipientCount: recipients.length }),
		...mergeIds(accepted.map(({ ids }) => ids)),
		...output,
	};
	return { ok: true, rows: [{ json, raw: accepted[0]?.raw }] };
}
