import { counted } from './hints';

/** What items can have in common, in words. */
export interface Listed {
	/** Such as `group message ID` */
	readonly called: string;
	/** What comes out once, such as `recipients`; the thing itself where it is left out. */
	readonly parts?: string;
}

/**
 * Says that rows of things that several items asked for came out once; undefined where no two items
 * asked for the same.
 *
 * @param askersOf for each thing the indexes of the items that asked for it
 * @param all how many items the run has
 */
export function listedOnce(
	{ called, parts }: Listed,
	askersOf: Iterable<readonly number[]>,
	all: number,
): string | undefined {
	const shared = [...askersOf].filter((askers) => new Set(askers).size > 1);
	if (shared.length === 0) return undefined;
	const items = new Set(shared.flat()).size;
	if (shared.length > 1) {
		const once =
			parts === undefined ? 'each is listed once' : `the ${parts} of each are listed once`;
		return `${items} items share ${counted(shared.length, called)}; ${once}`;
	}
	const once = parts === undefined ? 'it is listed once' : `its ${parts} are listed once`;
	const who = items === all ? `All ${items} items have` : `${items} items share`;
	return `${who} one ${called}; ${once}`;
}
