import { toLatinDigits, withoutUnseen } from './digits';
import {
	plainForm,
	readPlainForm,
	WRITTEN_DECIMAL,
	type NumberPlan,
	type Reading,
} from './phoneNumber';

/** What a parameter that takes many values can hold. */
export type ListInput = string | number | readonly unknown[];

function textOf(entry: unknown): string {
	if (typeof entry === 'string') return entry;
	if (entry === undefined || entry === null) return '';
	// An object or a function is no value; what it is, in one word, is what the refusal then names.
	if (typeof entry === 'object' || typeof entry === 'function') return `(${typeof entry})`;
	return String(entry);
}

function textsOf(input: ListInput): string[] {
	return typeof input === 'object' ? input.flat().map(textOf) : [textOf(input)];
}

/** Signs between the entries of a list that may have spaces in them. */
const PHRASE_SEPARATORS = /[,،;؛，；、|｜\t\n\v\f\r\u0085\u2028\u2029]+/;

/**
 * The values of a text with commas, semicolons (Latin, Persian or fullwidth), spaces or lines between
 * them, or of an array (of texts or numbers, nested at most once, its texts split likewise). Values
 * stay as they are; order and duplicates are kept, empty ones dropped.
 */
export function splitList(input: ListInput): string[] {
	return textsOf(input)
		.flatMap((text) => text.split(/[\s,،;؛，；]+/))
		.filter((value) => value !== '');
}

/**
 * The phrases of a text with commas, semicolons, bars or lines between them, or of an array (of texts or
 * numbers, nested at most once, its texts split likewise), without the spaces around each. Order and
 * duplicates are kept, empty ones dropped.
 */
export function splitPhrases(input: ListInput): string[] {
	return textsOf(input)
		.flatMap((text) => text.split(PHRASE_SEPARATORS))
		.map((phrase) => phrase.trim())
		.filter((phrase) => phrase !== '');
}

interface Token {
	text: string;
	/** undefined: has letters or other junk in it */
	plain: string | undefined;
	/** what it is on its own; undefined: no number */
	alone: Reading | undefined;
}

/** The shortest numbers that we know, Turkish 444 numbers, have 7 digits. */
const MIN_DIGITS = 7;

/** `00`, 15 digits and a national 0 after the country code: no written number has more. */
const MAX_DIGITS = 18;

/** Tokens that make no number are shown as one where they could be one that lacks digits. */
const MAX_DIGITS_LACKING = 12;

/*
 * What a group of tokens costs as one number. Whatever is no number costs most, and a number without
 * country code that we cannot check (`966 50 …`) only just less, so that it is believed where nothing
 * better explains its tokens, but not at the price of a mobile number beside it.
 */
const COST = { mobile: 0, withPrefix: 1, bare: 99, junk: 100 } as const;

const readEnough = (plain: string, plan: NumberPlan) =>
	plain.length < MIN_DIGITS ? undefined : readPlainForm(plain, plan);

const isHomeMobile = (reading: Reading | undefined) =>
	reading?.ok === true && reading.country !== 'other';

/**
 * Whether a number is over. Ten digits that begin with 98 are a mobile number in Iran, but also what
 * `98 911 217 08 48` has before its last group.
 */
const isFinished = (plain: string | undefined, reading: Reading | undefined) =>
	isHomeMobile(reading) && !/^98\d{8}$/.test(plain ?? '');

const hasPrefix = (plain: string) => plain.startsWith('+') || plain.startsWith('00');

/** Whether a mobile number behind these digits belongs to them; before a 0 only `+` or `00` says so. */
function isCountryCode(plain: string, mustHavePrefix: boolean): boolean {
	return /^(?:\+|00)\d{1,3}$/.test(plain) || (!mustHavePrefix && /^\d{1,3}$/.test(plain));
}

/**
 * `90 532 123 45 67` begins like an Iranian number of four groups; the digits that it leaves over say
 * that it is another one.
 */
const isCutShort = (first: Token, next: Token | undefined) =>
	/^9\d?$/.test(first.plain ?? '') && /^[1-9]\d{0,3}$/.test(next?.plain ?? '');

