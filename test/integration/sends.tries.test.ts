import type { IDataObject } from 'n8n-workflow';

import type { RunSettings } from './engine';
import { callTool, processedKeys } from './engine';
import type * as QuickTime from './quickTime';
import { jsonOf, numberOf, SENDS, sendsWhere, useSends } from './sends';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const { run, settingsOf, simulatorOf, requestsOf, ledgerOf, itemsFor } = useSends();

beforeEach(() => processedKeys.reset());

const ALL = sendsWhere(() => true);
const CONTINUE = { onError: 'continueRegularOutput' } as const;

describe.each(ALL)('%s', (name) => {
	const { provider, endpoint } = SENDS[name];
	const refusal = { code: provider === 'raygan' ? 1004 : 'TS-1033' };
	const options = { itemsPerRequest: 1 };
	/** Lets so many requests pass, then refuses the next one. */
	function refuseAfter(passed: number) {
		const { faults } = simulatorOf(name);
		for (let count = 0; count < passed; count += 1) faults.next('wrongContentType', { endpoint });
		faults.next(refusal, { endpoint });
	}
	const receivers = () => ledgerOf(name).map(({ recipient }) => recipient);
	const expectEachOnce = (count: number) => {
		expect(receivers()).toHaveLength(count);
		expect(new Set(receivers()).size).toBe(count);
	};

	test('texts that are mended between two tries send nothing twice, and what went out is told', async () => {
		refuseAfter(1);
		const failed = await run(name, itemsFor(name, 6, 'helo'), options);
		const before = receivers().length;
		const again = await run(name, itemsFor(name, 6, 'hello'), options, {
			failed,
			parameters: mended(name),
		});
		expectEachOnce(6);
		const output = jsonOf(again.outputs[0]);
		expect(output.map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
		const noted = output.filter(({ note }) => String(note).includes('with another text'));
		expect(noted).toHaveLength(name === 'turkeyCode' ? 0 : before);
	});

	test('a login that is replaced between two tries sends nothing twice', async () => {
		refuseAfter(1);
		const failed = await run(name, itemsFor(name, 5), options);
		const { credential } = settingsOf(name);
		await run(name, itemsFor(name, 5), options, {
			failed,
			credential: { ...credential, baseUrl: `${String(credential.baseUrl)}/` },
		});
		expectEachOnce(5);
	});

	test('a repetition stays one message when its text differs in the next try', async () => {
		const items = itemsFor(name, 3, 'hello');
		items[1] = { to: items[0]?.to ?? '', text: 'hello' };
		refuseAfter(1);
		const failed = await run(name, items, options);
		expect(failed.fault).toBeDefined();
		await run(name, items, options, { failed, parameters: mended(name) });
		expectEachOnce(2);
	});

	test('nothing is left of the ledger once the node has returned', async () => {
		const { data } = await run(name, itemsFor(name, 2), options);
		expect(JSON.stringify(data)).not.toContain('smsSendLedger');
	});

	test('a time zone that no clock knows lets messages go once, and breaks nothing', async () => {
		const { outputs, fault } = await run(name, itemsFor(name, 6), options, {
			zone: 'Mars/Olympus',
			maxTries: 3,
		});
		expect(fault).toBeUndefined();
		expectEachOnce(6);
		expect(jsonOf(outputs[0]).map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
	});

	test('one key for two different messages is refused by name, and neither is sent', async () => {
		const items = [
			...itemsFor(name, 2).map((item) => ({ ...item, order: '7' })),
			{ to: numberOf(provider, 9).to, text: 'other', order: '8' },
		];
		const own = { ...options, onlyOncePerKey: '={{ $json.order }}' };
		const { outputs } = await run(name, items, own, CONTINUE);
		expect(ledgerOf(name)).toHaveLength(1);
		const [first, second] = jsonOf(outputs[0]);
		for (const json of [first, second]) {
			expect(json?.error).toContain('by the items 0 and 1');
		}
	});

	test.each([[{}], [['7']], [true], [NaN]])('%j is no key', async (order) => {
		const own = { ...options, onlyOncePerKey: '={{ $json.order }}' };
		const { outputs } = await run(name, [{ ...itemsFor(name, 1)[0], order }], own, CONTINUE);
		expect(requestsOf(name)).toEqual([]);
		expect(JSON.stringify(jsonOf(outputs[0]))).toContain(
			'Enter a text or a number in Only Once per Key',
		);
	});

	test('as an AI tool: tries of one call send once, calls at the same moment each send their own', async () => {
		const asTool = (options: RunSettings['parameters']) => {
			const settings = settingsOf(name, options);
			const written = JSON.stringify(settings.parameters);
			const filled = JSON.parse(written.replace(/\$json\.(\w+)/g, "$fromAI('$1')"));
			return { ...settings, parameters: filled, maxTries: 3 };
		};
		// The answer is lost after acceptance, by an id of the user's where the service could be asked.
		const own = SENDS[name].request === 'texts' && provider === 'raygan' ? { messageId: '5' } : {};
		const given = provider === 'raygan' ? { ...own, userGroupId: '1403001' } : {};
		simulatorOf(name).faults.next('reset', { endpoint, when: 'after' });
		const [lost] = await callTool(asTool(given), itemsFor(name, 1));
		// What is thrown reaches some agents as an empty text, and they try again.
		expect(lost?.status).toBe('fulfilled');
		expect(JSON.stringify(lost)).toContain('may have been sent');
		expect(receivers()).toHaveLength(1);
		const call: IDataObject = { ...itemsFor(name, 2)[1] };
		const results = await callTool(asTool({}), [call, call, ...itemsFor(name, 4).slice(2)]);
		expect(results.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
		expect(receivers()).toHaveLength(5);
	});
});

/** The same parameters with another text for each item. */
function mended(name: (typeof ALL)[number]) {
	const written = JSON.stringify(SENDS[name].parameters);
	return JSON.parse(written.replaceAll('$json.text', "$json.text + ' no. ' + $itemIndex"));
}
