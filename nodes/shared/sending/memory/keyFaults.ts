import type { Fault } from '../../faults/faults';

const ANOTHER_KEY =
	'Check whether the message arrived; to send it again, give it another key in the option Only Once per Key';

/** @param isInPart where other messages of the item are known to be accepted */
export function openSinceEarlier(key: string, isInPart: boolean): Fault {
	return {
		code: 'unknown-since-earlier-run',
		meaning: isInPart
			? `An earlier execution sent a part of the item under the key ${key}, and did not learn that this message was accepted`
			: `An earlier execution took the key ${key} to send under it, and did not learn what became of it`,
		whatToDo: ANOTHER_KEY,
		httpCode: 504,
		outcome: 'unknown',
	};
}

/** Where an execution of another process of n8n is at work. @param waitedMs for it to end */
export function inUse(key: string, waitedMs: number): Fault {
	return {
		code: 'key-in-use',
		meaning: `Another execution is sending under the key ${key}, and did not end within ${waitedMs / 1000} seconds`,
		whatToDo:
			'Nothing needs to be sent again; the next execution with this key tells what became of the message',
		httpCode: 504,
		outcome: 'unknown',
	};
}

/** Where the store failed and has the key now, which an earlier execution or this one can have written. */
export function inDoubt(key: string): Fault {
	return {
		code: 'key-in-doubt',
		meaning: `n8n's store of keys gave no answer for the key ${key} at first, so this execution sent nothing under it, and whether an earlier one did is not known`,
		whatToDo: ANOTHER_KEY,
		httpCode: 504,
		outcome: 'unknown',
	};
}

export function storeFault(): Fault {
	return {
		code: 'keys-not-read',
		meaning: 'n8n could not look up the key of the option Only Once per Key, so nothing was sent',
		whatToDo:
			'Save the workflow if it is new, then try again; the log of n8n says more. Where the next execution takes the outcome for unknown, n8n noted the key all the same: give the message another one',
		httpCode: 502,
		outcome: 'refused',
		foundBy: 'n8n',
	};
}
