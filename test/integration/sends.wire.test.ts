import { KEY, LINE } from './simulatorsClient';
import { jsonOf, pairsOf, useSends } from './sends';
import { TITLE } from './turkeySms';

const { run, raygan, requestsOf, ledgerOf, itemsFor } = useSends();

const TEXT = 'نمی\u200cخواهم 🎉\n';

interface Row {
	Id: string;
	Message: string;
	Mobile: string;
}

const rowsOf = (name: 'rayganPersonalized' | 'rayganToPort'): Row[][] =>
	requestsOf(name).map(({ rawBody }) => JSON.parse(rawBody).RecipientsMessage);

describe.each(['rayganPersonalized', 'rayganToPort'] as const)('%s', (name) => {
	const ports = name === 'rayganToPort' ? { recievePortNumber: 20, sendPortNumber: 40 } : {};
	const path = `/api/smsAPI/${name === 'rayganToPort' ? 'SendMessageToPort' : 'SendCorrespondingMessage'}`;

	test('the body is as the document has it', async () => {
		await run(name, itemsFor(name, 2, TEXT));
		expect(requestsOf(name)).toMatchObject([{ method: 'POST', path, hasAuthorization: true }]);
		expect(requestsOf(name)[0]?.body).toEqual({
			PhoneNumber: LINE,
			RecipientsMessage: [
				{ Id: expect.stringMatching(/^\d+$/), Message: TEXT, Mobile: '09112170000' },
				{ Id: expect.stringMatching(/^\d+$/), Message: TEXT, Mobile: '09112170001' },
			],
			UserGroupID: expect.stringMatching(/^\d{18}$/),
			...ports,
		});
	});

	test('own ids are within int32 and never the same, over requests and executions', async () => {
		await run(name, itemsFor(name, 30), { itemsPerRequest: 7 });
		await run(name, itemsFor(name, 30), { itemsPerRequest: 30 });
		const ids = rowsOf(name)
			.flat()
			.map(({ Id }) => Id);
		expect(ids).toHaveLength(60);
		expect(new Set(ids).size).toBe(60);
		expect(ids.filter((id) => Number(id) > 2 ** 31 - 1 || Number(id) < 1)).toEqual([]);
		const groups = new Set(ledgerOf(name).map(({ userGroupId }) => userGroupId));
		expect(groups.size).toBe(6);
	});

	test('each item comes out with the ids of its own message', async () => {
		const { outputs } = await run(name, itemsFor(name, 3));
		expect(jsonOf(outputs[0])).toEqual(
			ledgerOf(name).map((sent) => ({
				outcome: 'accepted',
				accepted: true,
				recipient: `+98${sent.recipient.slice(1)}`,
				userGroupId: sent.userGroupId,
				messageId: sent.messageId,
				providerMessageId: String(sent.providerMessageId),
				parts: 1,
				encoding: 'gsm7',
			})),
		);
	});

	test('rows in another order are joined by their ids', async () => {
		Object.assign(raygan().style, { shuffleRows: true });
		const { outputs } = await run(name, itemsFor(name, 5));
		expect(jsonOf(outputs[0]).map(({ providerMessageId }) => providerMessageId)).toEqual(
			ledgerOf(name).map(({ providerMessageId }) => String(providerMessageId)),
		);
	});

	test('where some messages are refused the others have their results', async () => {
		raygan().rejectRecipient('09112170001', 5);
		raygan().rejectRecipient('09112170003', 7);
		Object.assign(raygan().style, { shuffleRows: true });
		const { outputs } = await run(name, itemsFor(name, 5), {}, { onError: 'continueErrorOutput' });
		expect(pairsOf(outputs[0])).toEqual([0, 2, 4]);
		expect(pairsOf(outputs[1])).toEqual([1, 3]);
		expect(jsonOf(outputs[1]).map(({ details }) => details)).toMatchObject([
			{ code: '5', outcome: 'refused', recipients: ['+989112170001'] },
			{ code: '7', outcome: 'refused', recipients: ['+989112170003'] },
		]);
		expect(requestsOf(name)).toHaveLength(1);
	});

	test("the user's own message ids go out and come back, without leading zeros", async () => {
		const { outputs } = await run(
			name,
			itemsFor(name, 2).map((item, index) => ({ ...item, id: `۰۰${index + 12}` })),
			{ messageId: '={{ $json.id }}' },
		);
		expect(rowsOf(name)[0]?.map(({ Id }) => Id)).toEqual(['12', '13']);
		expect(jsonOf(outputs[0]).map(({ messageId }) => messageId)).toEqual(['12', '13']);
	});

	test('a message id that two items bear is refused for the second one', async () => {
		const { outputs } = await run(
			name,
			itemsFor(name, 3),
			{ messageId: '1001' },
			{ onError: 'continueErrorOutput' },
		);
		expect(pairsOf(outputs[0])).toEqual([0]);
		expect(jsonOf(outputs[1]).map(({ error }) => error)).toEqual([
			expect.stringContaining('1001'),
			expect.stringContaining('1001'),
		]);
		expect(ledgerOf(name)).toHaveLength(1);
	});

	test.each(['0', '2147483648', 'abc', '-1'])('%s is no message id', async (messageId) => {
		const { fault } = await run(name, itemsFor(name, 1), { messageId });
		expect(fault?.description).toContain('from 1 to 2147483647');
		expect(requestsOf(name)).toEqual([]);
	});

	test("the provider's own row is added on demand", async () => {
		const { outputs } = await run(name, itemsFor(name, 3), { includeRaw: true });
		expect(jsonOf(outputs[0]).map(({ raw }) => raw)).toEqual(
			ledgerOf(name).map(({ messageId, recipient, providerMessageId }) => ({
				Id: Number(messageId),
				Mobile: recipient,
				Result: providerMessageId,
			})),
		);
	});
});

