import { DateTime } from 'luxon';

import { LINE } from './simulatorsClient';
import { useProviders } from './providers';

const { raygan } = useProviders();
const ledger = () => raygan.simulator().ledger;
const requests = () => raygan.simulator().requests;
const endpoints = () => requests().map(({ endpoint }) => endpoint);
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

describe('sendAt', () => {
	const zones = ['Asia/Tehran', 'Europe/Istanbul', 'America/New_York'];
	const inZone = (zone: string) =>
		DateTime.now().setZone(zone).plus({ days: 30 }).startOf('second');

	test.each(zones)('a date without offset is of the workflow, in %s', async (zone) => {
		const at = inZone(zone);
		const sendAt = at.toFormat("yyyy-MM-dd'T'HH:mm:ss");
		const { outputs } = await raygan.send({ options: { sendAt } }, { zone });
		expect(bodies()).toMatchObject([{ SendDateInTimeStamp: at.toUnixInteger() }]);
		expect(ledger()).toMatchObject([{ scheduledAt: at.toMillis() }]);
		expect(outputs[0]?.[0]?.json.scheduledAt).toBe(at.toISO({ suppressMilliseconds: true }));
	});

	test.each([
		['a DateTime', '={{ $now.plus({ hours: 1 }) }}'],
		['a Date', '={{ new Date($now.plus({ hours: 1 }).toMillis()) }}'],
		['a text with offset', '={{ $now.plus({ hours: 1 }).toUTC().toISO() }}'],
		['a Unix time', '={{ $now.plus({ hours: 1 }).toSeconds() }}'],
	])('%s comes from an expression', async (_, sendAt) => {
		const { outputs } = await raygan.send({ options: { sendAt } });
		const scheduledAt = ledger()[0]?.scheduledAt ?? 0;
		expect(scheduledAt - Date.now()).toBeGreaterThan(59 * 60_000);
		expect(scheduledAt - Date.now()).toBeLessThanOrEqual(60 * 60_000);
		expect(String(outputs[0]?.[0]?.json.scheduledAt)).toMatch(/\+03:30$/);
	});

	test.each(['', '={{ undefined }}', '={{ null }}'])('%j sends now', async (sendAt) => {
		const { outputs } = await raygan.send({ options: { sendAt } });
		expect(bodies()[0]).not.toHaveProperty('SendDateInTimeStamp');
		expect(outputs[0]?.[0]?.json).not.toHaveProperty('scheduledAt');
	});

	test('a past date is refused, since the provider would send at once', async () => {
		const { fault } = await raygan.send({ options: { sendAt: '2020-01-01T10:00:00' } });
		expect(fault?.message).toContain('in the past');
		expect(fault?.description).toContain('Send Now');
		expect(requests()).toEqual([]);
	});

	test('a past date sends now where the user wants that', async () => {
		const options = { sendAt: '2020-01-01T10:00:00', pastSchedule: 'sendNow' };
		const { outputs } = await raygan.send({ options });
		expect(ledger()).toHaveLength(1);
		expect(ledger()[0]).not.toHaveProperty('scheduledAt');
		expect(outputs[0]?.[0]?.json).not.toHaveProperty('scheduledAt');
	});

	test.each(['tomorrow', '1403-01-01', '2030-02-31'])('%s is no date', async (sendAt) => {
		const { fault } = await raygan.send({ options: { sendAt } });
		expect(fault?.message).toMatch(/^The date to send at /);
		expect(requests()).toEqual([]);
	});
});

describe('userGroupId', () => {
	test('is asked for first, and goes out as it was given', async () => {
		const { outputs } = await raygan.send({ options: { userGroupId: '1403001' } });
		expect(endpoints()).toEqual(['GetGroupMessageId', 'SendMessage']);
		expect(bodies()).toMatchObject([{ groupId: '1403001' }, { UserGroupID: '1403001' }]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ accepted: true, userGroupId: '1403001' });
	});

	test('is refused where it stands for another send', async () => {
		await raygan.send({ options: { userGroupId: '1403001' } });
		const { fault } = await raygan.send({ options: { userGroupId: '1403001' } });
		expect(fault?.message).toContain('1403001 was used');
		expect(ledger()).toHaveLength(1);
	});

	test.each([
		['login', { password: 'other' }, '401'],
		['address', { baseUrl: 'http://127.0.0.1:1' }, '502'],
	])('asked with a wrong %s sends nothing', async (_, wrong, httpCode) => {
		const credential = { ...raygan.credential(), ...wrong };
		const { fault } = await raygan.send({ options: { userGroupId: '1403001' } }, { credential });
		expect(fault?.httpCode).toBe(httpCode);
		expect(fault?.message).not.toContain('may have been sent');
		expect(endpoints()).not.toContain('SendMessage');
	});

	test.each(['={{ null }}', '={{ undefined }}', '  '])('%j has one made', async (userGroupId) => {
		await raygan.send({ options: { userGroupId } });
		expect(endpoints()).toEqual(['SendMessage']);
		expect(ledger()[0]?.userGroupId).toMatch(/^\d{10,}$/);
	});
});

test('an answer is waited for as long as the option Timeout says', async () => {
	raygan.simulator().faults.next('timeout', { endpoint: 'SendMessage' });
	const started = Date.now();
	const { fault } = await raygan.send({ options: { timeout: 150, userGroupId: '1403001' } });
	expect(Date.now() - started).toBeLessThan(5_000);
	expect(fault?.message).toContain('within 150 ms');
});

describe('what is missing is named, and nothing is sent', () => {
	const fields: Array<[string, RegExp]> = [
		['message', /^Message is empty/],
		['phoneNumber', /^From \(Line\) is empty/],
		['mobiles', /^No recipient is given/],
	];
	// n8n itself does not start a workflow with an empty required field that no expression fills.
	const values = ['={{ "" }}', '  \n ', '={{ $json.missing }}', '={{ null }}', '={{ $json.a.b }}'];
	const cases = fields.flatMap(([name, sentence]) =>
		values.map((value): [string, string, RegExp] => [name, value, sentence]),
	);

	test.each(cases)('%s: %j', async (name, value, sentence) => {
		const { fault } = await raygan.send({ [name]: value });
		expect(fault?.message).toMatch(sentence);
		expect(fault?.httpCode).toBe('422');
		expect(requests()).toEqual([]);
	});

	test.each([
		['message', '={{ ({ a: 1 }) }}', 'Message', 'Enter a text'],
		['mobiles', '={{ ({ a: 1 }) }}', 'To (Mobile Numbers)', 'Enter a text'],
		['options', { timeout: 1.5 }, 'Timeout', 'whole milliseconds'],
		['options', { pastSchedule: 'never' }, 'If Send At Is in the Past', 'sendNow'],
	])('%s: %j is of the wrong kind', async (name, value, field, words) => {
		const { fault } = await raygan.send({ [name]: value });
		expect(fault?.message).toContain(`${field} cannot be used as it is`);
		expect(fault?.description).toContain(words);
		expect(requests()).toEqual([]);
	});

	test('an expression that fails names its field', async () => {
		const { fault } = await raygan.send({ message: '={{ $json.a.b.c() }}' });
		expect(`${fault?.message} ${fault?.description}`).toContain('Message');
		expect(requests()).toEqual([]);
	});

	test.each(['abc', '123', 'خط'])('the line %s', async (phoneNumber) => {
		const { fault } = await raygan.send({ phoneNumber });
		expect(fault?.message).toContain(`The line ${phoneNumber} is not a number`);
		expect(requests()).toEqual([]);
	});
});
