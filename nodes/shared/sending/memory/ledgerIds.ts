import type { IDataObject } from 'n8n-workflow';

/**
 * One output field over the accepted messages of a request: a value that all of them have, numbers as
 * the first one and the steps to the next, or all values.
 */
type Column =
	| readonly ['all', IDataObject[string]]
	| readonly ['steps', string]
	| readonly ['each', ReadonlyArray<IDataObject[string]>];

const WHOLE_NUMBER = /^(0|[1-9]\d*)$/;

function columnOf(values: ReadonlyArray<IDataObject[string]>): Column {
	const [first] = values;
	if (values.every((value) => value === first)) return ['all', first];
	const numbers = values.flatMap((value) =>
		typeof value === 'string' && WHOLE_NUMBER.test(value) ? [BigInt(value)] : [],
	);
	if (numbers.length < values.length) return ['each', values];
	const steps = numbers.map((number, index) => number - (numbers[index - 1] ?? 0n));
	return ['steps', steps.join()];
}

function valuesOf(column: Column, count: number): ReadonlyArray<IDataObject[string]> {
	if (column[0] === 'all') return Array.from({ length: count }, () => column[1]);
	if (column[0] === 'each') return column[1];
	let number = 0n;
	return column[1].split(',').map((step) => String((number += BigInt(step))));
}

/**
 * Writes the ids of one request after another in little space: by field, and a field of one value only
 * where it changes. What one request wrote is needed to read the next, so both go through one object.
 */
export function idsColumns() {
	const unchanged = new Map<string, string>();

	/** Answers whether the column has to be written. */
	function note(name: string, column: Column): boolean {
		const written = JSON.stringify(column);
		if (unchanged.get(name) === written) return false;
		if (column[0] === 'all') unchanged.set(name, written);
		else unchanged.delete(name);
		return true;
	}

	return {
		pack(ids: readonly IDataObject[]): string {
			const names = new Set([...unchanged.keys(), ...ids.flatMap((entry) => Object.keys(entry))]);
			const written: Record<string, Column> = {};
			for (const name of names) {
				const column = columnOf(ids.map((entry) => entry[name] ?? null));
				if (note(name, column)) written[name] = column;
			}
			return JSON.stringify(written);
		},
		/** The ids of `count` messages. A field that is null is left out. */
		unpack(packed: string, count: number): IDataObject[] {
			const written: Record<string, Column> = JSON.parse(packed);
			for (const [name, column] of Object.entries(written)) note(name, column);
			const all = new Map(Object.entries(written));
			for (const [name, column] of unchanged) all.set(name, JSON.parse(column));
			const ids = Array.from({ length: count }, (): IDataObject => ({}));
			for (const [name, column] of all) {
				const values = valuesOf(column, count);
				for (const [index, entry] of ids.entries()) {
					const value = values[index];
					if (value !== null && value !== undefined) entry[name] = value;
				}
			}
			return ids;
		},
	};
}
