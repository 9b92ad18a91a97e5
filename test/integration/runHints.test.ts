import type { OnError } from 'n8n-workflow';

import type { RunResult, RunSettings } from './engine';
import { callTool } from './engine';
import { useProviders } from './providers';
import { jsonOf } from './rayganOperations';

const { raygan, turkey } = useProviders();

const hintsOf = ({ data }: RunResult) =>
	(data.resultData.runData['Under test']?.at(-1)?.hints ?? []).map(({ message }) => message);
const goesOn: { onError: OnError } = { onError: 'continueErrorOutput' };
const phones = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: `0911${String(2_000_000 + index)}` }));
const toEach = { mobiles: '={{ $json.phone }}' };

describe('above the output of a send stands', () => {
	test('nothing where one message was accepted', async () => {
		expect(hintsOf(await raygan.send())).toEqual([]);
	});

	test('that all were accepted, and that they have one group', async () => {
		expect(hintsOf(await raygan.send(toEach, { items: phones(3) }))).toEqual([
			'All 3 messages accepted',
			'All 3 items have one group message ID: ask for its delivery once',
		]);
	});

	test('how many were refused', async () => {
		const items = [...phones(3), { phone: 'no number' }, { phone: '' }];
		const [first] = hintsOf(await raygan.send(toEach, { items, ...goesOn }));
		expect(first).toBe('3 of 5 accepted, 2 refused');
	});

	test('which numbers of an item were left out', async () => {
		const mobiles = '09112170848, 02188776655, hello, 123';
		expect(hintsOf(await raygan.send({ mobiles }))).toEqual([
			'3 of 4 numbers were not sent to; see invalidRecipients',
		]);
	});

	test('that different texts took a request each, and what takes one', async () => {
		const items = phones(4).map(({ phone }, index) => ({ phone, text: `سلام ${index}` }));
		const sent = await raygan.send({ ...toEach, message: '={{ $json.text }}' }, { items });
		expect(raygan.simulator().requests).toHaveLength(4);
		expect(hintsOf(sent)).toEqual([
			'All 4 messages accepted',
			'4 different texts took 4 requests; Send Personalized takes one',
		]);
	});

	test('that an outcome is unknown, and that it is not to be sent again unchecked', async () => {
		turkey.simulator().faults.next('serverErrorHtml');
		const sent = await turkey.send({}, goesOn);
		expect(jsonOf(sent.outputs[1])).toMatchObject([{ details: { outcome: 'unknown' } }]);
		expect(hintsOf(sent)).toEqual([
			'0 of 1 accepted, 1 with an unknown outcome',
			'Outcome of 1 message unknown: do not send it again before you have checked',
		]);
	});
});

test('a tool gives no hint, and answers', async () => {
	const settings = {
		...raygan.settings,
		credential: raygan.credential(),
		parameters: {
			resource: 'message',
			operation: 'send',
			phoneNumber: '50002910001080',
			message: 'سلام',
			mobiles: '09112170848, 09116662206, hello',
			options: {},
		},
	};
	const [answered] = await callTool(settings, [{}]);
	expect(answered).toMatchObject({ status: 'fulfilled' });
});

describe('Output', () => {
	const sendWith = async (output: RunSettings['parameters']) =>
		Object.keys(
			jsonOf((await turkey.send({ ...output, options: output.options ?? {} })).outputs[0])[0] ?? {},
		);

	test('a workflow that was saved without it has all fields', async () => {
		expect(await sendWith({})).toEqual(await sendWith({ output: 'all' }));
		expect(await sendWith({})).toEqual(
			expect.arrayContaining(['accepted', 'resultCode', 'country']),
		);
	});

	test('Simplified has ten fields at most, the outcome among them', async () => {
		const fields = await sendWith({ output: 'simplified' });
		expect(fields.length).toBeLessThanOrEqual(10);
		expect(fields).toEqual(['outcome', 'recipient', 'smsId', 'parts', 'creditsUsed']);
	});

	test('Selected Fields has these alone, and the raw answer where it is wanted', async () => {
		const output = 'selected';
		expect(await sendWith({ output, outputFields: ['smsId', 'outcome'] })).toEqual([
			'smsId',
			'outcome',
		]);
		expect(
			await sendWith({ output, outputFields: ['smsId'], options: { includeRaw: true } }),
		).toEqual(['smsId', 'raw']);
	});

	test.each([
		{ output: 'selected', outputFields: [] },
		{ output: 'selected', outputFields: '={{ $json.no.such.field }}' },
		{ output: 'nonsense' },
	])('%j: what was sent is told in full', async (output) => {
		expect(await sendWith(output)).toEqual(
			expect.arrayContaining(['accepted', 'smsId', 'resultCode']),
		);
		expect(turkey.simulator().ledger).toHaveLength(1);
	});
});

test('people read who, what and when first', async () => {
	raygan.simulator().inbox.receive({ from: '09112170848', to: '50002910001080', text: 'سلام' });
	const received = await raygan.askAccount({
		resource: 'inbox',
		operation: 'getMany',
		phoneNumber: '50002910001080',
		returnAll: true,
	});
	const preview = await raygan.askAccount({
		resource: 'message',
		operation: 'preview',
		message: 'سلام',
		mobiles: '09112170848, 09116662206',
		withPrice: true,
	});
	const columns = ({ outputs }: RunResult) => Object.keys(jsonOf(outputs[0])[0] ?? {});
	expect(columns(received).slice(0, 3)).toEqual(['from', 'text', 'receivedAt']);
	expect(columns(preview).slice(0, 4)).toEqual([
		'recipientCount',
		'parts',
		'totalParts',
		'estimatedPrice',
	]);
	expect(jsonOf(preview.outputs[0])).toMatchObject([
		{ recipientCount: 2, parts: 1, totalParts: 2 },
	]);
});
