import { PROVIDERS, useProviders } from './providers';
import { jsonOf, SENDS, sendsWhere, useSends } from './sends';

const { run, settingsOf, ledgerOf, requestsOf, itemsFor } = useSends();

/** A pattern code bears no login: its Access Hash stands for the account. */
const ALL = sendsWhere(() => true).filter((name) => name !== 'rayganPatternCode');
const CONTINUE = { onError: 'continueRegularOutput' } as const;

/** The login stands in the items; without one the second of two logins is wrong. */
function byItem(name: (typeof ALL)[number]) {
	const { credential } = settingsOf(name);
	return SENDS[name].provider === 'raygan'
		? { ...credential, password: '={{ $json.secret }}' }
		: { ...credential, apiKey: '={{ $json.secret }}' };
}

describe.each(ALL)('%s', (name) => {
	const { provider } = SENDS[name];
	const right = () =>
		String(settingsOf(name).credential[provider === 'raygan' ? 'password' : 'apiKey']);
	const items = (count: number, isWrong: (index: number) => boolean) =>
		itemsFor(name, count, 'hello').map((item, index) => ({
			...item,
			secret: isWrong(index) ? 'wrong' : right(),
		}));

	test.each([4, 70])(
		'of %d items each acts with its own login, and only those of a wrong one fail',
		async (count) => {
			const { outputs } = await run(
				name,
				items(count, (index) => index % 2 === 1),
				{},
				{
					...CONTINUE,
					credential: byItem(name),
				},
			);
			expect(ledgerOf(name)).toHaveLength(count / 2);
			const outcomes = jsonOf(outputs[0]).map(({ error }) => error === undefined);
			expect(outcomes).toEqual(Array.from({ length: count }, (_, index) => index % 2 === 0));
		},
	);

	test('one login among many that differs is not sent with the others', async () => {
		const { outputs } = await run(
			name,
			items(120, (index) => index === 77),
			{},
			{
				...CONTINUE,
				credential: byItem(name),
			},
		);
		expect(ledgerOf(name)).toHaveLength(119);
		expect(jsonOf(outputs[0])[77]).toMatchObject({ details: { outcome: 'refused' } });
	});

	test('an item whose login cannot be read fails alone, and is not sent with another one', async () => {
		const { credential } = settingsOf(name);
		const field = provider === 'raygan' ? 'password' : 'apiKey';
		const { outputs } = await run(
			name,
			items(3, (index) => index === 1),
			{},
			{
				...CONTINUE,
				credential: {
					...credential,
					[field]: "={{ $json.secret === 'wrong' ? $('Nowhere').first().json.x : $json.secret }}",
				},
			},
		);
		expect(ledgerOf(name)).toHaveLength(2);
		expect(jsonOf(outputs[0])[1]).toMatchObject({
			error: 'The credential could not be read for this item',
			details: { outcome: 'refused', code: 'credential-not-read' },
		});
	});

	test('a plain login stands for all items', async () => {
		await run(name, itemsFor(name, 120, 'hello'));
		expect(ledgerOf(name)).toHaveLength(120);
		if (SENDS[name].request !== 'oneMessage') expect(requestsOf(name)).toHaveLength(1);
	});
});

describe('questions', () => {
	const providers = useProviders();
	const ITEMS = ['right', 'wrong', 'right'].map((which) => ({ which }));

	test.each(PROVIDERS)('%s: what is left is asked for each login', async (name) => {
		const { askAccount, credential, simulator } = providers[name];
		const plain = credential();
		const field = name === 'raygan' ? 'password' : 'apiKey';
		const secret = `={{ $json.which === 'right' ? '${String(plain[field])}' : 'wrong' }}`;
		const { outputs } = await askAccount(
			{},
			{ items: ITEMS, credential: { ...plain, [field]: secret }, ...CONTINUE },
		);
		expect(jsonOf(outputs[0]).map(({ error }) => error === undefined)).toEqual([true, false, true]);
		expect(simulator().requests).toHaveLength(2);
	});

	test.each([
		['raygan', { resource: 'delivery', operation: 'getMessageStatus', messageIds: '1' }],
		['raygan', { resource: 'recipient', operation: 'checkBlacklist', mobiles: '09112170848' }],
		['turkey', { resource: 'message', operation: 'getStatus', smsIds: '1000007721' }],
	] as const)('%s %j: each login asks for itself', async (name, parameters) => {
		const { askAccount, credential, simulator } = providers[name];
		const plain = credential();
		const field = name === 'raygan' ? 'password' : 'apiKey';
		const secret = `={{ $json.which === 'right' ? '${String(plain[field])}' : 'wrong' }}`;
		await askAccount(parameters, {
			items: ITEMS,
			credential: { ...plain, [field]: secret },
			...CONTINUE,
		});
		expect(simulator().requests).toHaveLength(2);
	});
});
