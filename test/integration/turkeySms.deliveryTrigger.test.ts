import { poller } from './poller';
import { jsonOf, REPORT_ID, SENT_AT, SMS_ID, TITLE, useTurkeySms } from './turkeySms';
import { KEY } from './simulatorsClient';

const { simulator, operation } = useTurkeySms();

const send = operation('message', 'send', {
	title: TITLE,
	text: 'TEXT_SMS',
	recipient: '905000000001',
});
const sendBulk = operation('message', 'sendBulk', {
	title: TITLE,
	text: 'TEXT_SMS',
	recipients: '905000000001, 905300000002, 905400000003',
});

const trigger = (parameters: object, credential: object = {}) =>
	poller({
		type: 'turkeySmsTrigger',
		credentialType: 'turkeySmsApi',
		credential: () => ({ apiKey: KEY, baseUrl: simulator().url, ...credential }),
		parameters: { event: 'deliveryStatusChanged', watch: 'ids', options: {}, ...parameters },
	});

const report = (parameters: object) => trigger({ event: 'reportChanged', ...parameters });

const askedFor = () => simulator().requests.map(({ endpoint }) => endpoint);

beforeEach(() => simulator().clock.freeze(Date.parse(SENT_AT)));

test('a message is followed by its SMS ID to its end, and asked for no more', async () => {
	await send();
	const { poll } = trigger({ smsIds: SMS_ID });
	expect(await poll()).toMatchObject([
		{ smsId: SMS_ID, status: 'pending', isFinal: false, previousStatus: null },
	]);
	expect(await poll()).toBeNull();
	simulator().clock.advance(10_000);
	expect(await poll()).toEqual([
		{
			event: 'deliveryStatusChanged',
			previousStatus: 'pending',
			smsId: SMS_ID,
			status: 'delivered',
			isFinal: true,
			statusCode: 'TS-1024',
			statusText: 'Number received the message',
			senderId: TITLE,
			sentAt: SENT_AT,
			creditsUsed: 1,
			operator: 'Turk Telekom',
		},
	]);
	simulator().requests.length = 0;
	expect(await poll()).toBeNull();
	expect(simulator().requests).toHaveLength(0);
});

test('a bulk send is followed number by number through its detailed report', async () => {
	simulator().delivery.setOutcome('905300000002', 'undelivered');
	simulator().delivery.setOutcome('905400000003', 'outOfCoverage');
	await sendBulk();
	const { poll, restart } = trigger({ reportIds: REPORT_ID, options: { skipPending: true } });
	expect(await poll()).toBeNull();
	simulator().clock.advance(10_000);
	expect(await poll()).toMatchObject([
		{
			previousStatus: 'pending',
			reportId: REPORT_ID,
			recipient: '+905000000001',
			status: 'delivered',
			isFinal: true,
			operator: 'TURK TELEKOM',
			senderId: TITLE,
		},
		{ recipient: '+905300000002', status: 'undelivered' },
	]);
	restart();
	expect(await poll()).toBeNull();
	simulator().delivery.setOutcome('905400000003', 'delivered');
	expect(await poll()).toMatchObject([{ recipient: '+905400000003', status: 'delivered' }]);
	simulator().requests.length = 0;
	expect(await poll()).toBeNull();
	expect(askedFor()).toEqual([]);
});

test('what was sent here is followed: single messages with their recipient, bulk sends by report', async () => {
	const { poll } = trigger({ watch: 'sentHere' });
	expect(await poll()).toBeNull();
	await send();
	await sendBulk();
	const first = (await poll()) ?? [];
	expect(first.map(({ smsId, reportId, recipient }) => [smsId ?? reportId, recipient])).toEqual([
		[REPORT_ID, '+905000000001'],
		[REPORT_ID, '+905300000002'],
		[REPORT_ID, '+905400000003'],
		[SMS_ID, '+905000000001'],
	]);
	simulator().clock.advance(10_000);
	expect(await poll()).toHaveLength(4);
	expect(await poll()).toBeNull();
});

