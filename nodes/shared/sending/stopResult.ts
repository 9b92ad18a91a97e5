import type { Fault } from '../faults/faults';
import type { NumberedResult } from '../operations/operation';
import { itemFault } from './itemResult';
import type { MessageResult, PlacedMessage, Results } from './message';
import { isRefused, isUnknown } from './message';
import { NOT_TRIED } from './sendRun';
import type { Slot } from './slots';

/** Says what became of the messages of the run, and what another try does. */
function tallyOf(
	messages: readonly PlacedMessage[],
	results: Results,
	cause: Fault | undefined,
): string {
	const of = (wanted: (result: MessageResult | undefined) => boolean) =>
		messages.filter((message) => wanted(results.get(message))).length;
	const accepted = of((result) => result?.ok === true);
	const unknown = of(isUnknown);
	const unsent = messages.length - accepted - unknown;
	const parts = [
		`${accepted} of ${messages.length} messages were accepted`,
		...(unknown > 0 ? [`${unknown} have an unknown outcome and are not sent again`] : []),
		...(unsent > 0 ? [`${unsent} were not sent${cause ? ` (${cause.meaning})` : ''}`] : []),
	];
	const rest =
		unsent > 0
			? '. Retry On Fail, or Retry in the list of executions, sends the rest: those that were not sent'
			: '';
	return `${parts.join(', ')}${rest}`;
}

/**
 * In stop mode one fault speaks for the run: the first unknown one before the first refused one, with
 * the recipients of all messages whose outcome is unknown, and with what became of the others.
 *
 * @param hasBegun false where the run was refused before any message of it was tried
 */
export function stopResult(
	slots: readonly Slot[],
	results: Results,
	hasBegun: boolean,
): NumberedResult | undefined {
	if ([...results.values()].every(({ ok }) => ok)) return undefined;
	const failed = [...results].filter(([, result]) => !result.ok);
	const unknown = failed.filter(([, result]) => isUnknown(result));
	const tried = failed.filter(([, result]) => !result.ok && result.fault.code !== NOT_TRIED);
	const [leading] = unknown[0] ?? tried[0] ?? failed[0] ?? [];
	const slot = slots.find(({ source }) => source.itemIndex === leading?.item);
	const found = slot && itemFault(slot, results);
	if (slot === undefined || found === undefined) return undefined;

	const messages = slots.flatMap(({ own }) => own);
	const isTold = messages.length > 1 && (hasBegun || results.size > failed.length);
	const [, refusal] = tried.find(([, other]) => isRefused(other)) ?? [];
	const cause = unknown.length > 0 && refusal?.ok === false ? refusal.fault : undefined;
	const tally = isTold ? `. ${tallyOf(messages, results, cause)}` : '';
	const fault: Fault = {
		...found,
		...(unknown.length > 0 && { recipients: unknown.map(([{ recipient }]) => recipient) }),
		whatToDo: `${found.whatToDo}${tally}`,
	};
	return { itemIndex: slot.source.itemIndex, result: { ok: false, fault } };
}
