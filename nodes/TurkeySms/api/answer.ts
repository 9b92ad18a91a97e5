import type { z } from 'zod';

import type { Answer } from '../../shared/node/faults';
import {
	entryOf,
	tableFault,
	undescribedCodeFault,
	unreadableFault,
} from '../../shared/node/faults';
import type { HttpDoor } from '../../shared/node/http';
import { readJson } from '../../shared/node/reply';
import { parsePhpArray } from './phpArray';
import { DONE_CODES, RESULT_CODES } from './resultCodes';
import { outcome } from './schemas';

/** `true`, `"true"`, `1` and `"1"` are success; all else is not, the truthy text `"false"` included. */
function isSuccess(result: unknown): boolean {
	return typeof result !== 'object' && /^(true|1)$/i.test(String(result).trim());
}

function isFilled(text: string | null | undefined): text is string {
	return text !== null && text !== undefined && text.trim() !== '';
}

function withoutKey(reply: object): unknown {
	return Object.fromEntries(Object.entries(reply).filter(([name]) => name !== 'api_key'));
}

/**
 * Reads an answer, which may be JSON under any content type, or PHP's printed form of an array, with
 * any HTTP status. What cannot be read leaves the outcome of a send unknown.
 */
export function readAnswer<Value>(
	door: HttpDoor,
	reply: { readonly status: number; readonly text: string },
	shape: z.ZodType<Value, z.ZodTypeDef, unknown>,
	sends: boolean,
): Answer<Value> {
	const fault = (found: string): Answer<Value> => ({
		ok: false,
		fault: unreadableFault(door, found, { status: reply.status, sends }),
	});
	const json = readJson(reply.text);
	const found = json.ok ? json.value : parsePhpArray(reply.text);
	if (found === undefined && !json.ok) return fault(json.found);
	// Washed before it is read, since codes and words of the answer go into our texts and output.
	const object = door.wash(found);
	const read = outcome.safeParse(object);
	if (!read.success || typeof object !== 'object' || object === null) {
		return fault('something that is not an object');
	}
	const { result, result_message: words, ...codes } = read.data;
	if (!isSuccess(result)) {
		const code = [codes.result_code, codes.sms_status_code, codes.status_code].find(isFilled);
		if (!isFilled(code)) return fault('an object without a result code');
		const reported = { code: code.trim(), providerMessage: words, sends };
		const entry = entryOf(RESULT_CODES, reported.code);
		if (entry !== undefined) return { ok: false, fault: tableFault(door, entry, reported) };
		const done = entryOf(DONE_CODES, reported.code);
		if (done === undefined) return { ok: false, fault: undescribedCodeFault(door, reported) };
		return fault(`a contradiction: no success, but code ${reported.code} (${done})`);
	}
	const value = shape.safeParse(object);
	if (!value.success) return fault('a result of an unexpected shape');
	return { ok: true, value: value.data, raw: withoutKey(object) };
}
