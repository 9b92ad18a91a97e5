import { numberTail } from '../sms/numberTail';
import type { NumberPlan } from '../sms/phoneNumber';
import { splitPhoneNumbers } from '../sms/phoneNumberList';

/** What people and nodes call the field with the number of whom a message goes to, in letters alone. */
const NAMES: ReadonlySet<string> = new Set([
	...['recipient', 'recipients', 'to', 'mobile', 'mobiles', 'mobilenumber', 'mobilenumbers'],
	...['mobilephone', 'cell', 'cellphone', 'phone', 'phones', 'phonenumber', 'phonenumbers'],
	...['telephone', 'tel', 'msisdn', 'gsm', 'number', 'numbers'],
	...['telefon', 'telefonno', 'telefonnumarası', 'cep', 'ceptelefonu', 'cepno', 'numara'],
	...['موبایل', 'شماره', 'شمارهموبایل', 'شمارهتلفن', 'شمارههمراه', 'تلفن', 'تلفنهمراه', 'همراه'],
	...['جوال', 'الجوال', 'رقمالجوال', 'هاتف', 'الهاتف', 'رقمالهاتف'],
]);

/** Of a send: whom nothing went to, and what the provider said. */
const NOT_REACHED = new Set(['invalidRecipients', 'redirectedFrom', 'raw', 'details']);

const NO_LETTER = /[^\p{L}]/gu;
const isRecipientName = (name: string) => NAMES.has(name.replace(NO_LETTER, '').toLowerCase());

/** Say `body.customer.mobile`. */
const MAX_DEPTH = 3;

const PLAUSIBLE = /^\+?[\d\s().-]{8,30}$/;
const MIN_DIGITS = 8;

interface Found {
	readonly plan: NumberPlan;
	readonly own: Set<string>;
	readonly others: Set<string>;
}

const isPlain = (value: unknown): value is string | number =>
	typeof value === 'string' || typeof value === 'number';

function note(value: unknown, isOwn: boolean, { plan, own, others }: Found): void {
	const values: unknown[] = Array.isArray(value) ? value : [value];
	const written = values.filter(isPlain).map(String);
	const numbers = isOwn
		? written.flatMap((text) => splitPhoneNumbers(text, plan))
		: written.filter((text) => PLAUSIBLE.test(text));
	for (const number of numbers) {
		const tail = numberTail(number);
		if (tail.length >= MIN_DIGITS) (isOwn ? own : others).add(tail);
	}
}

function walk(json: object, depth: number, found: Found): void {
	for (const [name, value] of Object.entries(json)) {
		if (NOT_REACHED.has(name)) continue;
		const isInner = typeof value === 'object' && value !== null && !Array.isArray(value);
		if (!isInner) note(value, isRecipientName(name), found);
		else if (depth < MAX_DEPTH) walk(value, depth + 1, found);
	}
}

/**
 * The numbers that an item names, as `numberTail` writes them: those of fields that are called as a
 * recipient is, else of any field that looks like a number. Few of the latter are numbers of people, so
 * they are for comparing with known ones alone.
 */
export function namedNumbers(json: object, plan: NumberPlan): ReadonlySet<string> {
	const found: Found = { plan, own: new Set(), others: new Set() };
	walk(json, 1, found);
	return found.own.size > 0 ? found.own : found.others;
}
