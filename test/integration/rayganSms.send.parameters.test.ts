import { DateTime } from 'luxon';

import { useProviders } from './providers';

const { raygan } = useProviders();
const ledger = () => raygan.simulator().ledger;
const requests = () => raygan.simulator().requests;
const endpoints = () => requests().map(({ endpoint }) => endpoint);
const bodies = () => requests().map(({ body }) => body);

describe('sendAt', () => {
	const zones = ['Asia/Tehran', 'Europe/Istanbul', 'America/Chicago'];
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

	test.each(['', ' \u200b', '={{ undefined }}', '={{ null }}'])(
		'%j is set but has no value, and nothing is sent',
		async (sendAt) => {
			for (const name of ['sendAt', 'redirectAllTo', 'onlyOncePerKey']) {
				const { fault } = await raygan.send({ options: { [name]: sendAt } });
				expect(fault?.message).toMatch(
					/^(?:Send At|Redirect All To|Only Once per Key) is set, but (?:is empty|its expression has no value)/,
				);
			}
			expect(requests()).toEqual([]);
		},
	);

	test('a past date is refused, since the provider would send at once', async () => {
		const { fault } = await raygan.send({ options: { sendAt: '2020-01-01T10:00:00' } });
		expect(fault?.message).toContain('in the past');
		expect(fault?.message).toContain('2020-01-01T10:00:00+03:30 in the time zone Asia/Tehran');
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

	test.each([
		47514,
		'={{ 47514.395833 }}',
		'47514.4',
		'={{ 5 }}',
		'={{ 20200131 }}',
		'202001311430',
		'2020-02-31',
		'1970-01-01T00:00:47Z',
		'={{ new Date(47514) }}',
		'={{ DateTime.fromMillis(5) }}',
	])('%s is no past date that would be sent at once', async (sendAt) => {
		const options = { sendAt, pastSchedule: 'sendNow' };
		const { fault } = await raygan.send({ options });
		expect(fault?.message).toMatch(/^The date to send at is not /);
		expect(fault?.description).toContain('in Send At');
		expect(requests()).toEqual([]);
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
		expect(fault?.name).toBe('NodeOperationError');
		expect(requests()).toEqual([]);
	});

	test.each([
		['message', '={{ ({ a: 1 }) }}', 'Message', 'Enter a text'],
		['mobiles', '={{ ({ a: 1 }) }}', 'To (Mobile Numbers)', 'Enter a text'],
		['options', { timeout: 1.5 }, 'Timeout (Ms)', 'whole milliseconds'],
		[
			'options',
			{ sendAt: '2099-01-01T10:00', pastSchedule: 'never' },
			'If Send At Is in the Past',
			'sendNow',
		],
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
