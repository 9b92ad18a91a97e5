import type { Fault } from '../../faults/faults';
import { sentAfter } from '../../sending/memory/sentRegister';
import { listOf, noRecipient, recipientsOf, rowOf, unknownFault } from './rows';
import type { DeliverySettings } from './sample';
import type { DeliverySource, Readings } from './source';
import { inTurn, readTargets } from './source';
import { compare, keepOnly, takeOn } from './watch';
import type { AccountClient, PollCall, Polled } from '../event';
import { UNSEEN } from './knownStatuses';
import type { WatchPart, WatchState } from './watchState';
import { nameOf, readWatch, writeWatch } from './watchState';

const MINUTE_MS = 60_000;

/** A trigger of which nothing was kept follows what was sent since its last poll may have been, not all of the past. */
const MAX_LOOK_BACK_MS = 60 * MINUTE_MS;

/** A place and the register that it is one of; release 0.1.0 kept the place alone. */
const REGISTER_PLACE = /^([^@]*)@(.*)$/;

/** Takes on what is new, and lets go of what is not wanted any more. */
function begin<Client extends AccountClient>(
	source: DeliverySource<Client>,
	call: PollCall<Client, DeliverySettings, WatchPart>,
	kept: WatchState,
): WatchState {
	const { settings, client, now, isActivation, longestPause, note } = call;
	const minute = Math.floor(now / MINUTE_MS);
	const waiting = (count: number) =>
		note(
			`${count} more IDs wait to be watched until others have ended: the state has no more room`,
		);
	if (settings.listed !== undefined) {
		const { state, taken } = takeOn(keepOnly(kept, settings.listed), settings.listed, minute);
		if (taken < settings.listed.length) waiting(settings.listed.length - taken);
		return state;
	}
	const [, register, read = kept.taken] = REGISTER_PLACE.exec(kept.taken) ?? [];
	const isSameRegister = register === undefined || register === encodeURIComponent(client.account);
	const isBegun = kept.taken !== '' || !isActivation;
	// Without an activation poll, what that one learnt was lost with its process; places in the register of
	// another credential say nothing in this one.
	const from = isBegun ? now - Math.min(longestPause * 1000, MAX_LOOK_BACK_MS) : Infinity;
	const taken = isSameRegister ? read : '';
	const { sent, missed, place } = sentAfter(client.account, taken, from);
	const placed = (reached: string) => `${encodeURIComponent(client.account)}@${reached}`;
	if (missed > 0) note(`${missed} messages were sent faster than they could be taken note of`);
	const targets = sent.map(({ ids, at }) => {
		const target = source.targetOf(ids);
		return target && { ...target, since: Math.floor(at / MINUTE_MS) };
	});
	const known = targets.flatMap((target) => target ?? []);
	const { state, taken: count } = takeOn(kept, known, minute);
	if (count === known.length) return { ...state, taken: placed(place) };
	waiting(known.length - count);
	const first = known[count];
	const last = first && sent[targets.indexOf(first) - 1]?.place;
	return last === undefined ? state : { ...state, taken: placed(last) };
}

/** Looks how the watched messages stand, and hands on what changed. */
export async function pollDeliveries<Client extends AccountClient>(
	source: DeliverySource<Client>,
	call: PollCall<Client, DeliverySettings, WatchPart>,
): Promise<Polled<WatchPart>> {
	const { settings, client, provider, now, timeLeft, note } = call;
	const { listed } = settings;
	const subject = listed === undefined ? 'sentHere' : 'ids';
	const state = begin(source, call, readWatch(call.kept(subject)));

	const questions = source.questionsFor(client, inTurn(state.watched, state.next), timeLeft);
	const readings = await readTargets(questions, timeLeft);
	const outcome = compare(
		{ ...state, next: readings.next },
		readings.byName,
		settings,
		listed !== undefined,
		Math.floor(now / MINUTE_MS),
	);

	for (const { id } of outcome.unsure) {
		note(
			`The recipients under ${id} are not the same as before and too many to be told apart: those that have ended are handed on, also where that was done before`,
		);
	}
	if (outcome.postponed.length > 0) {
		const ids = outcome.postponed.map(({ id }) => id).join(', ');
		note(`No room to keep the statuses under ${ids}: they are handed on when others have ended`);
	}
	const recipientOf =
		listed === undefined && outcome.changes.length > 0
			? recipientsOf(source, sentAfter(client.account, '', 0).sent)
			: noRecipient;
	return {
		rows: outcome.changes.map((change) => rowOf(source, provider, recipientOf, change)),
		kept: new Map([[subject, writeWatch(outcome.state)]]),
		fault: readings.fault ?? noneFound(source, call, state, readings),
	};
}

/**
 * The fault of a list of which the provider has never known a single id, while the user waits for the
 * workflow to become active. Later, and beside ids that it does know, an unknown one is waited for.
 */
function noneFound<Client>(
	source: DeliverySource<Client>,
	{ settings, isActivation, provider }: PollCall<Client, DeliverySettings, WatchPart>,
	{ watched, ended }: WatchState,
	{ unknown }: Readings,
): Fault | undefined {
	if (!isActivation || settings.listed === undefined || ended.size > 0) return undefined;
	const [first, ...others] = watched.values();
	if (first === undefined) return undefined;
	const isLost = (target: typeof first) =>
		target.known === UNSEEN &&
		unknown.has(nameOf(target)) &&
		listOf(source, target)?.mayComeLater !== true;
	if (![first, ...others].every(isLost)) return undefined;
	return unknownFault(source, provider, first, unknown.get(nameOf(first))).fault;
}
