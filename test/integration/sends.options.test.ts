import { processedKeys } from './engine';
import { jsonOf, numberOf, pairsOf, SENDS, sendsWhere, useSends } from './sends';

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

const ALL = sendsWhere(() => true);
const MANY = sendsWhere(({ many }) => many === true);
const SINGLE = sendsWhere(({ many }) => many === undefined);

beforeEach(() => processedKeys.reset());

const CONTINUE = { onError: 'continueRegularOutput' } as const;

describe.each(ALL)('%s', (name) => {
	const { provider } = SENDS[name];
	/** Four items, of which the third repeats the first. */
	const repeated = () => {
		const items = itemsFor(name, 4, 'hello');
		items[2] = { to: numberOf(provider, 0).e164, text: 'hello' };
		return items;
	};

	describe('duplicates', () => {
		test('a number that comes again is sent once, in whatever form, and its item says so', async () => {
			const { outputs } = await run(name, repeated());
			expect(ledgerOf(name)).toHaveLength(3);
			const output = jsonOf(outputs[0]);
			expect(pairsOf(outputs[0])).toEqual([0, 1, 2, 3]);
			expect(output.map(({ outcome }) => outcome)).toEqual(Array(4).fill('accepted'));
			expect(output.map(({ repeatedRecipients }) => repeatedRecipients)).toEqual([
				undefined,
				undefined,
				[numberOf(provider, 0).e164],
				undefined,
			]);
		});

		test('as often as given where the user wants that', async () => {
			const { outputs } = await run(name, repeated(), { duplicates: 'asGiven' });
			expect(ledgerOf(name)).toHaveLength(4);
			expect(jsonOf(outputs[0])[2]).not.toHaveProperty('repeatedRecipients');
		});

		test('the repetition fails with the message that it stands by', async () => {
			const code = provider === 'raygan' ? 1004 : 'TS-1033';
			simulatorOf(name).faults.next({ code }, { endpoint: SENDS[name].endpoint });
			const { outputs } = await run(name, repeated(), { itemsPerRequest: 1 }, CONTINUE);
			const failed = outputs[0]?.filter(({ json }) => json.error !== undefined);
			expect(pairsOf(failed)).toEqual([0, 2]);
		});
	});

	describe('maxRecipients', () => {
		test('one message too many, and nothing is sent', async () => {
			const { fault } = await run(name, itemsFor(name, 3), { maxRecipients: 2 });
			expect(fault?.message).toMatch(/Nothing was sent: this run has 3 messages.* allows 2/);
			expect(requestsOf(name)).toEqual([]);
			const { outputs } = await run(name, itemsFor(name, 3), { maxRecipients: 2 }, CONTINUE);
			expect(jsonOf(outputs[0]).map(({ details }) => details)).toEqual(
				Array(3).fill(expect.objectContaining({ outcome: 'refused' })),
			);
			expect(requestsOf(name)).toEqual([]);
		});

		test('where items differ, the strictest counts', async () => {
			const items = itemsFor(name, 3).map((item, index) => ({ ...item, most: [9, 2, 4][index] }));
			const maxRecipients = '={{ $json.most }}';
			const { fault } = await run(name, items, { maxRecipients });
			expect(fault?.message).toContain('allows 2');
			expect(fault?.description).not.toContain('Retry');
			expect(requestsOf(name)).toEqual([]);
		});

		test('as many as allowed go; what is sent once counts once', async () => {
			const { fault } = await run(name, repeated(), { maxRecipients: 3 });
			expect(fault).toBeUndefined();
			expect(ledgerOf(name)).toHaveLength(3);
		});
	});

	describe('redirectAllTo', () => {
		test('every message goes to the one number, and the output names the real ones', async () => {
			const test = numberOf(provider, 77);
			const { outputs } = await run(name, itemsFor(name, 3), { redirectAllTo: test.to });
			const receivers = ledgerOf(name).map(({ recipient }) => recipient.slice(-9));
			expect(new Set(receivers)).toEqual(new Set([test.e164.slice(-9)]));
			expect(jsonOf(outputs[0]).map(({ redirectedFrom }) => redirectedFrom)).toEqual(
				[0, 1, 2].map((index) => [numberOf(provider, index).e164]),
			);
			for (const { recipient, recipients } of jsonOf(outputs[0])) {
				expect(recipient ?? recipients).toEqual(recipient ? test.e164 : [test.e164]);
			}
		});

		test('what was sent for a test does not use up its key', async () => {
			const items = itemsFor(name, 1);
			const onlyOncePerKey = 'order 1';
			await run(name, items, { onlyOncePerKey, redirectAllTo: numberOf(provider, 77).to });
			await run(name, items, { onlyOncePerKey });
			await run(name, items, { onlyOncePerKey });
			expect(ledgerOf(name).map(({ recipient }) => recipient.slice(-9))).toEqual(
				[77, 0].map((index) => numberOf(provider, index).e164.slice(-9)),
			);
		});

		test('to a number that is none, nothing goes anywhere', async () => {
			const { fault } = await run(name, itemsFor(name, 1), { redirectAllTo: '12' });
			expect(fault?.message).toContain('The number to redirect to, 12, ');
			expect(requestsOf(name)).toEqual([]);
		});
	});

	describe('onlyOncePerKey', () => {
		const keyed = (count: number) =>
			itemsFor(name, count).map((item, index) => ({ ...item, order: `order ${index}` }));
		const options = { onlyOncePerKey: '={{ $json.order }}', itemsPerRequest: 2 };

		test('a second execution sends nothing of what the first one sent', async () => {
			await run(name, keyed(3), options);
			expect(ledgerOf(name)).toHaveLength(3);
			const { outputs } = await run(name, keyed(5), options);
			expect(ledgerOf(name)).toHaveLength(5);
			expect(jsonOf(outputs[0]).map(({ outcome, alreadySent }) => [outcome, alreadySent])).toEqual([
				['accepted', true],
				['accepted', true],
				['accepted', true],
				['accepted', undefined],
				['accepted', undefined],
			]);
			expect(pairsOf(outputs[0])).toEqual([0, 1, 2, 3, 4]);
		});

		test('executions at the same moment send each key once between them, in whatever order', async () => {
			const items = keyed(250).map((item) => ({ ...item, text: 'hello' }));
			const runs = await Promise.all([
				run(name, items, { ...options, itemsPerRequest: 25 }),
				run(name, items.toReversed(), { ...options, itemsPerRequest: 25 }),
			]);
			expect(ledgerOf(name)).toHaveLength(items.length);
			const all = runs.flatMap(({ outputs }) => jsonOf(outputs[0]));
			expect(all.map(({ outcome }) => outcome)).toEqual(all.map(() => 'accepted'));
			expect(all.filter(({ alreadySent }) => alreadySent)).toHaveLength(items.length);
		}, 60_000);

		test('of two items with one key and one message the first is sent', async () => {
			const [first, second] = keyed(2);
			const items = [first, second, second].flatMap((item) => item ?? []);
			const { outputs } = await run(name, items, options);
			expect(ledgerOf(name)).toHaveLength(2);
			expect(jsonOf(outputs[0]).map(({ alreadySent }) => alreadySent)).toEqual([
				undefined,
				undefined,
				true,
			]);
		});

		test('a refused item can be sent later, one whose outcome is unknown can not', async () => {
			const { endpoint } = SENDS[name];
			const own = { ...options, itemsPerRequest: 1, messageId: '={{ $itemIndex + 1 }}' };
			const code = provider === 'raygan' ? 1004 : 'TS-1033';
			simulatorOf(name).faults.next({ code }, { endpoint });
			await run(name, keyed(1), own, CONTINUE);
			expect(ledgerOf(name)).toHaveLength(0);
			await run(name, keyed(1), own, CONTINUE);
			expect(ledgerOf(name)).toHaveLength(1);

			const other = [{ ...itemsFor(name, 2)[1], order: 'other' }];
			simulatorOf(name).faults.next('reset', { endpoint, when: 'after' });
			const given = provider === 'raygan' ? { userGroupId: '1403001' } : {};
			await run(name, other, { ...own, ...given }, CONTINUE);
			expect(ledgerOf(name)).toHaveLength(2);
			const { outputs } = await run(name, other, own, CONTINUE);
			expect(ledgerOf(name)).toHaveLength(2);
			expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown' });
		});

		test('without the option an item is sent each time', async () => {
			await run(name, itemsFor(name, 1));
			await run(name, itemsFor(name, 1));
			expect(ledgerOf(name)).toHaveLength(2);
			expect(processedKeys.calls).toBe(0);
		});

		test('100 keys are asked for in few calls', async () => {
			await run(name, keyed(100), { ...options, itemsPerRequest: 100 });
			expect(processedKeys.calls).toBeLessThanOrEqual(6);
		});
	});
});

