import { DIGITS, fingerprint } from '../../prints/fingerprint';
import type { DeliveryStatus } from '../../sms/delivery';
import type { Known } from './printSet';
import { isPrintSet, missingPrints, packPrintSet, recallPrints } from './printSet';

/** One message of those that are watched under one id. */
export interface Keyed {
	/** Tells it from the others under the same id; empty where it is the only one. */
	readonly key: string;
	readonly status: DeliveryStatus;
}

/** Makes the keys of messages that come in the same order each time: several can go to one recipient. */
export function numbering(): (recipient: string) => string {
	const counts = new Map<string, number>();
	return (recipient) => {
		const count = (counts.get(recipient) ?? 0) + 1;
		counts.set(recipient, count);
		return `${recipient} ${count}`;
	};
}

const LETTERS = { pending: 'p', queued: 'q', sent: 's', final: 'f' } as const;
const NAMES: Readonly<Record<string, Known>> = {
	p: 'pending',
	q: 'queued',
	s: 'sent',
	f: 'final',
};

function knownOf({ status }: Keyed): Known {
	return status === 'pending' || status === 'queued' || status === 'sent' ? status : 'final';
}

/** The key of a row that stands for all messages of an id until they are listed. */
export const WHOLE = 'group';

/** Nothing is known yet. */
export const UNSEEN = '-';

/** Prints tell new messages from known ones, whatever comes and goes; for more there is no room. */
export const MAX_PRINTED = 1_000;

const PRINT_LENGTH = 8;

/** 48 bits, in 8 letters. */
export function printOf(text: string): string {
	return fingerprint(text, PRINT_LENGTH);
}

/** The prints of each status: `p…….f…` */
function packPrints(byPrint: ReadonlyMap<string, Known>): string {
	const groups = Object.values(NAMES).flatMap((name) => {
		const prints = [...byPrint].flatMap(([print, known]) => (known === name ? [print] : []));
		return prints.length === 0 ? [] : [LETTERS[name] + prints.sort().join('')];
	});
	return `=${groups.join('.')}`;
}

function unpackPrints(packed: string): Map<string, Known> {
	const byPrint = new Map<string, Known>();
	if (!packed.startsWith('=')) return byPrint;
	for (const group of packed.slice(1).split('.')) {
		const known = NAMES[group.charAt(0)];
		for (let at = 1; known !== undefined && at < group.length; at += PRINT_LENGTH) {
			byPrint.set(group.slice(at, at + PRINT_LENGTH), known);
		}
	}
	return byPrint;
}

const ORDER: readonly Known[] = ['pending', 'queued', 'sent', 'final'];
const PER_DIGIT = 3;

/** Three statuses a letter, a run of equal letters as the letter and its length: `A(5k)`. */
function packRow(row: readonly Known[]): string {
	let digits = '';
	for (let at = 0; at < row.length; at += PER_DIGIT) {
		const [a, b = a, c = b] = row.slice(at, at + PER_DIGIT).map((known) => ORDER.indexOf(known));
		digits += DIGITS.charAt((a ?? 0) * 16 + (b ?? 0) * 4 + (c ?? 0));
	}
	return digits.replace(
		/(.)\1{4,}/g,
		(run: string, digit: string) => `${digit}(${run.length.toString(36)})`,
	);
}

function unpackRow(packed: string): Known[] {
	const digits = packed.replace(/(.)\(([0-9a-z]{1,5})\)/g, (_, digit: string, count: string) =>
		digit.repeat(parseInt(count, 36)),
	);
	return [...digits].flatMap((digit) => {
		const value = Math.max(0, DIGITS.indexOf(digit));
		return [value >> 4, (value >> 2) & 3, value & 3].map((place) => ORDER[place] ?? 'pending');
	});
}

const printOfAll = (sorted: readonly string[]) => printOf(sorted.join('\n'));

/** What was known of each key. */
export interface Recalled {
	previousOf(key: string): Known | undefined;
	/** False where other keys than before came, of which nothing tells which were there, nor how they stood. */
	readonly isSure: boolean;
}

/**
 * Reads what `packKnown` wrote.
 *
 * @param messages all that the provider has now, in any order
 */
export function recallKnown(packed: string, messages: readonly Keyed[]): Recalled {
	if (packed.startsWith('=')) {
		const byPrint = unpackPrints(packed);
		return { isSure: true, previousOf: (key) => byPrint.get(printOf(key)) };
	}
	if (isPrintSet(packed)) {
		const previous = recallPrints(
			packed,
			messages.map((message) => ({ key: message.key, known: knownOf(message) })),
		);
		return { isSure: true, previousOf: (key) => previous.get(key) };
	}
	if (packed.startsWith('#')) {
		const sorted = messages.map(({ key }) => key).sort();
		const row = unpackRow(packed.slice(1 + PRINT_LENGTH));
		const [first] = row;
		if (packed.slice(1, 1 + PRINT_LENGTH) === printOfAll(sorted)) {
			const places = new Map(sorted.map((key, place) => [key, row[place]]));
			return { isSure: true, previousOf: (key) => places.get(key) };
		}
		// Where all were alike and still under way, those that are there were so too.
		const alike = first !== 'final' && row.every((known) => known === first);
		return { isSure: alike, previousOf: () => (alike ? first : undefined) };
	}
	return { isSure: true, previousOf: () => NAMES[packed] };
}

/**
 * Writes what is known of all messages under one id: one letter for a single message; prints, 8 letters
 * each, of at most 1,000; of more, shorter prints as far as there is room, and else the statuses alone,
 * in the order of the keys, at most a letter for three.
 *
 * @param before what was written before: of prints that are missing now, since they may come back
 * @param room for what is written, in characters
 */
export function packKnown(before: string, messages: readonly Keyed[], room: number): string {
	const [first] = messages;
	if (first === undefined) return before;
	if (messages.length === 1 && first.key === '') return LETTERS[knownOf(first)];
	const isPrinted = before === UNSEEN || before.startsWith('=');
	const byPrint = unpackPrints(before);
	if (isPrinted) {
		for (const message of messages) byPrint.set(printOf(message.key), knownOf(message));
		if (byPrint.size <= MAX_PRINTED) return packPrints(byPrint);
	}
	const present = messages.map((message) => ({ key: message.key, known: knownOf(message) }));
	const absent = isPrinted ? [...unpackPrints(before)] : [];
	const set = packPrintSet(before, present, absent, room);
	if (set !== undefined) return set;
	const sorted = [...messages].sort((one, other) => (one.key < other.key ? -1 : 1));
	return `#${printOfAll(sorted.map(({ key }) => key))}${packRow(sorted.map(knownOf))}`;
}

/** Whether messages that were still under way are missing now: they may come back. */
export function missesOpen(before: string, messages: readonly Keyed[]): boolean {
	const present = messages.map((message) => ({ key: message.key, known: knownOf(message) }));
	const missing = isPrintSet(before)
		? missingPrints(before, [...present, { key: WHOLE, known: 'pending' }])
		: missingOf(unpackPrints(before), [...present.map(({ key }) => key), WHOLE]);
	return missing.some((known) => known !== 'final');
}

function missingOf(byPrint: Map<string, Known>, keys: readonly string[]): readonly Known[] {
	for (const key of keys) byPrint.delete(printOf(key));
	return [...byPrint.values()];
}
