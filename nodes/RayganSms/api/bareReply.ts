import type { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import { tableFault, unreadableFault } from '../../shared/faults/faults';
import type { HttpDoor } from '../../shared/http/door';
import { readJson } from '../../shared/http/json';
import type { EnvelopeSettings, Reply } from './envelope';
import { readEnvelope } from './envelope';
import { WRONG_LOGIN } from './resultCodes';

const AROUND = /[\uFEFF\s"']/;

/** Without what may stand around a bare value: `"True"`, `'2000'`, a byte order mark or a line end. */
function bareValue(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && AROUND.test(text.charAt(start))) start += 1;
	while (start < end && AROUND.test(text.charAt(end - 1))) end -= 1;
	return text.slice(start, end);
}

/**
 * Reads the answer of a code call: a bare number or boolean as JSON, as text or in quotes. Such a call
 * reports its faults in an envelope all the same, and an envelope's `Result` is read as the bare value.
 */
export function readBareReply<Value>(
	door: HttpDoor,
	reply: Reply,
	value: z.ZodType<Value, z.ZodTypeDef, unknown>,
	settings: EnvelopeSettings<Value>,
): Answer<Value> {
	const { status, text } = reply;
	const { sends } = settings;
	if (status === 401) {
		return { ok: false, fault: tableFault(door, WRONG_LOGIN, { code: '401', sends }) };
	}
	const json = readJson(text);
	if (json.ok && typeof json.value === 'object') return readEnvelope(door, reply, value, settings);
	const bare = bareValue(text);
	const read = value.safeParse(bare);
	if (read.success && status < 400) return { ok: true, value: read.data, raw: door.wash(bare) };
	const found = json.ok || read.success ? 'a value that is none of its results' : json.found;
	return { ok: false, fault: unreadableFault(door, found, { status, sends }) };
}
