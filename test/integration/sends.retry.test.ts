import { DateTime } from 'luxon';

import type * as QuickTime from './quickTime';
import { jsonOf, numberOf, pairsOf, SENDS, sendsWhere, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

const ALL = sendsWhere(() => true);
const CONTINUE = { onError: 'continueRegularOutput' } as const;

describe.each(ALL)('%s', (name) => {
	const { provider, endpoint } = SENDS[name];
	const refusal = { code: provider === 'raygan' ? 1004 : 'TS-1033' };
	const items = (count: number) => itemsFor(name, count, 'hello');
	/** Lets so many requests pass, then spoils the next one. */
	function spoil(after: number, fault: 'reset' | typeof refusal, when?: 'before' | 'after') {
		const { faults } = simulatorOf(name);
		for (let count = 0; count < after; count += 1) faults.next('wrongContentType', { endpoint });
		faults.next(fault, { endpoint, when });
	}
	const receivers = () => ledgerOf(name).map(({ recipient }) => recipient);
	const expectEachOnce = (count: number) => {
		expect(receivers()).toHaveLength(count);
		expect(new Set(receivers()).size).toBe(count);
	};
	const perRequest = SENDS[name].request === 'oneMessage' ? 1 : 2;
	// By an id of the user's the service is not asked, so a lost answer stays lost.
	const lost = { messageId: '={{ $itemIndex + 1 }}' };
	const options = { itemsPerRequest: 2, ...(name === 'rayganSend' ? {} : lost) };

	test('Retry On Fail in stop mode sends the rest, once each, and all items come out', async () => {
		spoil(1, refusal);
		const { outputs, fault } = await run(name, items(6), options, { maxTries: 2 });
		expect(fault).toBeUndefined();
		expectEachOnce(6);
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
	});

	test('Retry On Fail where the node continues, since its first item bears an error', async () => {
		spoil(0, refusal);
		const { outputs } = await run(name, items(6), options, { ...CONTINUE, maxTries: 3 });
		expectEachOnce(6);
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
		expect(pairsOf(outputs[0])).toEqual([0, 1, 2, 3, 4, 5]);
	});

	test('what an earlier try learnt comes out with its ids', async () => {
		spoil(0, refusal);
		const { outputs } = await run(name, items(4), options, { ...CONTINUE, maxTries: 2 });
		const idsOf = (sent: (typeof ledger)[number]) =>
			[sent.groupMessageId, sent.messageId, sent.providerMessageId, sent.smsId, sent.reportId]
				.filter((id) => id !== undefined)
				.map(String);
		const ledger = ledgerOf(name);
		for (const [index, json] of jsonOf(outputs[0]).entries()) {
			const { to } = numberOf(provider, index);
			const own = ledger.find(({ recipient }) => recipient.endsWith(to.slice(-9)));
			const known = own ? idsOf(own) : [];
			const ids = [json.groupMessageId, json.providerMessageId, json.smsId, json.reportId];
			expect(ids.filter((id) => known.includes(String(id)))).not.toEqual([]);
		}
	});

	test('the editor retries a failed execution: the rest goes, once each', async () => {
		spoil(1, refusal);
		const failed = await run(name, items(6), options);
		expect(failed.fault?.message).toBeDefined();
		const { outputs, fault } = await run(name, items(6), options, { failed });
		expect(fault).toBeUndefined();
		expectEachOnce(6);
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
	});

	test('also after the user changed how many items share a request', async () => {
		spoil(1, refusal);
		const failed = await run(name, items(6), options);
		await run(name, items(6), { ...options, itemsPerRequest: 5 }, { failed });
		expectEachOnce(6);
	});

	test.each(['before', 'after'] as const)(
		'an answer that is lost %s acceptance is not sent again by any try, and stays told',
		async (when) => {
			const given = provider === 'raygan' ? { userGroupId: '1403001' } : {};
			const own = { ...lost, ...given, itemsPerRequest: 10 };
			const others = SENDS[name].request === 'oneMessage' ? 5 : 0;
			spoil(0, 'reset', when);
			const failed = await run(name, items(6), own, { maxTries: 3 });
			expect(failed.fault?.message).toContain('may have been sent');
			const again = await run(name, items(6), own, { failed });
			expect(again.fault?.message).toContain('may have been sent');
			const first = numberOf(provider, 0).to.slice(-9);
			const sentToFirst = requestsOf(name).filter(({ rawBody }) => rawBody.includes(first));
			expect(sentToFirst).toHaveLength(1);
			expect(receivers().length).toBe(others + (when === 'after' ? 6 - others : 0));
		},
	);

	test('a workflow that comes round sends anew', async () => {
		await run(name, items(2), options, { loops: true, parameters: loopParameters(name) });
		expect(receivers()).toHaveLength(4);
	});

	test('in stop mode the fault says how many were accepted, and that a retry sends the rest', async () => {
		spoil(1, refusal);
		const { fault } = await run(name, items(8), options);
		const accepted = receivers().length;
		expect(accepted).toBeGreaterThanOrEqual(perRequest);
		expect(fault?.description).toContain(`${accepted} of 8 messages were accepted`);
		expect(fault?.description).toContain('Retry On Fail, or Retry in the list of executions');
	});

	test('a refusal that concerns the account stops the others, which were not sent', async () => {
		const code = provider === 'raygan' ? 3003 : 'TS-1027';
		spoil(1, { code });
		const { outputs } = await run(name, items(12), options, CONTINUE);
		const sent = receivers().length;
		expect(requestsOf(name).length).toBeLessThan(12 / perRequest);
		const failed = jsonOf(outputs[0]).filter(({ error }) => error !== undefined);
		expect(failed).toHaveLength(12 - sent);
		expect(failed.map(({ details }) => details)).toEqual(
			failed.map(() => expect.objectContaining({ outcome: 'refused' })),
		);
		expect(failed.at(-1)?.error).toMatch(/^Not sent, since: .* (credit|balance)/);
	});
});

/** Number and text of the items of a node that gets what it put out: from the node before it. */
function loopParameters(name: (typeof ALL)[number]) {
	const fixed = Object.entries(SENDS[name].parameters).map(([key, value]) => [
		key,
		String(value).replaceAll('$json.', "$('Source').item.json."),
	]);
	return Object.fromEntries(fixed);
}

describe('a time to send at that passes between two tries', () => {
	afterEach(() => jest.restoreAllMocks());

	test.each(['rayganSend', 'turkeyBulk', 'turkeySend'] as const)(
		'%s: what was accepted stays accepted, the rest is refused',
		async (name) => {
			const { provider, endpoint } = SENDS[name];
			const at = DateTime.now().plus({ minutes: 10 }).startOf('minute');
			const time = { sendAt: at.toISO(), scheduleAt: at.toISO() };
			const options = { ...time, itemsPerRequest: 1 };
			const { faults } = simulatorOf(name);
			faults.next('wrongContentType', { endpoint });
			faults.next({ code: provider === 'raygan' ? 1004 : 'TS-1033' }, { endpoint });
			const items = itemsFor(name, 2, 'hello');
			const failed = await run(name, items, options);
			expect(ledgerOf(name)).toHaveLength(1);

			const later = at.plus({ minutes: 5 }).toMillis();
			jest.spyOn(Date, 'now').mockReturnValue(later);
			const again = await run(name, items, options, { failed, ...CONTINUE });
			expect(ledgerOf(name)).toHaveLength(1);
			expect(again.outputs[0]?.[0]?.json).toMatchObject({ outcome: 'accepted' });
			expect(again.outputs[0]?.[1]?.json).toMatchObject({
				error: expect.stringContaining('in the past'),
				details: { outcome: 'refused' },
			});
		},
	);
});
