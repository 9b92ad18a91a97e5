import { askEach } from '../../../../nodes/shared/operations/askEach';
import type { Answer, Fault } from '../../../../nodes/shared/faults/faults';

const FAULT: Fault = {
	code: '1',
	meaning: 'It is so',
	whatToDo: 'Do this',
	httpCode: 422,
};

function ask(faultAt: Readonly<Record<number, Fault>> = {}) {
	const begun: number[] = [];
	const running = { now: 0, peak: 0 };
	const question = (value: number) => ({
		key: String(value),
		async ask(): Promise<Answer<number>> {
			begun.push(value);
			running.now += 1;
			running.peak = Math.max(running.peak, running.now);
			// Later ones are quicker, so that answers arrive in another order than they were asked for.
			for (let turns = 50 - value; turns > 0; turns -= 1) await Promise.resolve();
			running.now -= 1;
			const fault = faultAt[value];
			return fault ? { ok: false, fault } : { ok: true, value, raw: undefined };
		},
	});
	return { begun, running, question };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('answers come in the order of the questions, several are asked at the same time, never all', async () => {
	const { running, question } = ask();
	const seen: unknown[] = [];
	for await (const { answer } of askEach(upTo(40).map(question))) {
		seen.push(answer.ok ? answer.value : undefined);
	}
	expect(seen).toEqual(upTo(40));
	expect(running.peak).toBe(5);
});

test('what is asked twice is one request, and both get its answer', async () => {
	const { begun, question } = ask();
	const seen: unknown[] = [];
	for await (const { answer } of askEach([1, 2, 1, 1].map(question))) {
		seen.push(answer.ok ? answer.value : undefined);
	}
	expect(seen).toEqual([1, 2, 1, 1]);
	expect(begun).toEqual([1, 2]);
});

test('a fault is the answer to its own question alone', async () => {
	const { begun, question } = ask({ 3: FAULT });
	const failed: string[] = [];
	for await (const { question: asked, answer } of askEach(upTo(20).map(question))) {
		if (!answer.ok) failed.push(asked.key);
	}
	expect(failed).toEqual(['3']);
	expect(begun).toHaveLength(20);
});

test('after a fault that concerns the account no further request is begun, and all the rest bear it', async () => {
	const { begun, question } = ask({ 0: { ...FAULT, concernsAccount: true } });
	let failed = 0;
	for await (const { answer } of askEach(upTo(1_000).map(question))) if (!answer.ok) failed += 1;
	expect(begun.length).toBeLessThan(20);
	expect(failed).toBe(1_000 - begun.length + 1);
});

test('once the listener goes away nothing more is begun, and nothing is left under way', async () => {
	const { begun, running, question } = ask();
	for await (const { question: asked } of askEach(upTo(1_000).map(question))) {
		if (asked.key === '2') break;
	}
	expect(running.now).toBe(0);
	const count = begun.length;
	for (let turns = 0; turns < 1_000; turns += 1) await Promise.resolve();
	expect(begun).toHaveLength(count);
	expect(count).toBeLessThan(20);
});