test.each([
	[{ receivePort: 70_000, sendPort: 40 }, 'receive port'],
	[{ receivePort: 20, sendPort: -1 }, 'send port'],
	[{ receivePort: 20, sendPort: 'x' }, 'send port'],
])('the ports %j are refused', async (parameters, words) => {
	const { fault } = await run('rayganToPort', itemsFor('rayganToPort', 1), {}, { parameters });
	expect(fault?.description).toContain(words);
	expect(requestsOf('rayganToPort')).toEqual([]);
});

test('sendBulk: one text and a list of numbers, under a path that ends in a slash', async () => {
	await run('turkeyBulk', itemsFor('turkeyBulk', 3, TEXT));
	expect(requestsOf('turkeyBulk')).toMatchObject([
		{ method: 'POST', path: '/api/v3/gruba-gonder/post/tek-metin-gonderimi/', query: {} },
	]);
	expect(requestsOf('turkeyBulk')[0]?.body).toEqual({
		api_key: KEY,
		title: TITLE,
		report: 1,
		sms_lang: 2,
		text: TEXT,
		sentto: ['905000000000', '905000000010', '905000000020'],
		response_type: 'json',
	});
});

test('sendPersonalized: text[i] belongs to sentto[i], under a path that ends in a slash', async () => {
	await run('turkeyPersonalized', itemsFor('turkeyPersonalized', 3));
	expect(requestsOf('turkeyPersonalized')).toMatchObject([
		{ method: 'POST', path: '/api/v3/gruba-gonder/post/coklu-metin-gonderimi/', query: {} },
	]);
	expect(requestsOf('turkeyPersonalized')[0]?.body).toEqual({
		api_key: KEY,
		title: TITLE,
		report: 1,
		sms_lang: 0,
		text: ['text 0', 'text 1', 'text 2'],
		sentto: ['905000000000', '905000000010', '905000000020'],
		response_type: 'json',
	});
});

test('sendPersonalized: a number that is no mobile takes its text with it', async () => {
	const items = itemsFor('turkeyPersonalized', 3);
	items[1] = { to: 'junk', text: 'text 1' };
	const onError = 'continueRegularOutput';
	await run('turkeyPersonalized', items, {}, { onError });
	expect(ledgerOf('turkeyPersonalized').map(({ recipient, text }) => [recipient, text])).toEqual([
		['905000000000', 'text 0'],
		['905000000020', 'text 2'],
	]);
});

test('sendPersonalized: texts of each language share a request, results in the order of the items', async () => {
	const texts = ['one', 'ığdır', 'مرحبا', 'two', 'şişli', 'three'];
	const items = itemsFor('turkeyPersonalized', 6).map((item, index) => ({
		...item,
		text: texts[index] ?? '',
	}));
	const { outputs } = await run('turkeyPersonalized', items);
	const languages = requestsOf('turkeyPersonalized').map(
		({ rawBody }) => JSON.parse(rawBody).sms_lang,
	);
	expect(languages).toEqual([0, 1, 2]);
	expect(jsonOf(outputs[0]).map(({ language }) => language)).toEqual([
		'English',
		'Turkish',
		'Arabic',
		'English',
		'Turkish',
		'English',
	]);
	expect(pairsOf(outputs[0])).toEqual([0, 1, 2, 3, 4, 5]);
	expect(
		ledgerOf('turkeyPersonalized')
			.map(({ text }) => text)
			.sort(),
	).toEqual([...texts].sort());
});

test.each(['turkeyBulk', 'turkeyPersonalized'] as const)(
	'%s answers with the id of the report, the one text for its items',
	async (name) => {
		const { outputs } = await run(name, itemsFor(name, 2, 'hello'));
		expect(jsonOf(outputs[0])).toEqual(
			ledgerOf(name).map(({ recipient, reportId }) => ({
				outcome: 'accepted',
				accepted: true,
				...(name === 'turkeyBulk'
					? { recipients: [`+${recipient}`], recipientCount: 1, invalidRecipients: [] }
					: { recipient: `+${recipient}` }),
				reportId,
				creditsUsed: 1,
				resultCode: 'TS-1024',
				resultMessage: expect.any(String),
				language: 'English',
				country: 'Turkey-TR',
				parts: 1,
				encoding: 'gsm7',
			})),
		);
	},
);
