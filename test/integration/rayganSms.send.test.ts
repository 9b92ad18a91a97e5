import { LINE } from './simulatorsClient';
import { useProviders } from './providers';

const { raygan } = useProviders();
const ledger = () => raygan.simulator().ledger;
const requests = () => raygan.simulator().requests;
const bodies = () => requests().map(({ body }) => body);

describe('recipients', () => {
	test('ten Persian numbers, written in ten forms in one text, get the message', async () => {
		const written = [
			'۰۹۱۱۲۱۷۰۸۴۰',
			'۰۹۱۱ ۲۱۷ ۰۸ ۴۱،',
			'+۹۸۹۱۱۲۱۷۰۸۴۲\n۰۰۹۸۹۱۱۲۱۷۰۸۴۳;',
			'٠٩١١٢١٧٠٨٤٤',
			'9112170845',
			'989112170846,',
			'0911-217-0847',
			'(0911) 217 0848',
			'\u202a+98 (0) 911 217 08 49\u202c',
		].join(' ');
		const { outputs } = await raygan.send({ mobiles: written });

		const last = [...'0123456789'];
		expect(ledger().map(({ recipient }) => recipient)).toEqual(
			last.map((digit) => `0911217084${digit}`),
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			recipients: last.map((digit) => `+98911217084${digit}`),
			recipientCount: 10,
			invalidRecipients: [],
		});
		expect(requests()).toHaveLength(1);
	});

	const mixed = '09112170848, 02188776655, 50002910001080, سلام';

	test('a landline, a line and junk are refused by name while the others go', async () => {
		const { outputs } = await raygan.send({ mobiles: mixed });
		expect(ledger().map(({ recipient }) => recipient)).toEqual(['09112170848']);
		expect(outputs[0]?.[0]?.json.invalidRecipients).toEqual([
			{ recipient: '02188776655', reason: expect.stringContaining('is a landline') },
			{ recipient: '50002910001080', reason: expect.stringContaining('is a sender line') },
			{ recipient: 'سلام', reason: expect.stringMatching(/^\S/) },
		]);
	});

	test.each([
		['one of them where the user wants that', mixed, { invalidNumbers: 'refuse' }],
		['all of them', '02188776655; 50002910001080; سلام', {}],
	])('nothing is sent for %s', async (_, mobiles, options) => {
		const { fault } = await raygan.send({ mobiles, options });
		expect(fault?.message).toMatch(
			/Nothing was sent: 02188776655 is a landline.*50002910001080.*سلام/,
		);
		expect(requests()).toEqual([]);
	});

	test.each([
		['texts', ['09112170848', '+989116662206']],
		['numbers', [9112170848, 989116662206]],
		['texts with separators', ['0911 217 0848, 0911 666 2206']],
	])('an array of %s comes from an expression', async (_, mobiles) => {
		await raygan.send({ mobiles: '={{ $json.mobiles }}' }, { items: [{ mobiles }] });
		expect(bodies()).toMatchObject([{ Mobiles: ['09112170848', '09116662206'] }]);
	});

	test('more than 50,000 go in requests of 50,000', async () => {
		raygan.simulator().account.credit = 1_000_000_000;
		const mobiles = Array.from({ length: 50_001 }, (_, index) => `0911${2_000_000 + index}`);
		const { outputs } = await raygan.send(
			{ mobiles: '={{ $json.mobiles }}' },
			{ items: [{ mobiles }] },
		);
		expect(ledger().map(({ recipient }) => recipient)).toEqual(mobiles);
		expect(new Set(ledger().map(({ requestId }) => requestId)).size).toBe(2);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			recipientCount: 50_001,
			groupMessageIds: [ledger()[0]?.groupMessageId, ledger()[50_000]?.groupMessageId],
		});
	});
});

