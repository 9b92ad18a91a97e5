import { KEY } from './simulatorsClient';
import { DONE_AT, jsonOf, pairsOf, REPORT_ID, SENT_AT, useTurkeySms } from './turkeySms';

const { simulator, operation, haveSent, requests } = useTurkeySms();
const get = operation('report', 'get', { reportId: REPORT_ID });
const getDetailed = operation('report', 'getDetailed', { reportId: REPORT_ID });

function answer(fields: object): void {
	const body = JSON.stringify({ result: true, status_code: 'TS-1064', ...fields });
	simulator().faults.next({ kind: 'replyWith', body });
}

describe.each([
	['get', get, '/api/v3/rapor/temel'],
	['getDetailed', getDetailed, '/api/v3/rapor/detayli'],
])('%s', (_, run, path) => {
	beforeEach(haveSent);

	test('asks with the key and the id in its body', async () => {
		await run({ reportId: ` ${REPORT_ID}\n` });
		expect(requests()).toMatchObject([{ method: 'POST', path, query: {} }]);
		expect(requests()[0]?.body).toEqual({
			api_key: KEY,
			raporid: REPORT_ID,
			response_type: 'json',
		});
	});

	test('an id may be a number', async () => {
		await run({ reportId: '={{ $json.id }}' }, { items: [{ id: 123456 }] });
		expect(requests()).toMatchObject([{ body: { raporid: REPORT_ID } }]);
	});

	test('several items, of which two share an id, one has none and one an unknown one', async () => {
		const result = await run(
			{ reportId: '={{ $json.id }}' },
			{
				items: [{ id: REPORT_ID }, { id: '' }, { id: '999' }, { id: REPORT_ID }],
				onError: 'continueErrorOutput',
			},
		);
		expect(new Set(pairsOf(result).map((pair) => JSON.stringify(pair)))).toEqual(
			new Set(['{"item":0}']),
		);
		expect(result.outputs[1]).toMatchObject([
			{ json: { error: 'Report ID is empty' }, pairedItem: { item: 1 } },
			{ json: { id: '999', details: { code: 'TS-1033' } }, pairedItem: { item: 2 } },
		]);
		expect(requests()).toHaveLength(2);
	});

	test.each([
		['TS-1063', '403'],
		['TS-1031', '401'],
		['TS-1030', '403'],
	])('%s has the class %s', async (code, httpCode) => {
		simulator().faults.next({ code });
		expect((await run()).fault?.httpCode).toBe(httpCode);
	});

	test('a success that tells nothing of the report is no report', async () => {
		answer({ report_id: REPORT_ID });
		expect((await run()).fault?.httpCode).toBe('502');
	});
});

test('the summary of the document', async () => {
	answer({
		report_id: '123456',
		sending_date: '2024-09-19',
		sending_time: '19:35:38',
		report_status: 'Report dispatched successfully.',
		number_verification_status: 'Undergoing number verification.',
		total_mobile_numbers: '2492',
		sms_sender_id: 'TURKEY SMS',
		numbers_received: '1968',
		numbers_not_received: '0',
		invalid_numbers: '0',
		blocked_numbers: '0',
		turkcell_count: '860',
		turktelekom_count: '566',
		vodafone_count: '320',
		message_validity_duration: '1440',
	});
	expect(jsonOf(await get())).toEqual([
		{
			reportId: '123456',
			statusCode: 'TS-1064',
			sentAt: SENT_AT,
			reportStatus: 'Report dispatched successfully.',
			numberVerificationStatus: 'Undergoing number verification.',
			senderId: 'TURKEY SMS',
			total: 2492,
			delivered: 1968,
			undelivered: 0,
			invalid: 0,
			blocked: 0,
			turkcell: 860,
			turkTelekom: 566,
			vodafone: 320,
			validityMinutes: 1440,
		},
	]);
});

test('an answer that leaves fields out leaves them out, but for the id that was asked for', async () => {
	answer({ total_mobile_numbers: 5, numbers_received: 'unknown', sending_date: '' });
	expect(jsonOf(await get())).toEqual([{ reportId: REPORT_ID, statusCode: 'TS-1064', total: 5 }]);
});

const row = (numberId: string, recipient: string, more = {}) => ({
	reportId: REPORT_ID,
	numberId,
	recipient,
	sentAt: SENT_AT,
	doneAt: DONE_AT,
	parts: 1,
	status: 'delivered',
	isFinal: true,
	statusText: 'Number received the message',
	operator: 'TURK TELEKOM',
	...more,
});