test('a renewed key and a corrected base URL change nothing of what is followed, and nothing comes again', async () => {
	const ownCredential = { apiKey: KEY, baseUrl: simulator().url };
	const { poll, restart } = trigger({ watch: 'sentHere' }, ownCredential);
	expect(await poll()).toBeNull();
	await send();
	expect(await poll()).toMatchObject([{ smsId: SMS_ID, status: 'pending' }]);
	await sendBulk();

	const renewed = { apiKey: 'renewed-key-0002', baseUrl: `${simulator().url}/` };
	Object.assign(ownCredential, renewed);
	simulator().account.apiKey = renewed.apiKey;
	restart();
	expect(await poll()).toHaveLength(3);
	await send({}, { credential: renewed });
	expect(await poll()).toMatchObject([{ status: 'pending', recipient: '+905000000001' }]);
	simulator().clock.advance(10_000);
	expect(await poll()).toHaveLength(5);
	restart();
	expect(await poll()).toBeNull();
});

test('a rate limit at one message of many keeps the others, and the message comes with the next poll', async () => {
	const items = Array.from({ length: 12 }, () => ({}));
	const sent = jsonOf(await send({ options: { duplicates: 'asGiven' } }, { items }));
	const { poll } = trigger({ smsIds: sent.map(({ smsId }) => smsId) });
	simulator().faults.next({ code: 'TS-1060' }, { endpoint: 'status' });
	expect(await poll()).toHaveLength(11);
	expect(await poll()).toHaveLength(1);
	expect(await poll()).toBeNull();
});

test.each([
	[{ smsIds: '999' }, /SMS ID 999/],
	[{ reportIds: '999' }, /report ID 999/],
	[{ smsIds: '' }, /No ID is given/],
	[{ event: 'reportChanged', reportIds: '999' }, /Report ID 999/],
	[{ event: 'reportChanged', reportIds: '' }, /No report ID/],
])('%j is refused with a sentence at the activation', async (parameters, sentence) => {
	await expect(trigger(parameters).poll()).rejects.toMatchObject({
		message: expect.stringMatching(sentence),
	});
});

describe('reportChanged', () => {
	test('each change of the counts is one item, the last one says so, then nobody asks any more', async () => {
		await sendBulk();
		const { poll, restart } = report({ reportIds: REPORT_ID });
		expect(await poll()).toMatchObject([
			{ event: 'reportChanged', reportId: REPORT_ID, total: 3, delivered: 0, isFinal: false },
		]);
		expect(await poll()).toBeNull();
		simulator().delivery.setOutcome('905300000002', 'outOfCoverage');
		simulator().clock.advance(10_000);
		expect(await poll()).toMatchObject([{ total: 3, delivered: 2, isFinal: false }]);
		restart();
		expect(await poll()).toBeNull();
		simulator().delivery.setOutcome('905300000002', 'invalid');
		expect(await poll()).toMatchObject([{ delivered: 2, invalid: 1, isFinal: true }]);
		simulator().requests.length = 0;
		expect(await poll()).toBeNull();
		restart();
		expect(await poll()).toBeNull();
		expect(askedFor()).toEqual([]);
	});

	test('counts that never add up end with the age limit and an item that says so', async () => {
		simulator().delivery.setOutcome('905300000002', 'outOfCoverage');
		await sendBulk();
		simulator().clock.advance(10_000);
		const { poll } = report({ reportIds: REPORT_ID, options: { maxAgeHours: 1 } });
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
		try {
			expect(await poll()).toHaveLength(1);
			now.mockReturnValue(Date.now() + 3_600_000);
			expect(await poll()).toMatchObject([{ delivered: 2, isFinal: false, expired: true }]);
			expect(await poll()).toBeNull();
		} finally {
			now.mockRestore();
		}
	});

	test('Fetch Test Event shows the reports and changes nothing', async () => {
		await sendBulk();
		const { poll, manual } = report({ reportIds: REPORT_ID });
		expect(await manual()).toMatchObject([{ reportId: REPORT_ID, total: 3 }]);
		expect(await poll()).toHaveLength(1);
		expect(await manual()).toHaveLength(1);
		await expect(report({ reportIds: '999' }).manual()).rejects.toMatchObject({
			message: expect.stringContaining('Report ID 999'),
		});
	});
});
