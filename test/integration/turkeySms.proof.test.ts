import { jsonOf, SENDS, sendsWhere, useSends } from './sends';
import type { SendName } from './sends';

const { run, simulatorOf, requestsOf, ledgerOf, itemsFor, turkey } = useSends();

const CONTINUE = { onError: 'continueRegularOutput' } as const;
const SENDING = sendsWhere(({ provider }) => provider === 'turkey');
const idFieldOf = (name: SendName) =>
	SENDS[name].request === 'oneMessage' ? 'sms_id' : 'rapor_id';

/** What the provider has in its ledger, and what the node said of two items. */
async function outcomesOf(name: SendName) {
	const { outputs } = await run(name, itemsFor(name, 2, 'hello'), {}, CONTINUE);
	const rows = jsonOf(outputs[0]);
	return { rows, outcomes: rows.map(({ outcome, details }) => outcome ?? detailOf(details)) };
}

const detailOf = (details: unknown): unknown =>
	typeof details === 'object' && details !== null ? Reflect.get(details, 'outcome') : undefined;

describe.each(SENDING)('%s', (name) => {
	const style = () => turkey().style;

	test.each([
		['TS-1027', { result_code: 'TS-1027' }],
		['TS-1029 in another field', { status_code: 'TS-1029' }],
		['TS-1060', { sms_status_code: 'TS-1060' }],
		['a code that nobody knows', { result_code: 'TS-4711' }],
	])('a success that bears %s is an unknown outcome, and is not sent again', async (_, changed) => {
		style().changed = changed;
		const { rows, outcomes } = await outcomesOf(name);
		expect(outcomes).toEqual(['unknown', 'unknown']);
		expect(rows[0]?.error).toContain('contradiction');
		expect(rows[0]?.error).toContain('may have been sent');
		expect(ledgerOf(name)).toHaveLength(2);
	});

	test.each([undefined, null, '', '0', 0, '-1', 'null', 'false', 'sent'])(
		'the id %j is none, so the outcome is unknown',
		async (id) => {
			style().changed = { [idFieldOf(name)]: id };
			const { rows, outcomes } = await outcomesOf(name);
			expect(outcomes).toEqual(['unknown', 'unknown']);
			expect(rows[0]?.error).toContain('without an ID');
			expect(ledgerOf(name)).toHaveLength(2);
		},
	);

	test.each(['data', 'data and all'] as const)('an answer under %s is read', async (wrapped) => {
		style().wrapped = wrapped;
		const { rows, outcomes } = await outcomesOf(name);
		expect(outcomes).toEqual(['accepted', 'accepted']);
		const [message] = ledgerOf(name);
		expect(rows[0]).toMatchObject(
			SENDS[name].request === 'oneMessage'
				? { smsId: message?.smsId }
				: { reportId: message?.reportId },
		);
	});

	test('the plain success of the newer API, and an answer without a code, are accepted', async () => {
		style().changed = { result_code: 'TS-1000' };
		expect((await outcomesOf(name)).outcomes).toEqual(['accepted', 'accepted']);
		style().changed = { result_code: undefined };
		expect((await outcomesOf(name)).outcomes).toEqual(['accepted', 'accepted']);
	});

	test('a success under HTTP status 403 is an unknown outcome', async () => {
		style().status = 403;
		expect((await outcomesOf(name)).outcomes).toEqual(['unknown', 'unknown']);
	});

	test('a refusal under HTTP status 403 is a refusal', async () => {
		style().refusals = 'newer';
		turkey().account.localBalance = 0;
		const { rows, outcomes } = await outcomesOf(name);
		expect(outcomes).toEqual(['refused', 'refused']);
		expect(rows[0]?.error).toContain('not enough balance');
		expect(ledgerOf(name)).toHaveLength(0);
	});

	test('a 413 is a refusal: the web server did not hand the request on', async () => {
		const fault = { kind: 'httpStatus', status: 413 } as const;
		simulatorOf(name).faults.next(fault, { endpoint: SENDS[name].endpoint, times: 2 });
		const { rows, outcomes } = await outcomesOf(name);
		expect(outcomes).toEqual(['refused', 'refused']);
		expect(rows[0]?.error).toContain('too large');
		expect(ledgerOf(name)).toHaveLength(0);
	});
});

describe.each(
	sendsWhere(({ provider, request }) => provider === 'turkey' && request !== 'oneMessage'),
)('%s', (name) => {
	test('a total smaller than the numbers that were sent leaves all of them unknown, with both figures', async () => {
		turkey().nextBulks.push({ takes: 1 });
		const { rows, outcomes } = await outcomesOf(name);
		expect(outcomes).toEqual(['unknown', 'unknown']);
		expect(rows[1]?.error).toContain('a total of 1 where 2 numbers were handed over');
		expect(ledgerOf(name)).toHaveLength(1);
	});

	test('a total larger than that is no proof either', async () => {
		turkey().nextBulks.push({ takes: 2, total: '3' });
		expect((await outcomesOf(name)).outcomes).toEqual(['unknown', 'unknown']);
	});

	test.each([null, '', 'many'])('a total %j says nothing', async (total) => {
		turkey().nextBulks.push({ takes: 2, total });
		expect((await outcomesOf(name)).outcomes).toEqual(['accepted', 'accepted']);
	});

	test('of a number that is given twice and counts once nothing proves that both were taken', async () => {
		turkey().nextBulks.push({ takes: 2, total: 1 });
		const [item = { to: '', text: '' }] = itemsFor(name, 1, 'hello');
		const asGiven = { duplicates: 'asGiven' };
		const { outputs } = await run(name, [item, item], asGiven, {
			onError: 'continueRegularOutput',
		});
		const unknown = expect.objectContaining({ outcome: 'unknown' });
		expect(jsonOf(outputs[0]).map(({ details }) => details)).toEqual([unknown, unknown]);
		expect(requestsOf(name)).toHaveLength(1);
	});
});