describe('by number', () => {
	test('a row a number, with its number in the international form', async () => {
		await haveSent();
		expect(jsonOf(await getDetailed())).toEqual([
			row('1', '+905000000001'),
			row('2', '+905000000002'),
		]);
	});

	test('one item with the report and all numbers, where it is wanted', async () => {
		await haveSent();
		const result = await getDetailed({ options: { oneItem: true, includeRaw: true } });
		expect(jsonOf(result)).toMatchObject([
			{
				reportId: REPORT_ID,
				statusCode: 'TS-1064',
				total: 2,
				senderId: 'TURKEY SMS',
				numbers: [
					{ numberId: '1', recipient: '+905000000001', status: 'delivered', doneAt: DONE_AT },
					{ numberId: '2', recipient: '+905000000002' },
				],
				raw: { report_id: REPORT_ID, numbers: [{ number_id: 1 }, { number_id: 2 }] },
			},
		]);
		expect(result.outputs[0]).toHaveLength(1);
	});

	test("a row has the provider's own row beside it", async () => {
		await haveSent();
		const [, second] = jsonOf(await getDetailed({ options: { includeRaw: true } }));
		expect(second?.raw).toMatchObject({ number_id: 2, phone_number: '5000000002' });
		expect(second?.raw).not.toHaveProperty('numbers');
	});

	test.each<[string, string, boolean]>([
		['undelivered', 'undelivered', true],
		['blocked', 'blocked', true],
		['invalid', 'rejected', true],
		['outOfCoverage', 'pending', false],
		['pending', 'pending', false],
	])('a number that is %s is %s', async (outcome, status, isFinal) => {
		simulator().delivery.setOutcome('905000000002', { raw: textOf(outcome) });
		await haveSent();
		expect(jsonOf(await getDetailed())).toMatchObject([
			{ status: 'delivered' },
			{ status, isFinal, statusText: textOf(outcome) },
		]);
	});

	test('numbers abroad, numbers that are none, and times that are not yet', async () => {
		const numbers = [
			{ phone_number: '4915112345678', sms_status: 'Out of coverage', done_at: '' },
			{ phone_number: '555***4567', done_at: '0000-00-00 00:00:00', sms_count: '2' },
			{},
		];
		answer({ report_status: 'Sent', numbers });
		expect(jsonOf(await getDetailed())).toEqual([
			{
				reportId: REPORT_ID,
				recipient: '+4915112345678',
				status: 'pending',
				isFinal: false,
				statusText: 'Out of coverage',
			},
			{
				reportId: REPORT_ID,
				recipient: '555***4567',
				parts: 2,
				status: 'pending',
				isFinal: false,
			},
			{ reportId: REPORT_ID, status: 'pending', isFinal: false },
		]);
	});

	test('a report without numbers gives no item, or one with an empty list', async () => {
		answer({ report_status: 'Sent', numbers: [] });
		expect(jsonOf(await getDetailed())).toEqual([]);
		answer({ report_status: 'Sent', numbers: [] });
		expect(jsonOf(await getDetailed({ options: { oneItem: true } }))).toMatchObject([
			{ numbers: [] },
		]);
	});

	test('50,000 numbers', async () => {
		const numbers = Array.from({ length: 50_000 }, (_, index) => ({
			number_id: index + 1,
			phone_number: String(5_300_000_000 + index),
			sent_at: `2024-09-19 19:35:${10 + (index % 50)}`,
			sms_status: 'Number received the message',
		}));
		answer({ report_status: 'Sent', numbers });
		const rows = jsonOf(await getDetailed());
		expect(rows).toHaveLength(50_000);
		expect(rows.at(-1)).toEqual({
			reportId: REPORT_ID,
			numberId: '50000',
			recipient: '+905300049999',
			sentAt: '2024-09-19T19:35:59+03:00',
			status: 'delivered',
			isFinal: true,
			statusText: 'Number received the message',
		});
	}, 60_000);
});

/** The words of the simulated provider, and of reports that it does not print. */
function textOf(outcome: string): string {
	const texts: Record<string, string> = {
		undelivered: 'Number did not receive the message',
		blocked: 'Number is blocked',
		invalid: 'Number is invalid',
		outOfCoverage: 'Number is out of coverage and has not received the message yet',
	};
	return texts[outcome] ?? 'Waiting';
}
