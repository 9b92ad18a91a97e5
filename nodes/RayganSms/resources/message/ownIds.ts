import { randomInt } from 'crypto';

const RANDOM_TAIL = 100_000;
const MAX_MESSAGE_ID = 2 ** 31 - 1;

/** The caller's own id of one request: digits, from the time in milliseconds and a random tail, within a signed 64-bit number. */
export function newUserGroupId(): string {
	return `${Date.now()}${String(randomInt(RANDOM_TAIL)).padStart(5, '0')}`;
}

/**
 * Ids of messages have 31 bits, too few for a time and a tail that keeps two workers apart. A count from a
 * random start never repeats within a process, and two processes that send 10,000 messages each meet
 * once in 100,000 times.
 */
let lastMessageId = randomInt(MAX_MESSAGE_ID);

/** The caller's own id of one message: digits, within a signed 32-bit number. */
export function newMessageId(): string {
	lastMessageId = (lastMessageId % MAX_MESSAGE_ID) + 1;
	return String(lastMessageId);
}
