import { randomInt } from 'crypto';

const RANDOM_TAIL = 100_000;

/** The caller's own id of one request: digits, from the time in milliseconds and a random tail, within a signed 64-bit number. */
export function newUserGroupId(): string {
	return `${Date.now()}${String(randomInt(RANDOM_TAIL)).padStart(5, '0')}`;
}

const DAY_MS = 86_400_000;

/** The upper 6 of the 31 bits say the day, the lower 25 count. */
const DAYS = 2 ** 6;
const IDS_A_DAY = 2 ** 25;

let lastCount = randomInt(IDS_A_DAY);

/**
 * The caller's own id of one message: digits, within a signed 32-bit number. The day keeps it apart from
 * those of the two months before, whatever process made them; a count from a random start keeps it
 * apart from those of the same day: never repeated within a process, and two processes that make 10,000
 * each on one day meet once in 1,700 days.
 */
export function newMessageId(): string {
	lastCount = (lastCount + 1) % IDS_A_DAY;
	const day = Math.floor(Date.now() / DAY_MS) % DAYS;
	// 0 is no id.
	return String(day * IDS_A_DAY + lastCount || newMessageId());
}
