import pLimit from 'p-limit';

import type { Answer, Fault } from './faults';

/** One thing to ask for, and the account that asks. */
export interface Question<Found> {
	/** Questions with the same key and account are asked once. */
	readonly key: string;
	readonly account: string;
	ask(): Promise<Answer<Found>>;
}

const CONCURRENCY = 5;

/**
 * Asks where a request takes one value: several requests at the same time, answers in the order of the
 * questions. After a fault that concerns an account no further request is made for it, and nothing is
 * begun any more once the caller stops listening.
 */
export async function* askEach<Found, Asked extends Question<Found>>(
	questions: readonly Asked[],
): AsyncGenerator<{ readonly question: Asked; readonly answer: Answer<Found> }> {
	const limit = pLimit(CONCURRENCY);
	const hopeless = new Map<string, Fault>();
	const asked = new Map<string, Promise<Answer<Found>>>();

	async function answerTo({ account, ask }: Question<Found>): Promise<Answer<Found>> {
		const known = hopeless.get(account);
		if (known !== undefined) return { ok: false, fault: known };
		const answer = await ask();
		if (!answer.ok && answer.fault.concernsAccount) hopeless.set(account, answer.fault);
		return answer;
	}

	const answers = questions.map((question) => {
		const name = `${question.account} ${question.key}`;
		const answer = asked.get(name) ?? limit(async () => await answerTo(question));
		asked.set(name, answer);
		return { question, answer };
	});
	try {
		for (const { question, answer } of answers) yield { question, answer: await answer };
	} finally {
		limit.clearQueue();
	}
}
