import type { State } from './state';

/** A poll under way. */
interface Running {
	/** Unix milliseconds at which it counts as lost. */
	readonly until: number;
}

/** What the last poll learnt, and the saved state that it began from. */
interface Learnt {
	readonly savedState: string;
	readonly state: State;
	/** True where it was handed to n8n with news, which it saves or asks for again. */
	readonly hasNews: boolean;
}

const MAX_REMEMBERED = 500;

const running = new Map<string, Running>();
const learnt = new Map<string, Learnt>();
const seenContexts = new WeakSet<object>();

/**
 * Whether n8n polls with this object for the first time. Its default engine makes one object at the
 * activation and polls with it until the workflow is switched off; its engine of durable cursors makes
 * one for each poll.
 */
export function isFirstPollOf(context: object): boolean {
	const isFirst = !seenContexts.has(context);
	seenContexts.add(context);
	return isFirst;
}

/** A poll that nobody else of the same trigger runs beside. */
export interface Turn {
	/** False where it took so long that another one was begun. */
	isMine(): boolean;
	end(): void;
}

/**
 * Begins a poll, unless one of the same trigger is under way: nothing in n8n keeps them apart.
 *
 * @param now, until Unix milliseconds; a poll that has not ended by then counts as lost
 */
export function takeTurn(trigger: string, now: number, until: number): Turn | undefined {
	const other = running.get(trigger);
	if (other !== undefined && other.until > now) return undefined;
	const mine: Running = { until };
	running.set(trigger, mine);
	const isMine = () => running.get(trigger) === mine;
	return {
		isMine,
		end: () => {
			if (isMine()) running.delete(trigger);
		},
	};
}

/**
 * Keeps what a poll without news learnt: no engine of n8n saves it at every poll, and the engine of
 * durable cursors even throws away what the poll at the activation stored.
 *
 * @param savedState the state as n8n handed it out before
 */
export function remember(
	trigger: string,
	savedState: string,
	state: State,
	hasNews: boolean,
): void {
	learnt.delete(trigger);
	learnt.set(trigger, { savedState, state, hasNews });
	const [oldest] = learnt.keys();
	if (learnt.size > MAX_REMEMBERED && oldest !== undefined) learnt.delete(oldest);
}

/**
 * What was learnt since `savedState`, as long as n8n still hands that out. What came with news counts
 * only for a poll that was begun before its end: else n8n did not save it, and the news is to come again.
 */
export function recall(trigger: string, savedState: string, hasWaited: boolean): State | undefined {
	const found = learnt.get(trigger);
	if (found === undefined || (found.hasNews && !hasWaited)) return undefined;
	return found.savedState === savedState ? found.state : undefined;
}
