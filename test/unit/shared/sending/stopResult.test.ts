import type { MessageResult, Results } from '../../../../nodes/shared/sending/message';
import { NOT_TRIED } from '../../../../nodes/shared/sending/sendRun';
import { stopResult } from '../../../../nodes/shared/sending/stopResult';
import { accepted, messages, refused, slotOf, unknown } from './messages';

const notTried = refused({ code: NOT_TRIED, meaning: 'Not sent, since: no credit' });

/** What speaks for a run of one message an item, whose results came in this order of items. */
function stopped(answers: ReadonlyArray<readonly [number, MessageResult]>, count = 4) {
	const all = messages(count);
	const results: Results = new Map();
	for (const [item, result] of answers) {
		const message = all[item];
		if (message) results.set(message, result);
	}
	const slots = all.map((message) => slotOf([message]));
	const result = stopResult(slots, results);
	if (result === undefined || result.result.ok) return undefined;
	return { itemIndex: result.itemIndex, ...result.result.fault };
}

test('a run without a fault is not stopped', () => {
	expect(stopped([0, 1, 2, 3].map((item) => [item, accepted()] as const))).toBeUndefined();
});

test('a refusal speaks for its item, and says what became of the others', () => {
	const fault = stopped([
		[0, accepted()],
		[1, refused({ meaning: 'no credit' })],
		[2, notTried],
		[3, notTried],
	]);
	expect(fault).toMatchObject({ itemIndex: 1, meaning: 'no credit', outcome: 'refused' });
	expect(fault?.recipients).toEqual([messages(4)[1]?.recipient]);
	expect(fault?.whatToDo).toMatch(/1 of 4 messages were accepted, 3 were not sent\. Retry/);
});

test('the fault that stopped the run comes before those that it stopped, whatever their place', () => {
	const fault = stopped([
		[2, accepted()],
		[3, refused({ meaning: 'no credit' })],
		[0, notTried],
		[1, notTried],
	]);
	expect(fault).toMatchObject({ itemIndex: 3, meaning: 'no credit' });
});

test('an unknown outcome comes first, with all recipients that may have got the message', () => {
	const all = messages(4);
	const fault = stopped([
		[0, refused({ meaning: 'no credit' })],
		[1, unknown],
		[2, unknown],
		[3, accepted()],
	]);
	expect(fault).toMatchObject({ itemIndex: 1, outcome: 'unknown' });
	expect(fault?.recipients).toEqual([all[1]?.recipient, all[2]?.recipient]);
	expect(fault?.whatToDo).toContain(
		'1 of 4 messages were accepted, 2 have an unknown outcome and are not sent again, 1 were not sent (no credit)',
	);
});

test('where all was tried, nothing is said of a rest', () => {
	const fault = stopped(
		[
			[0, accepted()],
			[1, unknown],
		],
		2,
	);
	expect(fault?.whatToDo).not.toContain('Retry');
});

test('a run of one message has no others to speak of', () => {
	expect(stopped([[0, refused()]], 1)?.whatToDo).toBe('Check the fields');
});
