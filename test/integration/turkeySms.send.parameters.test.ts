import { DateTime } from 'luxon';

import { searchList } from './engine';
import { expectNoSecrets, useProviders } from './providers';

const { turkey } = useProviders();
const ledger = () => turkey.simulator().ledger;
const requests = () => turkey.simulator().requests;

describe('language', () => {
	test.each([
		['auto', 'Hello €', 0, 'gsm7', 1],
		['auto', 'ş', 1, 'gsm7-turkish', 1],
		['auto', 'ş'.repeat(100), 1, 'gsm7-turkish', 2],
		['auto', 'مرحبا', 2, 'ucs2', 1],
		['auto', 'ş 🎉', 2, 'ucs2', 1],
		['english', 'a'.repeat(161), 0, 'gsm7', 2],
		['turkish', 'Ğ', 1, 'gsm7-turkish', 1],
		['turkish', 'plain', 1, 'gsm7', 1],
		['arabic', 'plain', 2, 'ucs2', 1],
		['arabic', 'a'.repeat(71), 2, 'ucs2', 2],
	])('%s carries %j', async (language, text, number, encoding, parts) => {
		const { outputs } = await turkey.send({ text, options: { language } });
		expect(ledger()).toMatchObject([{ text, language: number, parts }]);
		expect(outputs[0]?.[0]?.json).toMatchObject({ encoding, parts, creditsUsed: parts });
	});

	test.each([
		['english', 'Merhaba ş', 'ş'],
		['turkish', 'ğ 🎉', '🎉'],
		['english', 'سلام', 'س'],
	])('%s does not carry %j, and says why', async (language, text, character) => {
		const { fault } = await turkey.send({ text, options: { language } });
		expect(fault?.message).toContain(`cannot carry the character ${character} `);
		expect(fault?.description).toContain('Automatic');
		expect(requests()).toEqual([]);
	});
});

describe('scheduleAt', () => {
	const inZone = (zone: string) => DateTime.now().setZone(zone).plus({ days: 3 });

	test.each(['Asia/Tehran', 'Europe/Istanbul', 'America/Chicago'])(
		'a date of the workflow, in %s, goes out as one of Istanbul',
		async (zone) => {
			const at = inZone(zone).startOf('minute');
			const scheduleAt = at.toFormat('yyyy-MM-dd HH:mm');
			const { outputs } = await turkey.send({ options: { scheduleAt } }, { zone });
			const there = at.setZone('Europe/Istanbul');
			expect(requests()[0]?.body).toMatchObject({
				scheduled_sms: 1,
				scheduled_date: there.toFormat('yyyy-MM-dd'),
				scheduled_time: there.toFormat('HH:mm'),
			});
			expect(ledger()).toMatchObject([{ scheduledAt: at.toMillis() }]);
			expect(outputs[0]?.[0]?.json.scheduledAt).toBe(at.toISO({ suppressMilliseconds: true }));
		},
	);

	test('a time within a minute is the next full one: never before the time that was asked for', async () => {
		const at = inZone('Asia/Tehran').set({ second: 1, millisecond: 0 });
		await turkey.send({ options: { scheduleAt: at.toISO() ?? '' } });
		expect(ledger()[0]?.scheduledAt).toBe(at.startOf('minute').plus({ minutes: 1 }).toMillis());
	});

	test('a DateTime comes from an expression', async () => {
		await turkey.send({ options: { scheduleAt: '={{ $now.plus({ hours: 1 }) }}' } });
		const wait = (ledger()[0]?.scheduledAt ?? 0) - Date.now();
		expect(wait).toBeGreaterThan(59 * 60_000);
		expect(wait).toBeLessThanOrEqual(61 * 60_000);
	});

	test.each([
		['a past date', { scheduleAt: '2020-01-01T10:00' }, 'in the past'],
		['a GET', { scheduleAt: '2099-01-01T10:00', requestMethod: 'GET' }, 'by GET'],
		['what is no date', { scheduleAt: 'tomorrow' }, 'not a date'],
	])('%s is refused', async (_, options, reason) => {
		const { fault } = await turkey.send({ options });
		expect(fault?.message).toContain(reason);
		expect(requests()).toEqual([]);
	});
});

describe('sender ID', () => {
	test.each([
		['from the list', { __rl: true, mode: 'list', value: 'TURKEY SMS' }],
		['by its name', { __rl: true, mode: 'name', value: 'TURKEY SMS' }],
		['as plain text', 'TURKEY SMS'],
		['from an expression', { __rl: true, mode: 'name', value: '={{ $json.title }}' }],
	])('%s', async (_, title) => {
		await turkey.send({ title }, { items: [{ title: 'TURKEY SMS' }] });
		expect(ledger()).toMatchObject([{ sender: 'TURKEY SMS' }]);
	});

	test.each(['objects', 'strings'] as const)('a list of %s is offered', async (senderIds) => {
		turkey.simulator().style.senderIds = senderIds;
		const settings = { ...turkey.settings, credential: turkey.credential(), parameters: {} };
		expect(await searchList(settings, 'searchSenderIds')).toEqual({
			results: [
				{ name: 'TURKEY SMS', value: 'TURKEY SMS' },
				{ name: 'PASSIVE', value: 'PASSIVE' },
			],
		});
		expect(await searchList(settings, 'searchSenderIds', 'pass')).toEqual({
			results: [{ name: 'PASSIVE', value: 'PASSIVE' }],
		});
	});

	test('a list that cannot be had says why', async () => {
		const credential = { ...turkey.credential(), apiKey: 'another-key' };
		const settings = { ...turkey.settings, credential, parameters: {} };
		const thrown: unknown = await searchList(settings, 'searchSenderIds').catch(
			(fault: unknown) => fault,
		);
		expect(thrown).toMatchObject({ message: expect.stringContaining('API key'), httpCode: '401' });
		expectNoSecrets(JSON.stringify(thrown), ['another-key']);
	});
});

describe('what is missing is named, and nothing is sent', () => {
	const fields: Array<[string, RegExp]> = [
		['text', /^Message is empty/],
		['recipient', /^To \(Mobile Number\) is empty/],
		['title', /^From \(Sender ID\) is empty/],
	];
	const values = ['={{ "" }}', '  \n ', '={{ $json.missing }}', '={{ null }}', '={{ $json.a.b }}'];
	const cases = fields.flatMap(([name, sentence]) =>
		values.map((value): [string, string, RegExp] => [name, value, sentence]),
	);

	test.each(cases)('%s: %j', async (name, value, sentence) => {
		const { fault } = await turkey.send({ [name]: value });
		expect(fault?.message).toMatch(sentence);
		expect(fault?.name).toBe('NodeOperationError');
		expect(requests()).toEqual([]);
	});
});
