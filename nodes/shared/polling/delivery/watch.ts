import type { DeliveryStatus } from '../../sms/delivery';
import { isFinal } from '../../sms/delivery';
import type { Keyed } from './knownStatuses';
import { MAX_PRINTED, missesOpen, packKnown, printOf, recallKnown, UNSEEN } from './knownStatuses';
import { MAX_STATE_LENGTH } from '../state';
import type { Target, Watched, WatchState } from './watchState';
import { lengthOf, nameOf } from './watchState';

/** Which changes are emitted, and for how long they are looked for. */
export interface WatchOptions {
	readonly statuses: ReadonlySet<DeliveryStatus>;
	/** True where a first status that is `pending` is no change. */
	readonly skipPending: boolean;
	readonly maxAgeMinutes: number;
}

/** What the provider says of a target: of no messages at all where it does not know it. */
export interface Reading<Message extends Keyed> {
	readonly messages: readonly Message[];
	/** False where more messages can come under this id. */
	readonly isComplete: boolean;
	/** True where nothing tells how many there are: the end is believed once a reading brings no others. */
	readonly mayGrow?: boolean;
	readonly resolvedId?: string;
}

/** A status that changed, or an end of the watching for its age. */
export interface Change<Message> {
	readonly target: Watched;
	/** Undefined where the provider never said anything of the target. */
	readonly message: Message | undefined;
	readonly previousStatus: DeliveryStatus | null;
	/** True where the message reached the age limit: nothing of it comes any more. */
	readonly isExpired: boolean;
}

/** Of all that is kept, in characters: the names of parts and a little else stand beside it. */
export const ROOM = MAX_STATE_LENGTH - 6_000;

/** Of new targets: they leave some of it, since those that are watched take more as their statuses part. */
export const MAX_LISTED_LENGTH = ROOM * 0.75;

/**
 * Takes on what is to be watched, in the order of the list, as far as there is room; the rest waits
 * until others have ended.
 *
 * @param now Unix minutes, or those of the send where they are known
 * @returns the state, and how many of the list were taken on, were watched already or have ended
 */
export function takeOn(
	state: WatchState,
	targets: ReadonlyArray<Target & { readonly since?: number }>,
	now: number,
): { readonly state: WatchState; readonly taken: number } {
	function withFirst(count: number): WatchState {
		const watched = new Map(state.watched);
		for (const { kind, id, since = now } of targets.slice(0, count)) {
			const target = { kind, id, since, known: UNSEEN };
			const name = nameOf(target);
			if (!watched.has(name) && !state.ended.has(printOf(name))) watched.set(name, target);
		}
		return watched.size === state.watched.size ? state : { ...state, watched };
	}

	for (let count = targets.length; count > 0; count = Math.floor(count / 2)) {
		const next = withFirst(count);
		if (next === state || lengthOf(next) <= MAX_LISTED_LENGTH) return { state: next, taken: count };
	}
	return { state, taken: 0 };
}

/** Lets go of what the user does not list any more, and of what has ended among it. */
export function keepOnly(state: WatchState, targets: readonly Target[]): WatchState {
	const names = new Set(targets.map(nameOf));
	const prints = new Set([...names].map(printOf));
	const watched = new Map([...state.watched].filter(([name]) => names.has(name)));
	const ended = new Set([...state.ended].filter((print) => prints.has(print)));
	return { ...state, watched, ended };
}

interface Judged<Message> {
	readonly changes: ReadonlyArray<Change<Message>>;
	/** Undefined where the watching has ended. */
	readonly target: Watched | undefined;
	readonly isSure: boolean;
}

