import pLimit from 'p-limit';

import type { Answer, Fault } from '../faults/faults';
import { REQUESTS_AT_ONCE } from '../http/door';

/** One thing to ask for. */
export interface Question<Found> {
	/** Questions of one account with the same key are asked once. */
	readonly key: string;
	/** Where questions go to several accounts, whose it is. */
	readonly login?: number;
	ask(): Promise<Answer<Found>>;
}

/**
 * Asks where a request takes one value: several requests at the same time, answers in the order of the
 * questions. After a fault that concerns the account no further request of it is made. Once the caller stops
 * listening nothing more is begun, and what is under way is waited for, so that none outlives its node.
 */
export async function* askEach<Found, Asked extends Question<Found>>(
	questions: readonly Asked[],
): AsyncGenerator<{ readonly question: Asked; readonly answer: Answer<Found> }> {
	const limit = pLimit(REQUESTS_AT_ONCE);
	const asked = new Map<string, Promise<Answer<Found>>>();
	const underWay = new Set<Promise<Answer<Found>>>();
	const hopeless = new Map<number | undefined, Fault>();

	async function answerTo({ ask, login }: Asked): Promise<Answer<Found>> {
		const met = hopeless.get(login);
		if (met !== undefined) return { ok: false, fault: met };
		const asking = ask();
		underWay.add(asking);
		const answer = await asking;
		underWay.delete(asking);
		if (!answer.ok && answer.fault.concernsAccount) hopeless.set(login, answer.fault);
		return answer;
	}

	const answers = questions.map((question) => {
		const name = `${question.login} ${question.key}`;
		const answer = asked.get(name) ?? limit(async () => await answerTo(question));
		asked.set(name, answer);
		return { question, answer };
	});
	try {
		for (const { question, answer } of answers) yield { question, answer: await answer };
	} finally {
		limit.clearQueue();
		await Promise.all(underWay);
	}
}
