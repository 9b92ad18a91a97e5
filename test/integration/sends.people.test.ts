import { DateTime } from 'luxon';

import type { RunSettings } from './engine';
import { callTool } from './engine';
import type { SendName } from './sends';
import { jsonOf, numberOf, SENDS, sendsWhere, useSends } from './sends';

const { run, settingsOf, requestsOf, ledgerOf, itemsFor } = useSends();

const CONTINUE = { onError: 'continueRegularOutput' } as const;
const DEFAULT_ZONE = 'America/New_York';

/** With what an agent calls the send: number and text are the model's to fill in. */
function toolSettings(name: SendName, options: RunSettings['parameters'] = {}) {
	const settings = settingsOf(name, options);
	const { options: ofPerson, ...fields } = settings.parameters;
	const filled = JSON.stringify(fields).replace(/\$json\.(\w+)/g, "$fromAI('$1')");
	return { ...settings, parameters: { ...JSON.parse(filled), options: ofPerson } };
}

describe.each(sendsWhere(() => true))('%s', (name) => {
	const { provider } = SENDS[name];
	const home = provider === 'raygan' ? 'Iran' : 'Turkey';
	const abroad = provider === 'raygan' ? 'TR' : 'Iran';
	const code = provider === 'raygan' ? '+98' : '90';

	test('what a person may set alone is refused by name where a model would set it', async () => {
		for (const [guard, shown] of [
			['maxRecipients', 'Max Recipients'],
			['redirectAllTo', 'Redirect All To'],
			['allowedRecipients', 'Allowed Recipients'],
		] as const) {
			const options = { [guard]: "={{ $fromAI('value', '', 'string') }}" };
			const call = { ...itemsFor(name, 1)[0], value: numberOf(provider, 1).to };
			const [answer] = await callTool(toolSettings(name, options), [call]);
			expect(JSON.stringify(answer)).toContain(shown);
			expect(answer?.status).toBe('fulfilled');
			const { fault } = await run(name, itemsFor(name, 2), { [guard]: '={{ $fromAi("x") }}' });
			expect(fault?.message).toContain(`${shown} would be filled in by the AI model`);
		}
		const [hidden] = await callTool(toolSettings(name, { maxRecipients: '={{ $json.value }}' }), [
			{ ...itemsFor(name, 1)[0], value: 1000 },
		]);
		expect(JSON.stringify(hidden)).toContain('Max Recipients');
		expect(requestsOf(name)).toEqual([]);
	});

	test('only allowed recipients are sent to, by number or country', async () => {
		const [one, other] = [numberOf(provider, 0), numberOf(provider, 1)];
		for (const allowed of [home, home.toUpperCase(), code, `${abroad}, ${one.e164}`, [one.to]]) {
			await run(name, itemsFor(name, 1), { allowedRecipients: allowed });
		}
		expect(ledgerOf(name).map(({ recipient }) => recipient)).toHaveLength(5);
		for (const allowed of [abroad, one.forms[2] ?? '', [one.to]]) {
			const items = [{ to: other.to, text: 'hello' }];
			const { fault } = await run(name, items, { allowedRecipients: allowed });
			expect(fault?.message).toContain(`Allowed Recipients does not allow ${other.e164}`);
		}
		for (const nothing of ['', ' ', '={{ $json.missing }}', '={{ [] }}', 'Atlantis', ',']) {
			const { outputs } = await run(
				name,
				itemsFor(name, 1),
				{ allowedRecipients: nothing },
				CONTINUE,
			);
			expect(String(jsonOf(outputs[0])[0]?.error)).toContain('Allowed Recipients');
		}
		expect(ledgerOf(name)).toHaveLength(5);
	});

	test('as a tool the node answers with the reason, and tries again only what can be cured', async () => {
		const [bad] = await callTool(toolSettings(name), [{ to: '12', text: 'hello' }]);
		expect(bad?.status).toBe('fulfilled');
		expect(JSON.stringify(bad)).toContain('Nothing was sent');
		const settings = { ...toolSettings(name), maxTries: 2 };
		const down = { ...settings.credential, baseUrl: 'http://127.0.0.1:1' };
		const codes = provider === 'raygan' ? { codeBaseUrl: down.baseUrl } : {};
		let reads = 0;
		const credential = () => {
			reads += 1;
			return { ...down, ...codes };
		};
		const [never] = await callTool({ ...settings, credential }, itemsFor(name, 1));
		expect(never?.status).toBe('fulfilled');
		expect(JSON.stringify(never)).toContain('refused');
		expect(reads).toBe(2);
		expect(requestsOf(name)).toEqual([]);
	});
});