describe('text', () => {
	test.each([
		['a Persian one with ZWNJ', 'نمی\u200cخواهم، می\u200cروم'],
		['emoji, joined ones too', 'سفارش 🎉 👨‍👩‍👧 ✔️'],
		['spaces and lines at both ends', '  \n سلام\r\n\tدنیا \n '],
		['marks of direction', '\u200f«سلام»\u200e \u202bABC\u202c'],
		['JSON and HTML in it', '{"a": "\\n"} <b>&amp;</b> \u2028 \' " \\'],
		['all that a name has in it', 'ك ي ة ۀ ﷲ İıŞş ß'],
	])('%s arrives as it was given', async (_, message) => {
		await raygan.send({ message: '={{ $json.message }}' }, { items: [{ message }] });
		expect(ledger().map(({ text }) => text)).toEqual([message]);
	});

	test.each([
		[1, 'ucs2', 'س'.repeat(70)],
		[2, 'ucs2', 'س'.repeat(71)],
		[1, 'gsm7', 'a'.repeat(160)],
		[10, 'gsm7', 'a'.repeat(1530)],
	])('of %d part(s) in %s is counted as the provider does', async (parts, encoding, message) => {
		const { outputs } = await raygan.send({ message });
		expect(outputs[0]?.[0]?.json).toMatchObject({ parts, encoding });
		expect(ledger()).toMatchObject([{ parts }]);
	});

	test('of more than 10 parts is not sent', async () => {
		const { fault } = await raygan.send({ message: 'a'.repeat(1531) });
		expect(fault?.message).toContain('11 parts');
		expect(fault?.description).toMatch(/shorten/i);
		expect(requests()).toEqual([]);
	});
});

test('the output has the fields of the contract and no others', async () => {
	const { outputs } = await raygan.send();
	const sent = ledger()[0];
	expect(outputs).toEqual([
		[
			{
				json: {
					outcome: 'accepted',
					accepted: true,
					recipients: ['+989112170848'],
					recipientCount: 1,
					groupMessageId: sent?.groupMessageId,
					userGroupId: sent?.userGroupId,
					parts: 1,
					encoding: 'ucs2',
					invalidRecipients: [],
				},
				pairedItem: { item: 0 },
			},
		],
	]);
});

test("the provider's own answer is added on demand", async () => {
	const { outputs } = await raygan.send({ options: { includeRaw: true } });
	expect(outputs[0]?.[0]?.json.raw).toEqual({
		Code: 0,
		Message: expect.any(String),
		Result: ledger()[0]?.groupMessageId,
	});
});

test.each(['۵۰۰۰۲۹۱۰۰۰۱۰۸۰', '5000 2910 001080', '٥٠٠٠٢٩١٠٠٠١٠٨٠', 50002910001080])(
	'the line %s is understood',
	async (line) => {
		await raygan.send({ phoneNumber: '={{ $json.line }}' }, { items: [{ line }] });
		expect(ledger()).toMatchObject([{ sender: LINE }]);
	},
);

test('each item is a message of its own, paired with it', async () => {
	const items = ['09112170848', '09116662206', '09112170849'].map((mobile, index) => ({
		mobile,
		name: `n${index}`,
	}));
	const { outputs } = await raygan.send(
		{ mobiles: '={{ $json.mobile }}', message: '={{ "سلام " + $json.name }}' },
		{ items },
	);
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(ledger().map(({ recipient, text }) => [recipient, text])).toEqual(
		items.map(({ mobile, name }) => [mobile, `سلام ${name}`]),
	);
	const own = ledger().map(({ userGroupId }) => userGroupId ?? '');
	expect(new Set(own).size).toBe(3);
	expect(own.filter((id) => /^\d+$/.test(id))).toHaveLength(3);
});

test('an answer is waited for as long as the option Timeout says', async () => {
	raygan.simulator().faults.next('timeout', { endpoint: 'SendMessage' });
	const started = Date.now();
	const { fault } = await raygan.send({ options: { timeout: 150, userGroupId: '1403001' } });
	expect(Date.now() - started).toBeLessThan(5_000);
	expect(fault?.message).toContain('within 150 ms');
});
