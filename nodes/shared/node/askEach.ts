import pLimit from 'p-limit';

import type { Answer, Fault } from './faults';
import { REQUESTS_AT_ONCE } from './http';

/** One thing to ask for. */
export interface Question<Found> {
	/** Questions with the same key are asked once. */
	readonly key: string;
	ask(): Promise<Answer<Found>>;
}

/**
 * Asks where a request takes one value: several requests at the same time, answers in the order of the
 * questions. After a fault that concerns the account no further request is made. Once the caller stops
 * listening nothing more is begun, and what is under way is waited for, so that none outlives its node.
 */
export async function* askEach<Found, Asked extends Question<Found>>(
	questions: readonly Asked[],
): AsyncGenerator<{ readonly question: Asked; readonly answer: Answer<Found> }> {
	const limit = pLimit(REQUESTS_AT_ONCE);
	const asked = new Map<string, Promise<Answer<Found>>>();
	const underWay = new Set<Promise<Answer<Found>>>();
	let hopeless: Fault | undefined;

	async function answerTo({ ask }: Asked): Promise<Answer<Found>> {
		if (hopeless !== undefined) return { ok: false, fault: hopeless };
		const asking = ask();
		underWay.add(asking);
		const answer = await asking;
		underWay.delete(asking);
		if (!answer.ok && answer.fault.concernsAccount) hopeless = answer.fault;
		return answer;
	}

	const answers = questions.map((question) => {
		const answer = asked.get(question.key) ?? limit(async () => await answerTo(question));
		asked.set(question.key, answer);
		return { question, answer };
	});
	try {
		for (const { question, answer } of answers) yield { question, answer: await answer };
	} finally {
		limit.clearQueue();
		await Promise.all(underWay);
	}
}
