import type { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import { tableFault, undescribedCodeFault, unreadableFault } from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { readJson } from '../../shared/http/json';
import { lowerCaseNames } from './anyCase';
import type { RayganCode } from './resultCodes';
import { CHECK_FIRST, DONE, RESULT_CODES, WRONG_LOGIN } from './resultCodes';
import { envelope } from './schemas';

/** A reply as the door hands it over. */
export interface Reply {
	readonly status: number;
	readonly text: string;
}

export interface EnvelopeSettings<Value> {
	readonly sends: boolean;
	/** A code that comes with a result although it is a fault. */
	readonly partlyDone?: number;
	/** True of a result that says that a message was accepted, whatever code it stands beside. */
	readonly claimsAcceptance?: (value: Value, code: number) => boolean;
}

/** Where nothing was sent there is no outcome to check first. */
function whenAsking(entry: RayganCode): RayganCode {
	if (!entry.mayHaveBeenSent) return entry;
	return { ...entry, whatToDo: entry.whatToDoWhenAsking ?? 'Try again later' };
}

/** A refusal is none beside the result of an accepted send, nor from a server that broke: it may have sent before. */
function onSend(
	entry: RayganCode,
	code: number,
	isContradicted: boolean,
	status: number,
): RayganCode {
	if (entry.mayHaveBeenSent || (!isContradicted && status < 500)) return entry;
	const meaning = isContradicted
		? `Raygan SMS answered with code ${code} and with the result of an accepted send`
		: `${entry.meaning}, it says, but under HTTP status ${status}`;
	return { ...entry, meaning, whatToDo: CHECK_FIRST, httpCode: 502, mayHaveBeenSent: true };
}

/**
 * Reads the envelope `Code`, `Message`, `Result` that a call answers with; `Code` 0 alone is a success.
 * An answer that cannot be read, or contradicts itself or its HTTP status, leaves the outcome of a send
 * unknown.
 */
export function readEnvelope<Value>(
	door: HttpDoor,
	reply: Reply,
	result: z.ZodType<Value, z.ZodTypeDef, unknown>,
	{ sends, partlyDone, claimsAcceptance }: EnvelopeSettings<Value>,
): Answer<Value> {
	const fault = (found: string): Answer<Value> => ({
		ok: false,
		fault: unreadableFault(door, found, { status: reply.status, sends }),
	});
	if (reply.status === 401) {
		return { ok: false, fault: tableFault(door, WRONG_LOGIN, { code: '401', sends }) };
	}
	const json = readJson(reply.text);
	if (!json.ok) return fault(json.found);
	const read = envelope.safeParse(lowerCaseNames(json.value));
	if (!read.success) return fault('an object without a result code');
	const { code, message } = read.data;
	const value = result.safeParse(read.data.result);
	const hasResult = code === DONE || (code === partlyDone && value.success);
	if (hasResult && reply.status >= 400) return fault(`code ${code} under the status of a fault`);
	if (!hasResult) {
		const entry = RESULT_CODES[code];
		const reported = { code: String(code), providerMessage: message, sends };
		if (entry === undefined) return { ok: false, fault: undescribedCodeFault(door, reported) };
		const isContradicted = value.success && claimsAcceptance?.(value.data, code) === true;
		const said = sends ? onSend(entry, code, isContradicted, reply.status) : whenAsking(entry);
		return { ok: false, fault: tableFault(door, said, reported) };
	}
	if (!value.success) return fault('a result of an unexpected shape');
	return { ok: true, value: value.data, raw: door.wash(json.value) };
}
