import { jsonOf, SENDS, sendsWhere, useSends } from './sends';

const { run, settingsOf, ledgerOf, requestsOf, itemsFor } = useSends();

const ALL = sendsWhere(() => true);
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

	test('a plain login stands for all items', async () => {
		await run(name, itemsFor(name, 120, 'hello'));
		expect(ledgerOf(name)).toHaveLength(120);
		if (SENDS[name].request !== 'oneMessage') expect(requestsOf(name)).toHaveLength(1);
	});
});