describe.each(MANY)('%s', (name) => {
	const { provider } = SENDS[name];

	test('a number that an item names twice is sent once', async () => {
		const { to, e164 } = numberOf(provider, 1);
		const { outputs } = await run(name, [{ to: `${to}, ${e164}`, text: 'hello' }]);
		expect(ledgerOf(name)).toHaveLength(1);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			recipients: [e164],
			recipientCount: 1,
			repeatedRecipients: [e164],
		});
	});

	test('an item stands by the messages of others and by its own', async () => {
		const numbers = [0, 1, 2].map((index) => numberOf(provider, index));
		const items = [
			{ to: `${numbers[0]?.to} ${numbers[1]?.to}`, text: 'hello' },
			{ to: `${numbers[1]?.to} ${numbers[2]?.to}`, text: 'hello' },
		];
		const { outputs } = await run(name, items, { itemsPerRequest: 1 });
		expect(ledgerOf(name)).toHaveLength(3);
		const [first, second] = ledgerOf(name)
			.map((sent) => sent.groupMessageId ?? sent.reportId)
			.slice(1);
		expect(outputs[0]?.[1]?.json).toMatchObject({
			recipients: [numbers[1]?.e164, numbers[2]?.e164],
			repeatedRecipients: [numbers[1]?.e164],
			...(provider === 'raygan'
				? { groupMessageIds: [first, second] }
				: { reportIds: [first, second] }),
		});
	});

	test('redirected, an item with many recipients is one message', async () => {
		const to = [0, 1, 2].map((index) => numberOf(provider, index).to).join(' ');
		const redirectAllTo = numberOf(provider, 77).to;
		await run(name, [{ to, text: 'hello' }], { redirectAllTo, maxRecipients: 1 });
		expect(ledgerOf(name)).toHaveLength(1);
	});
});

describe.each(SINGLE)('%s', (name) => {
	test('more than one number is refused', async () => {
		const to = [0, 1].map((index) => numberOf(SENDS[name].provider, index).to).join(' ');
		const { fault } = await run(name, [{ to, text: 'hello' }]);
		expect(fault?.message).toContain('is more than one number');
		expect(requestsOf(name)).toEqual([]);
	});
});
