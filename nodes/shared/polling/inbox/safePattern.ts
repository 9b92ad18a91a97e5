import { FOLDED_LETTERS, foldForms, foldLetters } from '../../sms/foldedText';

/** How many characters of a text a pattern looks at: what it costs grows with a power of this. */
export const MATCHED_LENGTH = 500;

/** Steps that one match may take in the worst case: about a second. */
const MAX_STEPS = 2e8;

/** A regular expression for folded texts, or why it is none: clauses without a final period. */
export type SafePattern =
	| { readonly ok: true; readonly pattern: RegExp }
	| { readonly ok: false; readonly reason: string; readonly whatToDo: string };

const TOKEN =
	/\\(?:k<[^>]*>|[1-9]\d*|[^])|\[(?:\\[^]|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<[^>]*>))?|[)|]|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/g;

/** What a group holds, as far as it multiplies the ways in which it can match. */
interface Group {
	branches: number;
	repeats: boolean;
}

/** How often a quantifier lets its atom match, at least and at most. */
function boundsOf(token: string): { readonly min: number; readonly max: number } | undefined {
	if (/^[*+?]/.test(token)) {
		return { min: token.startsWith('+') ? 1 : 0, max: token.startsWith('?') ? 1 : Infinity };
	}
	const [, min, comma, max] = /^\{(\d+)(,?)(\d*)\}/.exec(token) ?? [];
	if (min === undefined) return undefined;
	if (comma === '') return { min: Number(min), max: Number(min) };
	return { min: Number(min), max: max === '' ? Infinity : Number(max) };
}

const factorial = (count: number): number => (count <= 1 ? 1 : count * factorial(count - 1));

/** Why a pattern could take too long, or undefined. Careful: it refuses some that would do. */
function whySlow(tokens: readonly string[]): string | undefined {
	const whole: Group = { branches: 1, repeats: false };
	const groups = [whole];
	let closed: Group | undefined;
	let unbounded = 0;
	let ways = 1;
	for (const token of tokens) {
		const open = groups.at(-1) ?? whole;
		const bounds = boundsOf(token);
		if (/^\\(?:k<|[1-9])/.test(token)) return 'refers back to what it matched before';
		if (bounds !== undefined) {
			if (bounds.max > 1 && closed && (closed.repeats || closed.branches > 1)) {
				return 'repeats a group that itself has a repetition or a choice in it';
			}
			if (bounds.max === Infinity) unbounded += 1;
			else ways *= bounds.max - bounds.min + 1;
			open.repeats = true;
		} else if (token === '|') {
			open.branches += 1;
		} else if (token === ')') {
			groups.pop();
			const outer = groups.at(-1) ?? whole;
			outer.repeats ||= open.repeats || open.branches > 1;
			ways *= open.branches;
		} else if (token.startsWith('(')) {
			groups.push({ branches: 1, repeats: false });
		}
		closed = token === ')' ? open : undefined;
	}
	const isAnchored = tokens[0] === '^' && whole.branches === 1;
	const power = unbounded + (isAnchored ? 0 : 1);
	const steps = (MATCHED_LENGTH ** power / factorial(power)) * ways * whole.branches;
	return steps > MAX_STEPS ? 'has too many repetitions' : undefined;
}

/** A class of characters whose ranges also take in the folded forms of the letters in them. */
function foldClass(token: string): string {
	const inside = token.slice(0, -1);
	const added = [...inside.matchAll(/([^\\])-([^\\])/g)].flatMap(([, first = '', last = '']) =>
		FOLDED_LETTERS.filter((letter) => first <= letter && letter <= last).map(foldLetters),
	);
	const singles = inside.replace(/(?<!-)[يىك](?!-)/g, foldLetters);
	return `${singles}${added.join('')}]`;
}

function foldToken(token: string): string {
	return token.startsWith('[') ? foldClass(token) : foldLetters(token);
}

function isPattern(source: string): boolean {
	try {
		return new RegExp(source) instanceof RegExp;
	} catch {
		return false;
	}
}

/**
 * Makes a pattern that a user wrote into one for folded texts, without regard to case. JavaScript gives
 * a match no time limit, so a pattern that could take exponential time is refused, and so is one that
 * would take long on a text of `MATCHED_LENGTH` characters.
 */
export function safePattern(written: string): SafePattern {
	const source = foldForms(written);
	const tokens = source.match(TOKEN) ?? [];
	if (tokens.some((token) => /^\\[pP]/.test(token))) {
		return {
			ok: false,
			reason: 'has a class of letters (\\p) that is not supported here',
			whatToDo: 'Write the letters as a range, such as [آ-ی] or [a-z]',
		};
	}
	const pattern = isPattern(source) ? new RegExp(tokens.map(foldToken).join(''), 'i') : undefined;
	if (pattern === undefined) {
		return {
			ok: false,
			reason: 'is not a regular expression',
			whatToDo: 'Correct the pattern; close its brackets, and write \\ before a sign that is meant',
		};
	}
	const reason = whySlow(tokens);
	if (reason === undefined) return { ok: true, pattern };
	return {
		ok: false,
		reason: `${reason}, so it could keep n8n busy for minutes`,
		whatToDo: 'Write a simpler pattern, with at most two * or +, such as ^(yes|بله)$ or \\d{4,6}',
	};
}
