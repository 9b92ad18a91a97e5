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

/** An item that cannot be sent. */
export interface RefusedItem {
	readonly itemIndex: number;
	readonly fault: Fault;
}

const NAMED_ITEMS = 10;
const SAID_ONCE = /^Nothing was sent: /;

/** The first fault of the items of a run that cannot be sent, which names all of them. */
function faultOfAll(refused: readonly RefusedItem[], itemCount: number): Fault | undefined {
	const [first] = refused;
	const isOfRun = refused.every(({ fault }) => fault.meaning === first?.fault.meaning);
	if (first === undefined || itemCount === 1) return first?.fault;
	if (isOfRun && refused.length === itemCount) return first.fault;
	const isRest = refused.length < itemCount;
	const wayOut = isRest
		? ', or set Settings → On Error to Continue to send to the others'
		: ' and run the node again';
	const named = refused
		.slice(0, NAMED_ITEMS)
		.map(({ itemIndex, fault }) => `item ${itemIndex} (${fault.meaning.replace(SAID_ONCE, '')})`);
	const unnamed = refused.length - NAMED_ITEMS;
	const list = `${named.join(', ')}${unnamed > 0 ? ` and ${unnamed} more` : ''}`;
	const told = `Nothing was sent, since ${refused.length} of ${itemCount} items cannot be: ${list}`;
	return {
		...first.fault,
		whatToDo: `${first.fault.whatToDo}. ${told}. Correct ${refused.length === 1 ? 'it' : 'them'}${wayOut}`,
	};
}

/**
 * Why a run in stop mode does not begin: its items that cannot be sent, all of them, so that a person
 * mends them in one go. Undefined where all can.
 *
 * @param bad items that did not pass their own checks
 */
export function refusedResult(
	slots: readonly Slot[],
	results: Results,
	bad: readonly RefusedItem[],
): NumberedResult | undefined {
	const planned = slots.flatMap((slot) => {
		const isOut = slot.own.some((message) => isRefused(results.get(message)));
		const fault = isOut ? itemFault(slot, results) : undefined;
		return fault === undefined ? [] : [{ itemIndex: slot.source.itemIndex, fault }];
	});
	const refused = [...bad, ...planned].sort((a, b) => a.itemIndex - b.itemIndex);
	const [first] = refused;
	const all = faultOfAll(refused, slots.length + bad.length);
	if (first === undefined || all === undefined) return undefined;
	if (bad.length === 0 && [...results.values()].some(isUnknown)) return stopResult(slots, results);
	const messages = slots.flatMap(({ own }) => own);
	const isKnown = [...results.values()].some((result) => !isRefused(result));
	const tally = isKnown ? `. ${tallyOf(messages, results, undefined)}` : '';
	const fault = { ...all, whatToDo: `${all.whatToDo}${tally}` };
	return { itemIndex: first.itemIndex, result: { ok: false, fault } };
}

/**
 * In stop mode one fault speaks for the run: the first unknown one before the first refused one, with
 * the recipients of all messages whose outcome is unknown, and with what became of the others.
 */
export function stopResult(slots: readonly Slot[], results: Results): NumberedResult | undefined {
	if ([...results.values()].every(({ ok }) => ok)) return undefined;
	const failed = [...results].filter(([, result]) => !result.ok);
	const unknown = failed.filter(([, result]) => isUnknown(result));
	const tried = failed.filter(([, result]) => !result.ok && result.fault.code !== NOT_TRIED);
	const [leading] = unknown[0] ?? tried[0] ?? failed[0] ?? [];
	const slot = slots.find(({ source }) => source.itemIndex === leading?.item);
	const found = slot && itemFault(slot, results);
	if (slot === undefined || found === undefined) return undefined;

	const messages = slots.flatMap(({ own }) => own);
	const isTold = messages.length > 1;
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
