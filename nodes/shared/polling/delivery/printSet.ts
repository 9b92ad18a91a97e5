import { createHash } from 'crypto';

import { DIGITS } from '../../prints/fingerprint';

/** What is kept of a message: its status while that can change, else only that it cannot. */
export type Known = 'pending' | 'queued' | 'sent' | 'final';

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
	/** Of those whose short numbers are alike, by all their bits. */
	readonly byWhole: ReadonlyMap<number, readonly Known[]>;
}

function unpack(packed: string): PrintSet {
	const [head = '', ...groups] = packed.slice(MARK.length).split('.');
	const byNumber = new Map<number, Known[]>();
	const byWhole = new Map<number, Known[]>();
	for (const group of groups) {
		const [, letter, count = '', rest = '', digits = ''] =
			/^([pqsfPQSF])([0-9a-z]+),([0-9a-z]+),(.*)$/.exec(group) ?? [];
		const [, known] = LETTERS.find(([own]) => own === letter?.toLowerCase()) ?? [];
		if (known === undefined) continue;
		const numbered = letter === letter?.toLowerCase() ? byNumber : byWhole;
		for (const number of unpackNumbers(digits, parseInt(count, 36), parseInt(rest, 36))) {
			const own = numbered.get(number);
			if (own === undefined) numbered.set(number, [known]);
			else own.push(known);
		}
	}
	return { bits: parseInt(head, 36) || MOST_BITS, byNumber, byWhole };
}

type Entries = ReadonlyArray<readonly [number, Known]>;

function packGroups(entries: Entries, bits: number, isWhole: boolean): readonly string[] {
	return LETTERS.flatMap(([small, known]) => {
		const letter = isWhole ? small.toUpperCase() : small;
		const numbers = entries
			.flatMap(([number, own]) => (own === known ? [number] : []))
			.sort((one, other) => one - other);
		if (numbers.length === 0) return [];
		const rest = Math.max(0, Math.round(Math.log2((2 ** bits / numbers.length) * Math.LN2)));
		return [
			`${letter}${numbers.length.toString(36)},${rest.toString(36)},${packNumbers(numbers, rest)}`,
		];
	});
}

/** @param whole numbers of all bits, which those of them keep that are alike in fewer */
function pack(whole: Entries, short: Entries, bits: number): string {
	const counts = new Map<number, number>();
	const numberIn = (number: number) => shortened(number, MOST_BITS, bits);
	for (const number of [...whole.map(([own]) => numberIn(own)), ...short.map(([own]) => own)]) {
		counts.set(number, (counts.get(number) ?? 0) + 1);
	}
	const isAlone = ([number]: Entries[number]) => counts.get(numberIn(number)) === 1;
	const alone = whole.filter(isAlone).map(([number, known]) => [numberIn(number), known] as const);
	return [
		`${MARK}${bits.toString(36)}`,
		...packGroups([...alone, ...short], bits, false),
		...packGroups(
			whole.filter((entry) => !isAlone(entry)),
			MOST_BITS,
			true,
		),
	].join('.');
}

const copyOf = (numbered: ReadonlyMap<number, readonly Known[]>) =>
	new Map([...numbered].map(([number, known]) => [number, [...known]]));

/** Which of the kept ones each key is; of several keys with one number, those that did not change come first. */
function match({ bits, byNumber, byWhole }: PrintSet, present: readonly KnownKey[]) {
	const left = copyOf(byNumber);
	const wholeLeft = copyOf(byWhole);
	const previous = new Map<string, Known>();
	for (const isSame of [true, false]) {
		for (const { key, known } of present) {
			if (previous.has(key)) continue;
			const number = numberOf(key);
			const of = wholeLeft.get(number) ?? left.get(shortened(number, MOST_BITS, bits)) ?? [];
			const at = isSame ? of.indexOf(known) : of.length - 1;
			const found = of[at];
			if (found === undefined) continue;
			of.splice(at, 1);
			previous.set(key, found);
		}
	}
	// Of two that have ended where one was known to, nothing tells which: both come rather than none.
	const shortOf = (key: string) => shortened(numberOf(key), MOST_BITS, bits);
	const contested = new Set(
		present.flatMap(({ key, known }) =>
			known === 'final' && !previous.has(key) && byNumber.has(shortOf(key)) ? shortOf(key) : [],
		),
	);
	for (const [key, known] of contested.size === 0 ? [] : [...previous]) {
		if (known === 'final' && contested.has(shortOf(key))) previous.delete(key);
	}
	return { previous, left, wholeLeft };
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
	const { left, wholeLeft } = match(unpack(packed), present);
	return [...left.values(), ...wholeLeft.values()].flat();
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
	const kept: PrintSet = isPrintSet(before)
		? unpack(before)
		: { bits: MOST_BITS, byNumber: new Map(), byWhole: new Map() };
	const { left, wholeLeft } = match(kept, present);
	const numbers = new Set(present.map(({ key }) => numberOf(key)));
	const listed = (numbered: ReadonlyMap<number, readonly Known[]>): Entries =>
		[...numbered].flatMap(([number, all]) => all.map((known) => [number, known] as const));
	const missing = listed(left);
	const whole: Entries = [
		...present.map(({ key, known }) => [numberOf(key), known] as const),
		...listed(wholeLeft),
		...others
			.map(([print, known]) => [Buffer.from(print, 'base64url').readUIntBE(0, 6), known] as const)
			.filter(([number]) => !numbers.has(number)),
	];
	for (let { bits } = kept; bits >= FEWEST_BITS; bits -= 1) {
		const count = whole.length + missing.length;
		if ((count * (bits - Math.log2(count))) / BITS_PER_DIGIT > room) continue;
		const short = missing.map(
			([number, known]) => [shortened(number, kept.bits, bits), known] as const,
		);
		const packed = pack(whole, short, bits);
		if (packed.length <= room) return packed;
	}
	return undefined;
}
