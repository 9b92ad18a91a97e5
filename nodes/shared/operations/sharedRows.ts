import type { ItemResult, Row } from './operation';

/** An item that asks for rows, and what it names of them: numbers, or ids. */
export interface Asker {
	readonly itemIndex: number;
	readonly names: ReadonlySet<string>;
}

/** Hands out the items that name a thing, one after another, and the first one again when all had theirs. */
function claimsOf(askers: readonly Asker[], wanted: ReadonlySet<string>) {
	const claims = new Map<string, number[]>();
	for (const { itemIndex, names } of askers) {
		for (const name of names) {
			if (!wanted.has(name)) continue;
			const known = claims.get(name);
			if (known === undefined) claims.set(name, [itemIndex]);
			else known.push(itemIndex);
		}
	}
	const given = new Map<string, number>();
	return (name: string): number | undefined => {
		const claimants = claims.get(name);
		const next = given.get(name) ?? 0;
		given.set(name, next + 1);
		return claimants?.[next] ?? claimants?.[0];
	};
}

/**
 * Shares rows out among the items that asked for them together: each row to one item, the one that names
 * it, else the first. Time grows with rows and items, not with their product.
 *
 * @param nameOf what a row is called in `names`; undefined where it has no name
 * @returns the rows of each item, in their order; items without a row are left out
 */
export function shareOut(
	rows: readonly Row[],
	askers: readonly Asker[],
	nameOf: (row: Row) => string | undefined,
): ReadonlyMap<number, readonly Row[]> {
	const [first] = askers;
	if (first === undefined) return new Map();
	if (askers.length === 1) return new Map([[first.itemIndex, rows]]);
	const claim = claimsOf(askers, new Set(rows.flatMap((row) => nameOf(row) ?? [])));
	const shares = new Map<number, Row[]>();
	for (const row of rows) {
		const name = nameOf(row);
		const owner = (name === undefined ? undefined : claim(name)) ?? first.itemIndex;
		const share = shares.get(owner);
		if (share === undefined) shares.set(owner, [row]);
		else share.push(row);
	}
	return shares;
}

/**
 * Leaves each row to one item where several asked for it: the one that names it, else the first. What
 * another item failed at is left to those that have it.
 *
 * @param nameOf equal for rows that are the same
 * @param namedBy what an item names, by its place in `results`
 */
export function eachRowOnce(
	results: readonly ItemResult[],
	nameOf: (row: Row) => string,
	namedBy: (index: number) => string,
): ItemResult[] {
	const owners = new Map<string, number>();
	for (const [index, result] of results.entries()) {
		if (!result.ok) continue;
		const named = namedBy(index);
		for (const name of result.rows.map(nameOf)) {
			const owner = owners.get(name);
			const isFirstNamed = name === named && owner !== undefined && namedBy(owner) !== name;
			if (owner === undefined || isFirstNamed) owners.set(name, index);
		}
	}
	return results.map((result, index) => {
		if (!result.ok) return result;
		const rows = result.rows.filter((row) => owners.get(nameOf(row)) === index);
		return { ok: true, rows };
	});
}
