import type { Outcome } from '../simulators';
import { KEY } from './simulatorsClient';
import { jsonOf, pairsOf, SENT_AT, SMS_ID, useTurkeySms } from './turkeySms';

const { simulator, operation, haveSent, requests } = useTurkeySms();
const send = operation('message', 'send', {
	title: 'TURKEY SMS',
	text: 'TEXT_SMS',
	recipient: '={{ $json.to }}',
});
const getStatus = operation('message', 'getStatus', { smsIds: SMS_ID });

const numbers = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ to: `9050000${10_000 + index}` }));
const idOf = (index: number) => String(Number(SMS_ID) + index);

test('the request has the key, the id and the form of the answer in its query', async () => {
	await haveSent();
	await getStatus();
	expect(requests()).toMatchObject([
		{ method: 'GET', path: '/api/v3/sms-durumu/sms_durumu.php', rawBody: '' },
	]);
	expect(requests()[0]?.query).toEqual({
		api_key: KEY,
		sms_id: SMS_ID,
		response_type: 'json',
	});
});

test('a message that was received', async () => {
	await haveSent();
	expect(jsonOf(await getStatus())).toEqual([
		{
			smsId: SMS_ID,
			status: 'delivered',
			isFinal: true,
			statusCode: 'TS-1024',
			statusText: 'Number received the message',
			senderId: 'TURKEY SMS',
			sentAt: SENT_AT,
			creditsUsed: 1,
			operator: 'Turk Telekom',
		},
	]);
});

test.each<[Outcome, string, boolean, string]>([
	['undelivered', 'undelivered', true, 'TS-1022'],
	['outOfCoverage', 'pending', false, 'TS-1023'],
	['pending', 'pending', false, 'TS-1023'],
	[{ raw: 'TS-1999' }, 'pending', false, 'TS-1999'],
])('a message that is %j is %s', async (outcome, status, isFinal, statusCode) => {
	simulator().delivery.setOutcome('905000000001', outcome);
	await haveSent();
	expect(jsonOf(await getStatus())).toMatchObject([{ status, isFinal, statusCode }]);
});

test.each([
	['Number received the message', 'delivered'],
	['Number did not receive the message', 'undelivered'],
])('where the code is only that of the query, the text “%s” counts', async (text, status) => {
	const reply = { result: true, status_code: 'TS-1064', sms_status: text, sms_balance: '2 SMS' };
	simulator().faults.next({ kind: 'replyWith', body: JSON.stringify(reply) });
	expect(jsonOf(await getStatus())).toEqual([
		{
			smsId: SMS_ID,
			status,
			isFinal: true,
			statusCode: 'TS-1064',
			statusText: text,
			creditsUsed: 2,
		},
	]);
});

test('an answer without a status is no status', async () => {
	simulator().faults.next({ kind: 'replyWith', body: '{"result":true,"operator":"Turkcell"}' });
	const { fault } = await getStatus();
	expect(fault?.httpCode).toBe('502');
});

