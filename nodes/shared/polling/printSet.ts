import { createHash } from 'crypto';

import type { Known } from './knownStatuses';

/** A message by its key. */
export interface KnownKey {
	readonly key: string;
	readonly known: Known;
}

/** How many bits of a print are kept: fewer the more there are. */
const MOST_BITS = 48;

/** Of 20,000 numbers one in 13,000 new ones is taken for a known one; with fewer bits a row of statuses serves better. */
const FEWEST_BITS = 28;

const MARK = '~';
const LETTERS: ReadonlyArray<readonly [string, Known]> = [
	['p', 'pending'],
	['q', 'queued'],
	['s', 'sent'],
	['f', 'final'],
];
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BITS_PER_DIGIT = 6;

export const isPrintSet = (packed: string): boolean => packed.startsWith(MARK);

function numberOf(key: string): number {
	return createHash('sha256')
		.update(key)
		.digest()
		.readUIntBE(0, MOST_BITS / 8);
}

const shortened = (number: number, from: number, to: number) =>
	Math.floor(number / 2 ** (from - to));

/** Numbers in order as the gaps between them (Golomb–Rice): the quotient as ones, a zero, and `rest` bits. */
function packNumbers(numbers: readonly number[], rest: number): string {
	let digits = '';
	let digit = 0;
	let filled = 0;
	function write(bit: number): void {
		digit = digit * 2 + bit;
		filled += 1;
		if (filled < BITS_PER_DIGIT) return;
		digits += DIGITS.charAt(digit);
		digit = filled = 0;
	}
	let last = 0;
	const step = 2 ** rest;
	for (const number of numbers) {
		const gap = number - last;
		last = number;
		for (let ones = Math.floor(gap / step); ones > 0; ones -= 1) write(1);
		write(0);
		for (let place = step / 2; place >= 1; place /= 2) write(Math.floor(gap / place) % 2);
	}
	while (filled > 0) write(0);
	return digits;
}

function unpackNumbers(digits: string, count: number, rest: number): number[] {
	let at = 0;
	function read(): number {
		const digit = DIGITS.indexOf(digits.charAt(Math.floor(at / BITS_PER_DIGIT)));
		const bit = (Math.max(0, digit) >> (BITS_PER_DIGIT - 1 - (at % BITS_PER_DIGIT))) & 1;
		at += 1;
		return bit;
	}
	const numbers: number[] = [];
	let last = 0;
	while (numbers.length < count && at < digits.length * BITS_PER_DIGIT) {
		let gap = 0;
		while (read() === 1) gap += 1;
		for (let bit = 0; bit < rest; bit += 1) gap = gap * 2 + read();
		last += gap;
		numbers.push(last);
	}
	return numbers;
}

/** What was kept: of each number how its messages stood, and of how many bits the numbers are. */
interface PrintSet {
	readonly bits: number;
	readonly byNumber: ReadonlyMap<number, readonly Known[]>;
}

function unpack(packed: string): PrintSet {
	const [head = '', ...groups] = packed.slice(MARK.length).split('.');
	const byNumber = new Map<number, Known[]>();
	for (const group of groups) {
		const [, letter, count = '', rest = '', digits = ''] =
			/^([pqsf])([0-9a-z]+),([0-9a-z]+),(.*)$/.exec(group) ?? [];
		const [, known] = LETTERS.find(([own]) => own === letter) ?? [];
		if (known === undefined) continue;
		for (const number of unpackNumbers(digits, parseInt(count, 36), parseInt(rest, 36))) {
			const own = byNumber.get(number);
			if (own === undefined) byNumber.set(number, [known]);
			else own.push(known);
		}
	}
	return { bits: parseInt(head, 36) || MOST_BITS, byNumber };
}

function pack(entries: ReadonlyArray<readonly [number, Known]>, bits: number): string {
	const groups = LETTERS.flatMap(([letter, known]) => {
		const numbers = entries
			.flatMap(([number, own]) => (own === known ? [number] : []))
			.sort((one, other) => one - other);
		if (numbers.length === 0) return [];
		const rest = Math.max(0, Math.round(Math.log2((2 ** bits / numbers.length) * Math.LN2)));
		return [
			`${letter}${numbers.length.toString(36)},${rest.toString(36)},${packNumbers(numbers, rest)}`,
		];
	});
	return [`${MARK}${bits.toString(36)}`, ...groups].join('.');
}

/** Which of the kept ones each key is; of several keys with one number, those that did not change come first. */
function match({ bits, byNumber }: PrintSet, present: readonly KnownKey[]) {
	const left = new Map([...byNumber].map(([number, known]) => [number, [...known]]));
	const previous = new Map<string, Known>();
	for (const isSame of [true, false]) {
		for (const { key, known } of present) {
			if (previous.has(key)) continue;
			const of = left.get(shortened(numberOf(key), MOST_BITS, bits)) ?? [];
			const at = isSame ? of.indexOf(known) : of.length - 1;
			const found = of[at];
			if (found === undefined) continue;
			of.splice(at, 1);
			previous.set(key, found);
		}
	}
	return { previous, left };
}

/** How the messages of the keys stood, of those that were known. */
export function recallPrints(
	packed: string,
	present: readonly KnownKey[],
): ReadonlyMap<string, Known> {
	return match(unpack(packed), present).previous;
}

/** How those stood that were there before and are missing now. */
export function missingPrints(packed: string, present: readonly KnownKey[]): readonly Known[] {
	return [...match(unpack(packed), present).left.values()].flat();
}

/**
 * Writes short prints of all keys, and of those that were there before and are missing now.
 *
 * @param before what was written before, in this form or in another
 * @param absentPrints 48 bits in base64url of what was written in another form, with how it stood
 * @param room in characters; undefined where it is too little for prints that tell enough
 */
export function packPrintSet(
	before: string,
	present: readonly KnownKey[],
	others: ReadonlyArray<readonly [string, Known]>,
	room: number,
): string | undefined {
	const kept = isPrintSet(before) ? unpack(before) : { bits: MOST_BITS, byNumber: new Map() };
	const { left } = match(kept, present);
	const numbers = new Set(present.map(({ key }) => numberOf(key)));
	const missing = [
		...[...left].flatMap(([number, all]) => all.map((known: Known) => [number, known] as const)),
		...others
			.map(([print, known]) => [Buffer.from(print, 'base64url').readUIntBE(0, 6), known] as const)
			.filter(([number]) => !numbers.has(number)),
	];
	for (let { bits } = kept; bits >= FEWEST_BITS; bits -= 1) {
		const count = present.length + missing.length;
		if ((count * (bits - Math.log2(count))) / BITS_PER_DIGIT > room) continue;
		const entries = [
			...present.map(
				({ key, known }) => [shortened(numberOf(key), MOST_BITS, bits), known] as const,
			),
			...missing.map(([number, known]) => [shortened(number, kept.bits, bits), known] as const),
		];
		const packed = pack(entries, bits);
		if (packed.length <= room) return packed;
	}
	return undefined;
}