describe('a credential that names what sends are sent from', () => {
	test.each(['rayganSend', 'rayganPattern', 'rayganPersonalized', 'rayganToPort'] as const)(
		'%s',
		async (name) => {
			const { credential } = settingsOf(name);
			const line = SENDS[name].parameters.phoneNumber;
			const own = { credential: { ...credential, defaultLine: line } };
			const { fault } = await run(
				name,
				itemsFor(name, 1),
				{},
				{ ...own, parameters: { phoneNumber: '' } },
			);
			expect(fault).toBeUndefined();
			expect(ledgerOf(name)).toMatchObject([{ sender: line }]);
			const none = await run(name, itemsFor(name, 1), {}, { parameters: { phoneNumber: '' } });
			expect(none.fault?.message).toMatch(/^From \(Line\) is empty.*Default Line/);
			expect(ledgerOf(name)).toHaveLength(1);
		},
	);

	test.each(['turkeySend', 'turkeyBulk', 'turkeyPersonalized', 'turkeyCodeAdvanced'] as const)(
		'%s',
		async (name) => {
			const { credential } = settingsOf(name);
			const title = { __rl: true, mode: 'list', value: '' };
			const defaultTitle = SENDS[name].parameters.title;
			const own = { credential: { ...credential, defaultTitle }, parameters: { title } };
			const { fault } = await run(name, itemsFor(name, 1), {}, own);
			expect(fault).toBeUndefined();
			expect(ledgerOf(name)).toMatchObject([{ sender: defaultTitle }]);
			const none = await run(name, itemsFor(name, 1), {}, { parameters: { title } });
			expect(none.fault?.message).toMatch(/^From \(Sender ID\) is empty.*Default Sender ID/);
			expect(ledgerOf(name)).toHaveLength(1);
		},
	);
});

describe('a workflow whose zone nobody chose', () => {
	test.each([
		['rayganSend', 'sendAt', '+03:30'],
		['turkeySend', 'scheduleAt', '+03:00'],
		['turkeyBulk', 'scheduleAt', '+03:00'],
	] as const)('%s', async (name, option, offset) => {
		const at = DateTime.now().plus({ days: 20 }).startOf('minute');
		for (const bare of ['2090-01-31 14:30', '2090-01-31T14:30:00', '۲۰۹۰-۰۱-۳۱ ۱۴:۳۰']) {
			const zone = DEFAULT_ZONE;
			const { fault } = await run(name, itemsFor(name, 1), { [option]: bare }, { zone });
			expect(fault?.message).toContain('set Asia/Tehran or Europe/Istanbul');
		}
		expect(requestsOf(name)).toEqual([]);
		for (const exact of [
			at.setZone('Asia/Tehran').toISO() ?? '',
			at.toUTC().toISO() ?? '',
			`={{ DateTime.fromMillis(${at.toMillis()}) }}`,
			`={{ new Date(${at.toMillis()}) }}`,
			at.toUnixInteger(),
		]) {
			const zone = DEFAULT_ZONE;
			const { outputs, fault } = await run(name, itemsFor(name, 1), { [option]: exact }, { zone });
			expect(fault).toBeUndefined();
			expect(String(jsonOf(outputs[0])[0]?.scheduledAt)).toContain(offset);
		}
		expect(new Set(ledgerOf(name).map(({ scheduledAt }) => scheduledAt))).toEqual(
			new Set([at.toMillis()]),
		);
	});
});
