import { poller } from './poller';
import { jsonOf, useRaygan } from './rayganOperations';
import { LINE } from './simulatorsClient';

const { simulator, operation, credential, endpoints } = useRaygan();

const send = operation('message', 'send', {
	phoneNumber: LINE,
	message: 'سلام',
	mobiles: '09112170848, 09116662206',
});
const sendPersonalized = operation('message', 'sendPersonalized', {
	phoneNumber: LINE,
	message: 'سلام',
	mobile: '={{ $json.mobile }}',
});

const trigger = (parameters: object) =>
	poller({
		type: 'rayganSmsTrigger',
		credentialType: 'rayganSmsApi',
		credential,
		parameters: { event: 'deliveryStatusChanged', watch: 'ids', options: {}, ...parameters },
	});

async function sentGroup(options = {}): Promise<string> {
	const [sent] = jsonOf((await send({ options })).outputs[0]);
	return String(sent?.groupMessageId);
}

beforeEach(() => simulator().clock.freeze());

describe('ids', () => {
	test('a group is followed to the handset, each change once, and then asked for no more', async () => {
		simulator().delivery.setOutcome('09116662206', 'rejected');
		const groupMessageId = await sentGroup();
		const { poll } = trigger({ groupMessageIds: groupMessageId });

		expect(await poll()).toMatchObject([
			{ recipient: '+989112170848', status: 'pending', previousStatus: null },
			{ recipient: '+989116662206', status: 'pending', previousStatus: null },
		]);
		expect(await poll()).toBeNull();
		simulator().clock.advance(1_000);
		expect(await poll()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);
		simulator().clock.advance(10_000);
		expect(await poll()).toEqual([
			{
				event: 'deliveryStatusChanged',
				previousStatus: 'sent',
				recipient: '+989112170848',
				status: 'delivered',
				isFinal: true,
				statusCode: '1',
				statusText: 'Reached the handset',
				groupMessageId,
				groupStatus: 'sent',
				groupStatusCode: '1',
			},
			expect.objectContaining({ recipient: '+989116662206', status: 'rejected', isFinal: true }),
		]);
		simulator().requests.length = 0;
		expect(await poll()).toBeNull();
		expect(simulator().requests).toHaveLength(0);
	});

	test('messages by own ids share one request, and a restart repeats nothing', async () => {
		const items = Array.from({ length: 30 }, (_, index) => ({
			mobile: `0911217${String(1000 + index)}`,
		}));
		const sent = jsonOf((await sendPersonalized({}, { items })).outputs[0]);
		const messageIds = sent.map(({ messageId }) => messageId);
		const { poll, restart } = trigger({ messageIds: messageIds.join('\n') });
		expect(await poll()).toHaveLength(30);
		expect(endpoints().filter((name) => name === 'CorrespondingMessageStatus')).toHaveLength(1);
		restart();
		expect(await poll()).toBeNull();
		simulator().clock.advance(10_000);
		expect(await poll()).toMatchObject(
			Array.from({ length: 30 }, () => ({ status: 'delivered', previousStatus: 'pending' })),
		);
		restart();
		expect(await poll()).toBeNull();
	});

	test('a user group that is not known yet is waited for, and its id is resolved once', async () => {
		const { poll } = trigger({ userGroupIds: '1403001' });
		expect(await poll()).toBeNull();
		const groupMessageId = await sentGroup({ userGroupId: '1403001' });
		expect(await poll()).toMatchObject([
			{ userGroupId: '1403001', groupMessageId, status: 'pending' },
			{ userGroupId: '1403001', groupMessageId, status: 'pending' },
		]);
		simulator().requests.length = 0;
		expect(await poll()).toBeNull();
		expect(endpoints()).toEqual(['GroupMessageStatus']);
	});

	test('only the chosen statuses start the workflow, and the age limit ends it with an item that says so', async () => {
		simulator().delivery.setOutcome('09116662206', 'pending');
		const groupMessageIds = await sentGroup();
		const options = { statuses: ['delivered'], maxAgeHours: 1 };
		const { poll } = trigger({ groupMessageIds, options });
		const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
		try {
			expect(await poll()).toBeNull();
			simulator().clock.advance(10_000);
			expect(await poll()).toMatchObject([{ recipient: '+989112170848', status: 'delivered' }]);
			now.mockReturnValue(Date.now() + 3_600_000);
			expect(await poll()).toMatchObject([
				{ recipient: '+989116662206', status: 'pending', isFinal: false, expired: true },
			]);
			expect(await poll()).toBeNull();
		} finally {
			now.mockRestore();
		}
	});

	test('a fault at one of two groups keeps back nothing of the other one, and loses nothing', async () => {
		const ids = [await sentGroup(), await sentGroup()];
		const { poll } = trigger({ groupMessageIds: ids });
		simulator().faults.next('badGateway', { endpoint: 'GroupMessageStatus' });
		expect(await poll()).toHaveLength(2);
		expect(await poll()).toHaveLength(2);
		expect(await poll()).toBeNull();
		simulator().faults.next('badGateway', { endpoint: 'GroupMessageStatus', times: 2 });
		await expect(poll()).rejects.toMatchObject({ httpCode: '502' });
		simulator().clock.advance(10_000);
		expect(await poll()).toHaveLength(4);
	});

	test.each([
		[{ groupMessageIds: 'no-such-group' }, /group message ID no-such-group/],
		[{ messageIds: '7' }, /no status for message ID 7/],
		[{ messageIds: 'abc' }, /abc is not a message ID/],
		[{}, /No ID is given/],
	])('%j is refused with a sentence at the activation', async (parameters, sentence) => {
		await expect(trigger(parameters).poll()).rejects.toMatchObject({
			message: expect.stringMatching(sentence),
		});
	});

	test('beside ids that are known an unknown one stops nothing, not even after a restart', async () => {
		const { poll, restart } = trigger({ groupMessageIds: [await sentGroup(), 'no-such-group'] });
		expect(await poll()).toHaveLength(2);
		restart();
		expect(await poll()).toBeNull();
	});

	test('Fetch Test Event shows how the messages stand and changes nothing', async () => {
		const { poll, manual } = trigger({ groupMessageIds: await sentGroup() });
		expect(await manual()).toMatchObject([{ status: 'pending' }, { status: 'pending' }]);
		expect(await manual()).toHaveLength(2);
		expect(await poll()).toHaveLength(2);
		expect(await manual()).toHaveLength(2);
		await expect(trigger({ groupMessageIds: 'g1' }).manual()).rejects.toMatchObject({
			message: expect.stringContaining('group message ID g1'),
		});
	});
});

