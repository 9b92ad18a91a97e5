import type { z } from 'zod';

import type { Answer, ResultCode } from '../../shared/node/faults';
import { tableFault, undescribedCodeFault, unreadableFault } from '../../shared/node/faults';
import type { HttpDoor } from '../../shared/node/http';
import { readJson } from '../../shared/node/reply';
import { lowerCaseNames } from './anyCase';
import { DONE, RESULT_CODES, WRONG_LOGIN } from './resultCodes';
import { envelope } from './schemas';

/** A reply as the door hands it over. */
export interface Reply {
	readonly status: number;
	readonly text: string;
}

export interface EnvelopeSettings {
	readonly sends: boolean;
	/** A code that comes with a result although it is a fault. */
	readonly partlyDone?: number;
}

/** Where nothing was sent there is no outcome to check first. */
function forReading(entry: ResultCode): ResultCode {
	return entry.mayHaveBeenSent ? { ...entry, whatToDo: 'Try again later' } : entry;
}

/**
 * Reads the envelope `Code`, `Message`, `Result` that a call answers with; `Code` 0 alone is a success.
 * An answer that cannot be read leaves the outcome of a send unknown.
 */
export function readEnvelope<Value>(
	door: HttpDoor,
	reply: Reply,
	result: z.ZodType<Value, z.ZodTypeDef, unknown>,
	{ sends, partlyDone }: EnvelopeSettings,
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
	if (!hasResult) {
		const entry = RESULT_CODES[code];
		const reported = { code: String(code), providerMessage: message, sends };
		return {
			ok: false,
			fault: entry
				? tableFault(door, sends ? entry : forReading(entry), reported)
				: undescribedCodeFault(door, reported),
		};
	}
	if (!value.success) return fault('a result of an unexpected shape');
	return { ok: true, value: value.data, raw: door.wash(json.value) };
}
