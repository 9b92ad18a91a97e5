import type { z } from 'zod';

import type { Answer, Fault } from '../../shared/faults/faults';
import {
	entryOf,
	tableFault,
	undescribedCodeFault,
	unreadableFault,
} from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { LONGEST_ANSWER, readJson } from '../../shared/http/json';
import { flattened, levelsOf, saidIn, without } from './levels';
import { parsePhpArray } from './phpArray';
import { DONE_CODES, RESULT_CODES } from './resultCodes';
import { textOf } from './schemas';

const CODE_FIELDS = ['result_code', 'sms_status_code', 'status_code'];
/** In the answer to a question the third one tells of the message, not of the question. */
const CALL_CODE_FIELDS = ['result_code', 'status_code'];
const ID_FIELDS = ['sms_id', 'rapor_id'];

/** What no code is longer than: behind it a text shows that it goes on. */
const LONGEST_CODE = 100;

/** A code as it goes into texts: one that no table has can be anything, the API key included. */
function shown(door: HttpDoor, code: string): string {
	const isKnown = isFault(code) || isDone(code);
	const washed = isKnown ? code : door.washText(code);
	return washed.length > LONGEST_CODE ? `${washed.slice(0, LONGEST_CODE)}…` : washed;
}

/** Fields of an answer that are words, whatever stands in them. */
const WORDS =
	/message|text|status$|verification_status$|api_key|account_name|operator|country|name|title/i;
/** Numbers, times and codes: washing them would destroy an id that has the key in it by chance. */
const DATA = /^\s*(?:ts-)?[\d.,:+/ -]{1,40}$/i;

/** Washes what goes out as words, and leaves ids, codes, numbers and times as the service wrote them. */
function washWords(door: HttpDoor, value: unknown, name = ''): unknown {
	if (typeof value === 'string') {
		return DATA.test(value) && !WORDS.test(name) ? value : door.washText(value);
	}
	if (typeof value === 'number') return WORDS.test(name) ? door.wash(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => washWords(door, entry, name));
	return Object.fromEntries(
		Object.entries(value).map(([field, entry]) => [field, washWords(door, entry, field)]),
	);
}

interface Said {
	readonly levels: readonly object[];
	readonly status: number;
	readonly sends: boolean;
	/** The provider's own words. */
	readonly words?: string;
}

/** `true`, `"true"`, `1` and `"1"` are success; all else is not, the truthy text `"false"` included. */
function isSuccess(result: unknown): boolean {
	return /^(true|1)$/i.test(String(result).trim());
}

/** The codes of an answer, each once; what is no text at all comes as JSON, which no table has. */
function codesOf(levels: readonly object[], fields: readonly string[]): string[] {
	const codes = fields
		.flatMap((field) => saidIn(levels, field))
		.map((code) => (textOf(code) ?? JSON.stringify(code)).trim());
	return [...new Set(codes.map((code) => (/^ts-\d+$/i.test(code) ? code.toUpperCase() : code)))];
}

const isFault = (code: string): boolean => entryOf(RESULT_CODES, code) !== undefined;
const isDone = (code: string): boolean => entryOf(DONE_CODES, code) !== undefined;

function named(door: HttpDoor, codes: readonly string[]): string {
	const meaningOf = (code: string) =>
		entryOf(RESULT_CODES, code)?.meaning ?? entryOf(DONE_CODES, code) ?? 'not described';
	return codes.map((code) => `${shown(door, code)} (${meaningOf(code)})`).join(' and ');
}

/**
 * What speaks against an answer that calls itself a success. To a send only codes agree with it that
 * are known to be no fault; to a question all that are not known to be one.
 */
function doubtOf(door: HttpDoor, { levels, status, sends }: Said): string | undefined {
	const against = sends
		? codesOf(levels, CODE_FIELDS).filter((code) => !isDone(code))
		: codesOf(levels, CALL_CODE_FIELDS).filter(isFault);
	if (against.length > 0) return `a contradiction: success, but code ${named(door, against)}`;
	if (status >= 400) return `a contradiction: success, but HTTP status ${status}`;
	const twice = ID_FIELDS.filter((field) => new Set(saidIn(levels, field).map(String)).size > 1);
	return twice.length > 0 ? `a contradiction: two values of ${twice.join(' and ')}` : undefined;
}

