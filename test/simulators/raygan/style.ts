import { JSON_TYPE, type Answer } from '../core/answer';
import type { RayganReply } from './call';
import { messageOf } from './resultCodes';

/** Forms in which clients have seen the same answers arrive, and behaviour that no document settles. */
export interface RayganStyle {
	/** How numbers of the envelope arrive, `Code` included */
	numbers: 'numbers' | 'strings';
	/** How a reply without an envelope is written */
	bare: 'json' | 'quoted' | 'text';
	booleanCase: 'lower' | 'capital' | 'upper';
	/** What a pattern send to many answers when it is done: its GUID, a number alone, or Code 0 alone */
	patternAnswer: 'envelope' | 'bare' | 'withoutResult';
	/** Mixes the rows of corresponding and port sends */
	shuffleRows: boolean;
	/** Leaves out so many rows at the end of corresponding and port sends */
	dropRows: number;
	/** Whether GetGroupMessageId knows corresponding and port sends */
	groupIdOfRows: boolean;
	/**
	 * What GetGroupMessageId answers for an id that it does not know: 3002, the GUID of the first group that
	 * it has, or these words
	 */
	unknownGroup: 'refuse' | 'firstGroup' | { words: string };
	/** The status that CorrespondingMessageStatus gives to an id that it does not know; no row without one */
	statusOfUnknownIds: string | undefined;
}

export function defaultRayganStyle(): RayganStyle {
	return {
		numbers: 'numbers',
		bare: 'json',
		booleanCase: 'lower',
		patternAnswer: 'envelope',
		shuffleRows: false,
		dropRows: 0,
		groupIdOfRows: true,
		unknownGroup: 'refuse',
		statusOfUnknownIds: undefined,
	};
}

export function writeReply(reply: RayganReply, style: RayganStyle): Answer {
	if ('code' in reply) return writeEnvelope(reply.code, messageOf(reply.code), reply.result, style);
	const text = bareText(reply.bare, style.booleanCase);
	return {
		status: 200,
		contentType: style.bare === 'text' ? 'text/plain; charset=utf-8' : JSON_TYPE,
		body: style.bare === 'quoted' ? JSON.stringify(text) : text,
		value: reply.bare,
	};
}

/** `Result` is left out where there is none, as on most refusals. */
export function writeEnvelope(
	code: number,
	message: string,
	result: unknown,
	style: RayganStyle,
): Answer {
	const envelope = {
		Code: code,
		Message: message,
		...(result !== undefined && { Result: result }),
	};
	const asString = (_key: string, value: unknown) =>
		typeof value === 'number' && style.numbers === 'strings' ? String(value) : value;
	return {
		status: 200,
		contentType: JSON_TYPE,
		body: JSON.stringify(envelope, asString),
		value: envelope,
	};
}

function bareText(value: number | boolean, letters: RayganStyle['booleanCase']): string {
	const text = String(value);
	if (typeof value === 'number' || letters === 'lower') return text;
	return letters === 'upper' ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1);
}