describe('many', () => {
	beforeEach(async () => {
		await send({}, { items: numbers(12) });
		simulator().clock.advance(10_000);
		requests().length = 0;
	});

	test.each([
		['commas, spaces and lines', `${idOf(0)}, ${idOf(1)}\n${idOf(2)} ${idOf(3)}`],
		['Persian digits and commas', '۱۰۰۰۰۰۷۷۲۱، ۱۰۰۰۰۰۷۷۲۲، ۱۰۰۰۰۰۷۷۲۳، ۱۰۰۰۰۰۷۷۲۴'],
	])('ids with %s between them', async (_, smsIds) => {
		expect(jsonOf(await getStatus({ smsIds })).map(({ smsId }) => smsId)).toEqual(
			[0, 1, 2, 3].map(idOf),
		);
	});

	test('an array of numbers and texts, with an id twice: a row each, a request an id', async () => {
		const ids = [Number(idOf(3)), idOf(1), idOf(3)];
		const result = await getStatus({ smsIds: '={{ $json.ids }}' }, { items: [{ ids }] });
		expect(jsonOf(result).map(({ smsId }) => smsId)).toEqual(ids.map(String));
		expect(requests()).toHaveLength(2);
	});

	test('rows come in order and are paired, with several requests at the same time', async () => {
		simulator().latencyMs = 20;
		const items = [0, 4, 8].map((at) => ({ ids: [0, 1, 2, 3].map((index) => idOf(at + index)) }));
		const result = await getStatus({ smsIds: '={{ $json.ids }}' }, { items });
		expect(jsonOf(result).map(({ smsId }) => smsId)).toEqual(numbers(12).map((_, i) => idOf(i)));
		expect(pairsOf(result)).toEqual([0, 1, 2].flatMap((item) => Array(4).fill({ item })));
		expect(simulator().peakInFlight).toBeGreaterThan(1);
		expect(simulator().peakInFlight).toBeLessThanOrEqual(5);
	});

	test('an unknown id goes to the error output by its name, the others keep their results', async () => {
		const result = await getStatus(
			{ smsIds: '={{ $json.ids }}' },
			{
				items: [{ ids: `${idOf(0)} 999 ${idOf(1)}` }, { ids: '' }, { ids: idOf(2) }],
				onError: 'continueErrorOutput',
			},
		);
		expect(jsonOf(result).map(({ smsId }) => smsId)).toEqual([idOf(0), idOf(1), idOf(2)]);
		expect(pairsOf(result)).toEqual([{ item: 0 }, { item: 0 }, { item: 2 }]);
		expect(result.outputs[1]).toMatchObject([
			{
				json: {
					ids: `${idOf(0)} 999 ${idOf(1)}`,
					error: expect.stringContaining('SMS ID 999: '),
					details: { code: 'TS-1033' },
				},
				pairedItem: { item: 0 },
			},
			{ json: { error: 'No SMS ID is given' }, pairedItem: { item: 1 } },
		]);
	});

	test('in stop mode a fault names its id and its item', async () => {
		const { fault } = await getStatus(
			{ smsIds: '={{ $json.ids }}' },
			{ items: [{ ids: idOf(0) }, { ids: '999' }] },
		);
		expect(fault?.message).toMatch(/^SMS ID 999: .* \[item 1\]$/);
	});
});

const thousand = Array.from({ length: 1_000 }, (_, index) => ({ ids: idOf(index) }));

test('a key that may not ask is refused once, not for each of a thousand items', async () => {
	simulator().account.statusEnabled = false;
	const result = await getStatus(
		{ smsIds: '={{ $json.ids }}' },
		{ items: thousand, onError: 'continueErrorOutput' },
	);
	expect(result.outputs[1]).toHaveLength(1_000);
	expect(result.outputs[1]?.[999]?.json).toMatchObject({ details: { code: 'TS-1063' } });
	expect(requests().length).toBeLessThanOrEqual(10);
});

test('in stop mode nothing more is asked after the first fault', async () => {
	const { fault } = await getStatus({ smsIds: '={{ $json.ids }}' }, { items: thousand });
	expect(fault?.message).toContain(`SMS ID ${SMS_ID}: `);
	expect(requests().length).toBeLessThanOrEqual(20);
});

test.each([
	['TS-1063', '403'],
	['TS-1031', '401'],
	['TS-1050', '401'],
	['TS-1030', '403'],
	['TS-1033', '422'],
	['TS-7777', '502'],
])('%s has the class %s and no outcome', async (code, httpCode) => {
	simulator().faults.next({ code });
	const stopped = await getStatus();
	expect(stopped.fault?.httpCode).toBe(httpCode);
	expect(stopped.fault?.message).not.toContain('sent');
});

test('a time-out is a fault that says how long it was waited', async () => {
	simulator().faults.next('timeout');
	const { fault } = await getStatus({ options: { timeout: 200 } });
	expect(fault?.message).toContain('did not answer within 200 ms');
	expect(fault?.httpCode).toBe('504');
});