describe('sent here', () => {
	const watchSentHere = (parameters = {}) =>
		trigger({ watch: 'sentHere', groupMessageIds: '', ...parameters });

	test('what the action node sends is followed from its first status on', async () => {
		const { poll } = watchSentHere({ options: { skipPending: true } });
		expect(await poll()).toBeNull();
		const groupMessageId = await sentGroup();
		await sendPersonalized({}, { items: [{ mobile: '09121234567' }] });
		expect(await poll()).toMatchObject([
			{ groupMessageId, recipient: '+989112170848', status: 'pending', previousStatus: null },
			{ groupMessageId, recipient: '+989116662206', status: 'pending', previousStatus: null },
			{ messageId: expect.any(String), recipient: '+989121234567', status: 'pending' },
		]);
		simulator().clock.advance(10_000);
		expect(await poll()).toMatchObject([
			{ status: 'delivered' },
			{ status: 'delivered' },
			{ status: 'delivered', recipient: '+989121234567' },
		]);
		simulator().requests.length = 0;
		expect(await poll()).toBeNull();
		expect(simulator().requests).toHaveLength(0);
	});

	test('a trigger that is new does not bring up the past, and two follow the same messages', async () => {
		await sentGroup();
		const [one, other] = [watchSentHere(), watchSentHere()];
		expect(await one.poll()).toBeNull();
		expect(await other.poll()).toBeNull();
		await sentGroup();
		expect(await one.poll()).toHaveLength(2);
		expect(await other.poll()).toHaveLength(2);
		expect(await one.poll()).toBeNull();
	});

	test('Fetch Test Event shows the last that was sent, and says so where it was nothing', async () => {
		await expect(
			poller({
				type: 'rayganSmsTrigger',
				credentialType: 'rayganSmsApi',
				credential: () => ({ ...credential(), username: 'somebody-else' }),
				parameters: { event: 'deliveryStatusChanged', watch: 'sentHere', options: {} },
			}).manual(),
		).rejects.toMatchObject({ message: expect.stringContaining('has sent nothing') });
		const groupMessageId = await sentGroup();
		expect((await watchSentHere().manual())?.slice(-2)).toMatchObject([
			{ groupMessageId },
			{ groupMessageId },
		]);
	});
});

test('a received message starts no delivery event, and a delivery no received message', async () => {
	const received = poller({
		type: 'rayganSmsTrigger',
		credentialType: 'rayganSmsApi',
		credential,
		parameters: { event: 'messageReceived', phoneNumbers: LINE, options: {} },
	});
	const delivery = trigger({ watch: 'sentHere' });
	expect(await received.poll()).toBeNull();
	expect(await delivery.poll()).toBeNull();

	simulator().inbox.receive({ to: LINE, from: '09112170848', text: 'سلام' });
	expect(await delivery.poll()).toBeNull();
	expect(await received.poll()).toMatchObject([{ event: 'messageReceived', text: 'سلام' }]);

	await sentGroup();
	expect(await received.poll()).toBeNull();
	expect(await delivery.poll()).toMatchObject([
		{ event: 'deliveryStatusChanged' },
		{ event: 'deliveryStatusChanged' },
	]);
	simulator().clock.advance(10_000);
	expect(await received.poll()).toBeNull();
	expect(await delivery.poll()).toHaveLength(2);
});
