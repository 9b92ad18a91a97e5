import type { INode } from 'n8n-workflow';

import type { Fault } from '../../../../nodes/shared/faults/faults';
import { isToolAnswer } from '../../../../nodes/shared/operations/toolAnswer';

const fault = (httpCode: Fault['httpCode'], outcome: Fault['outcome']): Fault => ({
	code: 'x',
	meaning: 'Something',
	whatToDo: 'Do something',
	httpCode,
	outcome,
});

const BUSY = fault(429, 'refused');
const LOST = fault(504, 'unknown');
const BAD = fault(422, 'refused');

function callOf(type: string, isToolExecution: boolean, node: Partial<INode> = {}) {
	const item = { json: {} };
	const whole: INode = {
		...{ id: '1', name: 'Test', typeVersion: 1, position: [0, 0], parameters: {} },
		...{ type, ...node },
	};
	return {
		getInputData: () => [item],
		getNode: () => whole,
		isToolExecution: () => isToolExecution,
	};
}

test('a node of a workflow throws its faults', () => {
	expect(isToolAnswer(callOf('x.rayganSms', false), BAD)).toBe(false);
	expect(isToolAnswer(callOf('x.rayganSmsHitlTool', false), BAD)).toBe(false);
});

test.each([
	['by the agent itself', callOf('x.rayganSms', true)],
	['by the engine for the agent', callOf('x.rayganSmsTool', false)],
])('a tool that is called %s answers', (_, call) => {
	for (const met of [BUSY, LOST, BAD]) expect(isToolAnswer(call, met)).toBe(true);
});

test('with Retry On Fail a refusal that passes is tried again, and the last try answers', () => {
	const call = callOf('x.rayganSms', true, { retryOnFail: true, maxTries: 3 });
	expect([1, 2, 3].map(() => isToolAnswer(call, BUSY))).toEqual([false, false, true]);
});

test('with Retry On Fail an unknown outcome is told at once', () => {
	const call = callOf('x.rayganSms', true, { retryOnFail: true });
	expect(isToolAnswer(call, LOST)).toBe(true);
});
