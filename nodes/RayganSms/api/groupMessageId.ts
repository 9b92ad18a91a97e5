import { oneStep } from '../../shared/form/oneStep';
import { RESULT_CODES } from './resultCodes';
import { readId } from './schemas';
import { FIRST_MESSAGE_ID, wholeNumber } from './sendNumber';

const GUID = /^[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i;

/** The nil and the max UUID of RFC 9562: both stand for no id. */
const NO_GUID = /^(0+|f+)$/;

/** A long has 19 digits; this many leave room for wider ones. */
const LONGEST_NUMBER = 40;

/** Equal for all ways in which .NET prints the same GUID: with dashes or without, in braces or brackets. */
export function canonicalGroupId(groupMessageId: string): string {
	const bare = groupMessageId.trim().replace(/^\{(.*)\}$|^\((.*)\)$/, '$1$2');
	return GUID.test(bare) ? bare.replaceAll('-', '').toLowerCase() : bare;
}

/**
 * The id of a group of messages, as the service wrote it; undefined for whatever is no proof that there
 * is one. The document says a GUID. A number is taken from where numbers of accepted messages begin, and
 * only if it is none of the result codes. Nothing describes what any other value says beside `Code` 0.
 */
export function readGroupMessageId(value: unknown): string | undefined {
	if (typeof value === 'string') {
		const written = value.trim();
		const id = canonicalGroupId(written);
		if (/^[0-9a-f]{32}$/.test(id)) return NO_GUID.test(id) ? undefined : written;
	}
	const number = wholeNumber(value);
	if (number === undefined || number.length > LONGEST_NUMBER) return undefined;
	const isId = BigInt(number) >= FIRST_MESSAGE_ID && !Object.hasOwn(RESULT_CODES, number);
	return isId ? number : undefined;
}

/** Of a send: it proves that the service accepted it. */
export const groupMessageId = oneStep(readGroupMessageId, () => 'no group message ID');

/** What stands where an id is missing. */
const NO_ID = /^(null|undefined|none|-\d+|[{(]?[0-]+[)}]?)$/i;

/** Of a question: whatever the service calls the group, since it can be asked for by any text. */
export const namedGroup = oneStep(
	(value) => {
		const name = readId(value)?.trim() ?? '';
		return name === '' || NO_ID.test(name) ? undefined : name;
	},
	() => 'no name of a group',
);