function costAlone({ alone }: Token): number {
	if (isHomeMobile(alone)) return COST.mobile;
	return alone?.ok || alone?.complete ? COST.withPrefix : COST.junk;
}

function costTogether(plain: string, reading: Reading | undefined): number {
	if (isHomeMobile(reading)) return COST.mobile;
	if (reading?.ok || reading?.complete) return hasPrefix(plain) ? COST.withPrefix : COST.bare;
	return plain.length <= MAX_DIGITS_LACKING ? COST.junk : Infinity;
}

/**
 * Groups tokens into numbers so that the least is left over, in one pass from the last token to the
 * first. A number ends where a complete one stands or a new one begins; but `+91 9112170848` is never
 * taken apart, or a stranger's `9112170848` would get the message.
 */
function groupTokens(tokens: readonly Token[], plan: NumberPlan): string[] {
	const best = new Float64Array(tokens.length + 1);
	const endOf = new Uint32Array(tokens.length);
	/** 1 where a mobile number begins with its national 0 or its prefix */
	const opensMobile = new Uint8Array(tokens.length);

	for (let start = tokens.length - 1; start >= 0; start--) {
		const first = tokens[start];
		if (first === undefined) continue;
		best[start] = costAlone(first) + (best[start + 1] ?? 0);
		endOf[start] = start + 1;
		if (isHomeMobile(first.alone) && first.plain?.startsWith('0')) opensMobile[start] = 1;

		let plain = first.plain;
		let crossed = false;
		for (let end = start + 1; end < tokens.length; end++) {
			const previous = tokens[end - 1];
			const token = tokens[end];
			if (plain === undefined || isFinished(previous?.plain, previous?.alone)) break;
			if (token?.plain === undefined || token.plain.startsWith('+')) break;
			if (opensMobile[end] === 1 || isHomeMobile(token.alone)) {
				crossed ||= !isCountryCode(plain, opensMobile[end] === 1);
			}
			plain += token.plain;
			if (plain.length > MAX_DIGITS) break;

			const reading = readEnough(plain, plan);
			const cost =
				plan === 'iran' && plain.length === 10 && isCutShort(first, tokens[end + 1])
					? Infinity
					: costTogether(plain, reading);
			const total = cost + (best[end + 1] ?? 0);
			const least = best[start] ?? Infinity;
			// What takes a number apart that says where it begins has to say so too, or explain more.
			const isSaid = !crossed || /^(?:[0+]|9[08]\d{10}$)/.test(plain);
			if ((!crossed || cost === COST.mobile) && (isSaid ? total <= least : total < least)) {
				best[start] = total;
				endOf[start] = end + 1;
			}
			if (cost === COST.mobile && plain.startsWith('0')) opensMobile[start] = 1;
			if (cost !== Infinity && isFinished(plain, reading)) break;
		}
	}

	const groups: Token[] = [];
	for (let start = 0; start < tokens.length;) {
		const end = endOf[start] ?? tokens.length;
		const group = tokens.slice(start, end);
		const [first] = group;
		if (first !== undefined && group.length === 1) groups.push(first);
		else {
			const text = group.map((token) => token.text).join(' ');
			const plain = plainForm(text);
			groups.push({ text, plain, alone: readEnough(plain ?? '', plan) });
		}
		start = end;
	}
	return withoutLending(groups);
}

/** A number that could go on: digits of its own may stand in what comes behind it. */
const isOpen = ({ plain, alone }: Token) => alone?.ok === true && !isFinished(plain, alone);

const isJunk = ({ plain = '', alone }: Token) =>
	alone?.ok !== true && (alone?.complete !== true || !/^[0+]/.test(plain));

const isJunkWithDigits = ({ text, plain }: Token) => plain === undefined && /\p{Nd}/u.test(text);

/** A number that does not say where it begins: digits of its own may stand in what comes before it. */
const isBare = ({ plain = '', alone }: Token) =>
	alone?.ok === true && !/^[0+]/.test(plain) && plain.length <= 10;

/**
 * The texts of groups. What junk has of a number's digits nobody knows: `98904 782 48` before `12x` is
 * not a stranger's `0989 047 8248`. Both are one entry then, for a refusal to name.
 */
