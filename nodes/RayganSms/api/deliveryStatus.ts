import type { DeliveryStatus } from '../../shared/sms/delivery';

/** A status of ours, with the service's own number for it and what its document says of that number. */
export interface ReadStatus {
	readonly status: DeliveryStatus;
	readonly statusCode: string;
	readonly statusText: string;
}

type Table = ReadonlyMap<string, readonly [DeliveryStatus, string]>;

/** Of one message. The document's second table is printed out of line; 27 and 23 are as in its first. */
const OF_MESSAGE: Table = new Map([
	['1', ['delivered', 'Reached the handset']],
	['2', ['undelivered', 'Did not reach the handset']],
	['8', ['sent', 'Reached the operator']],
	['16', ['rejected', 'Did not reach the operator']],
	['23', ['queued', 'The server has too much traffic to take new messages']],
	['27', ['blocked', 'Messages cannot be sent to this number']],
]);

/** Of a group of messages as a whole. */
const OF_GROUP: Table = new Map([
	['1', ['sent', 'The message was sent']],
	['2', ['queued', 'The message is in the queue']],
	['3', ['blocked', 'The message was filtered']],
]);

function read(table: Table, statusCode: string): ReadStatus {
	const [status, statusText] = table.get(statusCode) ?? [
		'pending',
		'The message is being processed',
	];
	return { status, statusCode, statusText };
}

/** Reads the `Status` of one message; any other number says that it is being processed. */
export function messageStatus(code: string): ReadStatus {
	return read(OF_MESSAGE, code);
}

/**
 * True of a status that the table has: then the service has the message. Any other number can as well be
 * the echo of an id that it does not know.
 */
export function provesAcceptance({ statusCode }: ReadStatus): boolean {
	return OF_MESSAGE.has(statusCode);
}

/** Reads the `StatusCode` of a group. */
export function groupStatus(code: string): ReadStatus {
	return read(OF_GROUP, code);
}