/** Of an answer that contradicts itself or proves nothing: on a send the outcome is unknown. */
function doubtfulFault(door: HttpDoor, found: string, { sends, words }: Said): Fault {
	const { provider } = door;
	const entry = {
		meaning: `${provider} answered with ${found}`,
		whatToDo: sends
			? `Check whether the message arrived, or ask ${provider}, before you send it again`
			: `Try again later; if it stays so, ask ${provider}`,
		httpCode: 502,
		mayHaveBeenSent: true,
	} as const;
	return tableFault(door, entry, { code: 'unreadable-answer', providerMessage: words, sends });
}

/** The fault of an answer that is no success; undefined where it names no code. */
function faultOf(door: HttpDoor, said: Said): Fault | undefined {
	const { levels, sends, words } = said;
	const codes = codesOf(levels, CODE_FIELDS);
	const done = codes.filter(isDone);
	if (done.length > 0 && (sends || done.length === codes.length)) {
		return doubtfulFault(door, `a contradiction: no success, but code ${named(door, done)}`, said);
	}
	// Of several codes, one that proves the least speaks for all: first what is not described, last
	// the one that would let the request go again.
	const refusals = codes.filter(isFault);
	const code =
		codes.find((each) => !isFault(each) && !isDone(each)) ??
		refusals.find((each) => entryOf(RESULT_CODES, each)?.httpCode !== 429) ??
		refusals[0];
	if (code === undefined) return undefined;
	const reported = { code: shown(door, code), providerMessage: words, sends };
	const entry = entryOf(RESULT_CODES, code);
	return entry === undefined
		? undescribedCodeFault(door, reported)
		: tableFault(door, entry, reported);
}

/** The sentence that a shape of ours has for what is missing; none of the library's own. */
function ownSentence({ issues }: z.ZodError): string | undefined {
	return issues.find(({ code }) => code === 'custom')?.message;
}

/**
 * Reads an answer, which may be JSON under any content type, or PHP's printed form of an array, with
 * any HTTP status, and with its fields in it or wrapped under `data`. What cannot be read, contradicts
 * itself or lacks what proves a send leaves the outcome of a send unknown.
 *
 * @param shape of all the fields together; the message of a refinement of its own says what came instead
 */
export function readAnswer<Value>(
	door: HttpDoor,
	reply: { readonly status: number; readonly text: string },
	shape: z.ZodType<Value, z.ZodTypeDef, unknown>,
	sends: boolean,
): Answer<Value> {
	const { status } = reply;
	const unreadable = (found: string): Answer<Value> => ({
		ok: false,
		fault: unreadableFault(door, found, { status, sends }),
	});
	const json = readJson(reply.text);
	const isReadable = reply.text.length <= LONGEST_ANSWER;
	const printed = json.ok || !isReadable ? undefined : parsePhpArray(reply.text);
	const object = json.ok ? json.value : printed;
	if (object === undefined && !json.ok) return unreadable(json.found);
	// Read before it is washed: a key that is part of a code or an id must not change what they say.
	const levels = levelsOf(object);
	if (levels.length === 0) return unreadable('something that is not an object');
	const words = saidIn(levels, 'result_message').map(textOf)[0];
	const said: Said = { levels, status, sends, words };

	const results = saidIn(levels, 'result').filter((result) => typeof result !== 'object');
	const successes = results.filter(isSuccess).length;
	if (successes === 0) {
		const fault = faultOf(door, said);
		return fault === undefined
			? unreadable('an object without a result code')
			: { ok: false, fault };
	}
	const doubt =
		successes < results.length
			? 'a contradiction: both success and no success'
			: doubtOf(door, said);
	if (doubt !== undefined) return { ok: false, fault: doubtfulFault(door, doubt, said) };
	const value = shape.safeParse(washWords(door, flattened(levels)));
	if (value.success)
		return { ok: true, value: value.data, raw: door.wash(without(object, 'api_key')) };
	const sentence = ownSentence(value.error);
	return sentence === undefined
		? unreadable('a result of an unexpected shape')
		: { ok: false, fault: doubtfulFault(door, sentence, said) };
}
