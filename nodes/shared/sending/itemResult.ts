import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../node/faults';
import type { ItemResult } from '../node/operation';
import type { Message, MessageResult } from './message';

/** A message of an item, with what became of it. */
export interface Sent {
	readonly message: Message;
	readonly result: MessageResult;
}

/** Fields of all messages of an item in one object; an id that differs among them becomes a list, `groupMessageIds`. */
function mergeIds(all: readonly IDataObject[]): IDataObject {
	const merged: IDataObject = {};
	for (const name of new Set(all.flatMap((ids) => Object.keys(ids)))) {
		const values = [...new Set(all.map((ids) => ids[name]).filter((value) => value !== undefined))];
		if (values.length > 1 && name.endsWith('Id')) merged[`${name}s`] = values.map(String);
		else merged[name] = values[0];
	}
	return merged;
}

function faultOf(sent: readonly Sent[]): Fault | undefined {
	const faults = sent.flatMap(({ result }) => (result.ok ? [] : [result.fault]));
	const leading = faults.find(({ outcome }) => outcome === 'unknown') ?? faults[0];
	if (leading === undefined) return undefined;
	const accepted = sent.filter(({ result }) => result.ok).map(({ message }) => message.recipient);
	return {
		...leading,
		recipients: sent.filter(({ result }) => !result.ok).map(({ message }) => message.recipient),
		acceptedRecipients: accepted.length > 0 ? accepted : undefined,
	};
}

/**
 * The result of one item from those of its messages: a row where all were accepted, else the fault that
 * weighs most, unknown before refused, with the recipients that it concerns.
 */
export function itemResult(
	sent: readonly Sent[],
	output: IDataObject,
	recipientField: 'recipient' | 'recipients',
): ItemResult {
	const fault = faultOf(sent);
	if (fault !== undefined) return { ok: false, fault };
	const recipients = sent.map(({ message }) => message.recipient);
	const results = sent.flatMap(({ result }) => (result.ok ? [result] : []));
	const json: IDataObject = {
		outcome: 'accepted',
		accepted: true,
		...(recipientField === 'recipient'
			? { recipient: recipients[0] }
			: { recipients, recipientCount: recipients.length }),
		...mergeIds(results.map(({ ids }) => ids)),
		...output,
	};
	return { ok: true, rows: [{ json, raw: results[0]?.raw }] };
}