/** What one reading of one target says. A message that is final is not looked at again. */
function judge<Message extends Keyed>(
	target: Watched,
	{ messages, isComplete, mayGrow = false, resolvedId }: Reading<Message>,
	{ statuses, skipPending, maxAgeMinutes }: WatchOptions,
	now: number,
	room: number,
): Judged<Message> {
	const isOld = now - target.since >= maxAgeMinutes;
	const { previousOf, isSure } = recallKnown(target.known, messages);
	const changes: Array<Change<Message>> = [];
	for (const message of messages) {
		const { key, status } = message;
		const previous = previousOf(key);
		if (previous === 'final') continue;
		const isFirst = previous === undefined;
		const isNews = isFirst ? !(skipPending && status === 'pending') : previous !== status;
		const isExpired = isOld && !isFinal(status);
		// Of those that cannot be told apart an end comes rather twice than never.
		const isDue = isSure ? isNews : isFinal(status);
		if (isExpired || (isDue && statuses.has(status))) {
			changes.push({ target, message, previousStatus: previous ?? null, isExpired });
		}
	}
	if (isOld && messages.length === 0) {
		const [previous] = [recallKnown(target.known, []).previousOf('')];
		const previousStatus = previous === undefined || previous === 'final' ? null : previous;
		changes.push({ target, message: undefined, previousStatus, isExpired: true });
	}
	const isSettled = () =>
		messages.every(({ key }) => previousOf(key) !== undefined) &&
		!missesOpen(target.known, messages);
	const isOver =
		messages.length > 0 &&
		isComplete &&
		messages.every(({ status }) => isFinal(status)) &&
		(!mayGrow || isSettled());
	return {
		changes,
		isSure,
		target:
			isOld || isOver
				? undefined
				: {
						...target,
						known: packKnown(target.known, messages, room),
						...(resolvedId === undefined ? {} : { resolvedId }),
					},
	};
}

/** Some is left for what comes later. */
const MOST_OF_ROOM = 0.97;

const isCrowd = <Message extends Keyed>({ messages }: Reading<Message>) =>
	messages.length > MAX_PRINTED;

/** What a poll's readings come to. */
export interface Outcome<Message> {
	readonly state: WatchState;
	readonly changes: ReadonlyArray<Change<Message>>;
	/** Targets of which more messages came than could be told apart: what changed with this reading is not known, so each end comes, also one that came before. */
	readonly unsure: readonly Target[];
	/** Targets whose reading found no room and is left to a later poll. */
	readonly postponed: readonly Target[];
}

/**
 * Compares readings with what is known. A change is in the answer together with the state that knows it,
 * so whoever saves the two at once has each change exactly once; from an older state the same changes
 * come again, and no others.
 *
 * @param readings by name, of targets that are watched
 * @param remembersEnded whether targets that have ended can be listed again
 * @param now Unix minutes
 */
export function compare<Message extends Keyed>(
	state: WatchState,
	readings: ReadonlyMap<string, Reading<Message>>,
	options: WatchOptions,
	remembersEnded: boolean,
	now: number,
): Outcome<Message> {
	const watched = new Map(state.watched);
	const ended = new Set(state.ended);
	const changes: Array<Change<Message>> = [];
	const unsure: Target[] = [];
	const postponed: Target[] = [];
	let room = ROOM - lengthOf(state);
	let crowds = [...readings.values()].filter(isCrowd).length;
	/** Fair shares: each list of many takes as much as it gets. */
	const roomOf = ({ known }: Watched) =>
		known.length + Math.floor((Math.max(0, room) * MOST_OF_ROOM) / Math.max(1, crowds));
	for (const [name, reading] of readings) {
		const before = watched.get(name);
		if (before === undefined) continue;
		const share = roomOf(before);
		if (isCrowd(reading)) crowds -= 1;
		const judged = judge(before, reading, options, now, share);
		const grown = (judged.target?.known.length ?? 0) - before.known.length;
		if (grown > Math.max(0, room)) {
			postponed.push(before);
			continue;
		}
		room -= grown;
		changes.push(...judged.changes);
		if (!judged.isSure) unsure.push(before);
		if (judged.target !== undefined) watched.set(name, judged.target);
		else {
			watched.delete(name);
			if (remembersEnded) ended.add(printOf(name));
		}
	}
	return { state: { ...state, watched, ended }, changes, unsure, postponed };
}
