import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;

/**
 * Asks again and again until there is an answer.
 *
 * @param what is waited for, to follow "Waited in vain for"
 * @throws Error when the limit (ms) is over
 */
export async function until<Answer>(
	what: string,
	ask: () => Answer | undefined | Promise<Answer | undefined>,
	limitMs = 60_000,
): Promise<Answer> {
	const deadline = Date.now() + limitMs;
	while (Date.now() < deadline) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		await sleep(PAUSE_MS);
	}
	throw new Error(`Waited in vain for ${what}, ${limitMs / 1000} s`);
}
