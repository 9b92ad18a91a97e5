import type { Fault, Refusal } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import type { Row } from '../../operations/operation';
import type { Sent } from '../../sending/memory/sentRegister';
import type { DeliverySource, StatusMessage } from './source';
import type { Change } from './watch';
import type { Target } from './watchState';
import { nameOf } from './watchState';

export function listOf<Client>({ lists }: DeliverySource<Client>, { kind }: Target) {
	return lists.find((list) => list.kind === kind);
}

/** That the provider knows nothing of an id. */
export function unknownFault<Client>(
	source: DeliverySource<Client>,
	provider: string,
	target: Target,
	own: Fault | undefined,
): Refusal {
	const called = `${listOf(source, target)?.called ?? 'ID'} ${target.id}`;
	if (own !== undefined)
		return { ok: false, fault: { ...own, meaning: `${called}: ${own.meaning}` } };
	return refusal(
		`${provider} has no status for ${called}`,
		'Check the ID, or try again a little later',
	);
}

/** The item of a change. */
export function rowOf<Client>(
	source: DeliverySource<Client>,
	provider: string,
	recipientOf: (target: Target) => string | undefined,
	{ target, message, previousStatus, isExpired }: Change<StatusMessage>,
): Row {
	const list = listOf(source, target);
	const unknown = {
		status: previousStatus ?? 'pending',
		isFinal: false,
		statusCode: null,
		statusText: `${provider} gave no status for this ${list?.called ?? 'ID'}`,
		[list?.outputName ?? 'id']: target.id,
	};
	const recipient = recipientOf(target);
	const json = {
		previousStatus,
		...(recipient === undefined ? {} : { recipient }),
		...(message?.json ?? unknown),
		...(isExpired ? { expired: true } : {}),
	};
	return { json, raw: message?.raw };
}

/** Names the recipients of messages that were sent alone, as long as the process that sent them runs. */
export function recipientsOf<Client>(source: DeliverySource<Client>, sent: readonly Sent[]) {
	const byName = new Map<string, string>();
	for (const { ids, recipient } of sent) {
		const target = source.targetOf(ids);
		if (target !== undefined && recipient !== undefined) byName.set(nameOf(target), recipient);
	}
	return (target: Target) => byName.get(nameOf(target));
}

export const noRecipient = () => undefined;
