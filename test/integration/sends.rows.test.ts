import type * as QuickTime from './quickTime';
import { quickTime } from './quickTime';
import { jsonOf, pairsOf, SENDS, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { run, raygan, requestsOf, ledgerOf, itemsFor } = useSends();

beforeAll(() => quickTime.onWait((ms) => raygan().clock.advance(ms)));

const CONTINUE = { onError: 'continueRegularOutput' } as const;

describe.each(['rayganPersonalized', 'rayganToPort'] as const)('%s', (name) => {
	const { endpoint } = SENDS[name];

	test('rows that are missing are asked for by their own ids, the others are not', async () => {
		Object.assign(raygan().style, { dropRows: 2 });
		const { outputs } = await run(name, itemsFor(name, 5));
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(5).fill('accepted'));
		const [, question] = raygan().requests;
		expect(question?.body).toEqual({
			messageId: ledgerOf(name)
				.slice(3)
				.map(({ messageId }) => messageId),
		});
	});

	test('a lost answer of which one message was refused: the others are accepted, that one unknown', async () => {
		raygan().rejectRecipient('09112170001', 5);
		raygan().faults.next('reset', { endpoint, when: 'after' });
		const { outputs } = await run(name, itemsFor(name, 3), {}, CONTINUE);
		const output = jsonOf(outputs[0]);
		expect(output.map(({ outcome }) => outcome)).toEqual(['accepted', 'unknown', 'accepted']);
		expect(output[1]?.details).toMatchObject({
			outcome: 'unknown',
			recipients: ['+989112170001'],
		});
		expect(requestsOf(name)).toHaveLength(1);
	});

	test('missing rows that are not found are unknown, item by item, and sent again on demand alone', async () => {
		const rows = (ids: string[]) =>
			JSON.stringify({ Code: 5004, Result: ids.map((Id) => ({ Id: Number(Id), Result: 2000 })) });
		raygan().faults.next({ kind: 'replyWith', body: rows(['1']) }, { endpoint });
		const items = itemsFor(name, 3).map((item, index) => ({ ...item, id: index === 0 ? '1' : '' }));
		const options = { messageId: '={{ $json.id }}' };
		const { outputs } = await run(name, items, options, { onError: 'continueErrorOutput' });
		expect(pairsOf(outputs[0])).toEqual([0]);
		expect(jsonOf(outputs[1]).map(({ details }) => details)).toMatchObject([
			{ outcome: 'unknown', recipients: ['+989112170001'] },
			{ outcome: 'unknown', recipients: ['+989112170002'] },
		]);
		expect(ledgerOf(name)).toEqual([]);

		raygan().faults.next({ kind: 'replyWith', body: rows(['1']) }, { endpoint });
		await run(name, items, { ...options, resendIfNotFound: true });
		expect(ledgerOf(name).map(({ recipient }) => recipient)).toEqual([
			'09112170001',
			'09112170002',
		]);
	});

	test('two rows with one id say nothing of that message', async () => {
		const row = (Result: number) => ({ Id: 1, Result });
		const body = JSON.stringify({ Code: 5004, Result: [row(2000), row(5)] });
		raygan().faults.next({ kind: 'replyWith', body }, { endpoint });
		const { fault } = await run(name, itemsFor(name, 1), { messageId: '1' });
		expect(fault?.message).toContain('outcome unknown');
	});

	test.each([0, 3, 1, 6, 9, 1999, -1])('the result %d leaves a message unknown', async (result) => {
		raygan().rejectRecipient('09112170001', result);
		const { outputs } = await run(name, itemsFor(name, 2), {}, CONTINUE);
		expect(outputs[0]?.[0]?.json.outcome).toBe('accepted');
		expect(outputs[0]?.[1]?.json.details).toMatchObject({ outcome: 'unknown', code: `${result}` });
	});
});
