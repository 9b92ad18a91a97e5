import sortBy from 'lodash/sortBy';

/** An inbox that waits for its turn, by when it had the last one. */
interface Waiting {
	readonly served: number;
}

/** Those that have waited the longest come first: there may be neither time nor room for all. */
export function inTurn<Entry extends Waiting>(entries: readonly Entry[]): Entry[] {
	return sortBy(entries, ({ served }) => served);
}

/** What one of several inboxes gets of what is left; `waiting` counts it in. */
export const shareOf = (left: number, waiting: number): number => Math.ceil(left / waiting);

/**
 * When each inbox had its last turn, after a poll. Where all had their full turn the order says nothing
 * and stays as it is, so that quiet polls change nothing.
 *
 * @param gotAll whether an inbox handed out all that it had; else it goes on being first, unless it
 * handed out something
 * @param gotSome whether it handed out something
 */
export function afterTurn<
	Entry extends Waiting & { readonly gotAll: boolean; readonly gotSome: boolean },
>(entries: readonly Entry[]): Array<{ readonly entry: Entry; readonly served: number }> {
	const next = 1 + Math.max(0, ...entries.map(({ served }) => served));
	const areEven = entries.every(({ gotAll }) => gotAll);
	return entries.map((entry) => ({
		entry,
		served: !areEven && (entry.gotAll || entry.gotSome) ? next : entry.served,
	}));
}