function withoutLending(groups: readonly Token[]): string[] {
	const texts: string[] = [];
	let previous: Token | undefined;
	for (const group of groups) {
		const isLent =
			previous !== undefined &&
			((isOpen(previous) && isJunk(group)) || (isJunkWithDigits(previous) && isBare(group)));
		texts.push(isLent ? `${texts.pop() ?? ''} ${group.text}` : group.text);
		previous = group;
	}
	return texts;
}

/** A byte order mark is a space to JavaScript, and nothing to whoever sees it. */
const SPACES = /[^\S\ufeff]+/;

/** `1. `, `1) ` and `#1 ` before a number; `(1)` and `1 -` could as well be a country code. */
const COUNTER = /^\s*(?:\d{1,5}[.)]|#\d{1,5}[.):]?)\s+(.+)$/s;

/** Signs that stand inside numbers as a rule, but now and then between two of them. */
const WITHIN: readonly RegExp[] = [/[·．.]/, /[\p{Pd}\u2212]/u, /[_＿]/, /[()（）]/, /['"‘’“”[\]]/];

/** Whether a text is one number that nothing has to be known of its neighbours for. */
function isWholeNumber(text: string, plan: NumberPlan): boolean {
	const plain = plainForm(text);
	if (plain === undefined || plain === '') return false;
	const reading = readPlainForm(plain, plan);
	return isHomeMobile(reading) || (reading.ok && hasPrefix(plain));
}

function splitAtSpaces(piece: string, plan: NumberPlan): string[] {
	const text = piece.trim();
	if (withoutUnseen(text).trim() === '') return [];
	if (isWholeNumber(text, plan)) return [text];
	const [, counted] = COUNTER.exec(toLatinDigits(withoutUnseen(text))) ?? [];
	if (counted !== undefined && isWholeNumber(counted, plan)) return [counted];
	const piecesAt = (sign: RegExp) => text.split(sign).map((one) => one.trim());
	const parts = piecesAt(/[/／⁄\\]/);
	if (parts.length > 1) {
		// Each in full, or nobody knows whose the digits are.
		return parts.every((part) => isWholeNumber(part, plan)) ? parts : [text];
	}
	const whole = WITHIN.map(piecesAt).find(
		(pieces) => pieces.length > 1 && pieces.every((one) => isWholeNumber(one, plan)),
	);
	if (whole !== undefined) return whole;
	if (!SPACES.test(text)) return [text];
	const tokens = text.split(SPACES).flatMap((word): Token[] => {
		const plain = plainForm(word);
		if (plain === '') return [];
		return [{ text: word, plain, alone: readEnough(plain ?? '', plan) }];
	});
	return tokens.length === 0 ? [text] : groupTokens(tokens, plan);
}

/**
 * What stands between two numbers, never inside one: commas, semicolons, bars, bullets and ends of lines
 * of all scripts. A star is a bullet where it stands alone.
 */
const SEPARATORS =
	/[,،;؛\u037e，；､、﹐﹑﹔︐︑︔⸲⸴⹁‚|｜¦‖∣∥│┃║︱︳￨❘⏐•●▪‣◦⁃∙⋅・･‧▸►▶■□◆◇○★☆✓✔→⇒\t\n\v\f\r\u0085\p{Zl}\p{Zp}]+|(?<!\S)\*(?!\S)/u;

/**
 * The numbers of a text with commas, semicolons, tabs, lines or spaces between them, or of an array
 * (of texts or numbers, nested at most once, its texts split likewise), each as it was written, for
 * `parsePhoneNumber` to read. Spaces inside a number stay inside it (`0912 345 67 89 0913 …` is two
 * numbers); what is no number stays in the list, so that it can be refused by name. Order and
 * duplicates are kept, empty values dropped. Time grows linearly: 50,000 numbers take well under a second.
 */
export function splitPhoneNumbers(input: ListInput, plan: NumberPlan): string[] {
	if (typeof input === 'string' && /^\+?\d+$/.test(input)) return [input];
	return textsOf(input)
		.flatMap((text) => text.replace(WRITTEN_DECIMAL, '$1').split(SEPARATORS))
		.flatMap((piece) => splitAtSpaces(piece, plan));
}
