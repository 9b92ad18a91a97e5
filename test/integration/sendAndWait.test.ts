import type { IDataObject } from 'n8n-workflow';

import { openPage, timeIsOver, type PageRequest } from './answering';
import { contextOf, runNode, type RunResult, type RunSettings } from './engine';
import { nodeTypes } from './package';
import type * as QuickTime from './quickTime';
import { PROVIDERS, useProviders } from './providers';
import { jsonOf, pairsOf } from './sends';
import { LINE } from './simulatorsClient';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof QuickTime>('./quickTime').quickWorkflow(),
);

const PUBLIC = 'https://n8n.example.com';
const TWO_BUTTONS = { values: { approvalType: 'double' } };
/** One part by itself, and two with the link. */
const QUESTION = 'Will you come to the clinic in Valiasr Street on Tuesday at ten?';

const providers = useProviders();

describe.each(PROVIDERS)('%s: message: sendAndWait', (name) => {
	const own =
		name === 'raygan'
			? { phoneNumber: LINE, mobile: '0911 217 0848' }
			: { title: 'TURKEY SMS', recipient: '0500 000 00 01' };
	const provider = providers[name];
	const { recipient, sendEndpoint } = provider;
	const ledger = () => provider.simulator().ledger;
	const spoil = (fault: Parameters<Faults['next']>[0], when: 'before' | 'after' = 'before') =>
		provider.simulator().faults.next(fault, { endpoint: sendEndpoint, when });
	type Faults = ReturnType<typeof provider.simulator>['faults'];

	function settings(
		parameters: RunSettings['parameters'] = {},
		more: Partial<RunSettings> = {},
	): RunSettings {
		return {
			...provider.settings,
			credential: provider.credential(),
			linksTo: PUBLIC,
			...more,
			parameters: {
				resource: 'message',
				operation: 'sendAndWait',
				...own,
				message: QUESTION,
				responseType: 'approval',
				options: {},
				...parameters,
			},
		};
	}

	/** The link of the message that went out so many messages ago. */
	function link(ago = 1): URL {
		const text = String(ledger().at(-ago)?.text ?? '');
		return new URL(/https?:\S+$/.exec(text)?.[0] ?? 'no:link');
	}
	const queryOf = (url: URL) => Object.fromEntries(url.searchParams);
	const isWaiting = ({ data }: RunResult) => data.waitTill !== undefined;

	async function ask(parameters: RunSettings['parameters'] = {}) {
		const asked = settings(parameters);
		const waiting = await runNode(asked);
		const open = async (request: Partial<PageRequest> = {}) =>
			await openPage(asked, waiting, { method: 'GET', query: queryOf(link()), ...request });
		const answer = async (form: PageRequest['form'], query = queryOf(link())) =>
			await open({ method: 'POST', form, query });
		return { waiting, open, answer };
	}

	test('sends one message that ends with the signed link, and waits without a limit', async () => {
		const { waiting } = await ask();
		expect(ledger()).toHaveLength(1);
		const [text = '', address] = String(ledger()[0]?.text).split('\n');
		expect(text).toBe(QUESTION);
		expect(address).toMatch(
			/^https:\/\/n8n\.example\.com\/webhook-waiting\/1\/under-test\?r=0&signature=[0-9a-f]{64}$/,
		);
		expect(waiting.data.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
		expect(waiting.fault).toBeUndefined();
	});

	test('counts the parts of the text with its link', async () => {
		const { waiting } = await ask();
		expect(jsonOf(waiting.outputs[0])).toEqual([
			expect.objectContaining({ outcome: 'accepted', recipient, parts: 2, encoding: 'gsm7' }),
		]);
		const persian = await ask({ message: 'آیا سه‌شنبه می‌آیید؟' });
		expect(jsonOf(persian.waiting.outputs[0])).toEqual([
			expect.objectContaining({ parts: 3, encoding: 'ucs2' }),
		]);
	});

	test.each([
		['approve', true],
		['decline', false],
	])('the button %s gives approved: %s, with the fields of the send', async (answer, approved) => {
		const asked = await ask({ approvalOptions: TWO_BUTTONS });
		const { status, html, resumed } = await asked.answer({ answer });
		expect(status).toBe(200);
		expect(html).toContain('Your answer is recorded');
		const [json] = jsonOf(resumed?.outputs[0]);
		expect(json).toEqual({
			...jsonOf(asked.waiting.outputs[0])[0],
			data: {
				approved,
				respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:30$/),
			},
		});
		expect(pairsOf(resumed?.outputs[0])).toEqual([0]);
		expect(ledger()).toHaveLength(1);
	});

	test('a written answer comes out as it was written', async () => {
		const asked = await ask({ responseType: 'freeText' });
		const { resumed } = await asked.answer({ text: 'Not before 5 &\r\n<b>only</b> with Sara' });
		expect(jsonOf(resumed?.outputs[0])[0]?.data).toMatchObject({
			text: 'Not before 5 &\n<b>only</b> with Sara',
		});
	});

	test('opening the link, however often, shows the page and records nothing', async () => {
		const asked = await ask({ approvalOptions: TWO_BUTTONS });
		for (let count = 0; count < 3; count += 1) {
			const { html, resumed, status } = await asked.open();
			expect(status).toBe(200);
			expect(html).toContain(QUESTION);
			expect(html).toContain('<form method="post"');
			expect(resumed).toBeUndefined();
		}
		const { resumed } = await asked.answer({ answer: 'decline' });
		expect(jsonOf(resumed?.outputs[0])[0]?.data).toMatchObject({ approved: false });
	});

	test.each<[string, (query: Record<string, string>) => Record<string, string>]>([
		['no signature', ({ r = '' }) => ({ r })],
		['another signature', ({ r = '' }) => ({ r, signature: '0'.repeat(64) })],
		['a shorter signature', ({ r = '', signature = '' }) => ({ r, signature: signature.slice(1) })],
		['the signature of another run', ({ signature = '' }) => ({ r: '1', signature })],
		['nothing at all', () => ({})],
	])(
		'a link with %s shows nothing and records nothing, whatever the host lets through',
		async (_, forge) => {
			const asked = await ask();
			for (const method of ['GET', 'POST'] as const) {
				const query = forge(queryOf(link()));
				const reply = await asked.open({ method, query, form: { answer: 'approve' } });
				expect(reply.status).toBe(401);
				expect(reply.html).not.toContain(QUESTION);
				expect(reply.resumed).toBeUndefined();
			}
		},
	);

	test.each<[string, PageRequest['form']]>([
		['an empty form', {}],
		['another word', { answer: 'yes' }],
		['a list', { answer: ['approve', 'decline'] }],
		['the button that is not there', { answer: 'decline' }],
		['a text', { text: 'approve' }],
	])('%s is no answer: the page says so, and goes on waiting', async (_, form) => {
		const asked = await ask();
		const { status, html, resumed } = await asked.answer(form);
		expect(status).toBe(400);
		expect(html).toContain('Nothing was recorded yet');
		expect(html).toContain('<form method="post"');
		expect(resumed).toBeUndefined();
	});

	test.each([
		['blank', ' \n ', 400],
		['as long as can be', 'x'.repeat(2000), 200],
		['too long', 'x'.repeat(2001), 400],
	])('a written answer that is %s', async (_, text, status) => {
		const asked = await ask({ responseType: 'freeText' });
		const reply = await asked.answer({ text });
		expect(reply.status).toBe(status);
		expect(reply.resumed === undefined).toBe(status !== 200);
	});

	test.each([
		['minutes', 30, 30 * 60_000],
		['hours', 2.5, 150 * 60_000],
		['days', '۳', 3 * 86_400_000],
	])('waits for a number of %s', async (resumeUnit, resumeAmount, ms) => {
		const before = Date.now();
		const { waiting } = await ask({
			options: {
				limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit } },
			},
		});
		const until = new Date(waiting.data.waitTill ?? 0).getTime();
		expect(until).toBeGreaterThanOrEqual(before + ms);
		expect(until).toBeLessThanOrEqual(Date.now() + ms);
	});

	test('waits until a date, read in the zone of the workflow', async () => {
		const { waiting } = await ask({
			options: {
				limitWaitTime: {
					values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2090-01-31 09:30' },
				},
			},
		});
		expect(waiting.data.waitTill).toEqual(new Date('2090-01-31T06:00:00.000Z'));
	});

	test('after the time limit nothing is recorded, and the page says that it is too late', async () => {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' };
		const asked = await ask({ options: { limitWaitTime: { values } } });
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_001);
		try {
			for (const reply of [await asked.open(), await asked.answer({ answer: 'approve' })]) {
				expect(reply.status).toBe(410);
				expect(reply.html).toContain('It is too late to answer');
				expect(reply.html).not.toContain('<form');
				expect(reply.resumed).toBeUndefined();
			}
		} finally {
			jest.restoreAllMocks();
		}
	});

	test.each<[string, IDataObject, RegExp]>([
		['no time', { resumeAmount: 0, resumeUnit: 'hours' }, /number above 0/],
		['words', { resumeAmount: 'soon', resumeUnit: 'hours' }, /number above 0/],
		['no unit', { resumeAmount: 1, resumeUnit: 'weeks' }, /number above 0/],
		['thousands of years', { resumeAmount: 1e6, resumeUnit: 'days' }, /longer than n8n can wait/],
		['the past', { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' }, /in the past/],
		['no date', { limitType: 'atSpecifiedTime', maxDateAndTime: '' }, /is empty/],
	])('a time limit of %s is refused, and nothing is sent', async (_, values, sentence) => {
		const { waiting } = await ask({
			options: {
				limitWaitTime: {
					values: { limitType: 'afterTimeInterval', ...values } as RunSettings['parameters'],
				},
			},
		});
		expect(`${waiting.fault?.message} ${waiting.fault?.description}`).toMatch(sentence);
		expect(isWaiting(waiting)).toBe(false);
		expect(ledger()).toEqual([]);
	});

	test('a send that is refused fails the node, and nothing is waited for', async () => {
		const code = name === 'raygan' ? 1004 : 'TS-1033';
		spoil({ code });
		const { waiting } = await ask();
		expect(waiting.fault?.message).toMatch(/\[item 0\]$/);
		expect(waiting.fault?.message).not.toContain('unknown');
		expect(ledger()).toEqual([]);
		expect(isWaiting(waiting)).toBe(false);
	});

	test('where the node continues, the refused item comes out and nothing is waited for', async () => {
		spoil({ code: name === 'raygan' ? 1004 : 'TS-1033' });
		const result = await runNode(settings({}, { onError: 'continueErrorOutput' }));
		expect(isWaiting(result)).toBe(false);
		expect(jsonOf(result.outputs[1])).toEqual([
			expect.objectContaining({ details: expect.objectContaining({ outcome: 'refused' }) }),
		]);
	});

	test('a send whose outcome is unknown waits for the answer, and the item says so', async () => {
		spoil('reset', 'after');
		if (name === 'raygan') {
			for (let count = 0; count < 3; count += 1) {
				provider.simulator().faults.next('reset', { endpoint: 'GetGroupMessageId' });
			}
		}
		const asked = await ask();
		expect(isWaiting(asked.waiting)).toBe(true);
		const { resumed } = await asked.answer({ answer: 'approve' });
		expect(jsonOf(resumed?.outputs[0])).toEqual([
			expect.objectContaining({
				outcome: 'unknown',
				accepted: false,
				recipient,
				note: expect.stringContaining('may have been sent'),
				data: expect.objectContaining({ approved: true }),
			}),
		]);
		expect(ledger()).toHaveLength(1);
	});

	test('Retry On Fail sends a refused question once more and no accepted one twice', async () => {
		spoil({ code: name === 'raygan' ? 1004 : 'TS-1033' });
		let tries = 0;
		const result = await runNode(settings({}, { maxTries: 3, onTry: () => (tries += 1) }));
		expect(tries).toBe(2);
		expect(isWaiting(result)).toBe(true);
		expect(ledger()).toHaveLength(1);
	});

	test('more than one item: a sentence that names Loop Over Items, and nothing is sent', async () => {
		const result = await runNode(settings({}, { items: [{}, {}] }));
		const told = `${result.fault?.message} ${result.fault?.description}`;
		expect(told).toContain('2 items came in');
		expect(told).toContain('Loop Over Items');
		expect(isWaiting(result)).toBe(false);
		const going = await runNode(
			settings({}, { items: [{}, {}], onError: 'continueRegularOutput' }),
		);
		expect(jsonOf(going.outputs[0])).toHaveLength(2);
		expect(isWaiting(going)).toBe(false);
		expect(ledger()).toEqual([]);
	});

	test('in a loop, the link of an earlier round records nothing and shows what was recorded', async () => {
		const looping = settings({ approvalOptions: TWO_BUTTONS }, { loops: true });
		const first = await runNode(looping);
		const firstLink = link();
		const second = await openPage(looping, first, {
			method: 'POST',
			query: queryOf(firstLink),
			form: { answer: 'decline' },
		});
		if (second.resumed === undefined) throw new Error('The execution does not go on');
		expect(isWaiting(second.resumed)).toBe(true);
		expect(ledger()).toHaveLength(2);
		expect(link().searchParams.get('r')).toBe('1');
		expect(link().searchParams.get('signature')).not.toBe(firstLink.searchParams.get('signature'));

		for (const method of ['GET', 'POST'] as const) {
			const form = { answer: 'approve' };
			const old = await openPage(looping, second.resumed, {
				method,
				query: queryOf(firstLink),
				form,
			});
			expect(old.html).toContain('This question has been answered already');
			expect(old.html).toContain('<dd dir="auto">Decline</dd>');
			expect(old.resumed).toBeUndefined();
		}
		const { resumed } = await openPage(looping, second.resumed, {
			method: 'POST',
			query: queryOf(link()),
			form: { answer: 'approve' },
		});
		expect(jsonOf(resumed?.outputs[0])[0]?.data).toMatchObject({ approved: true });
	});

	test('when the time limit is over the item goes on as it came in, without any answer', async () => {
		const item = { id: 7, data: { approved: true, respondedAt: '2026-01-01T00:00:00Z' } };
		const asked = settings({}, { items: [item] });
		const over = await timeIsOver(asked, await runNode(asked));
		expect(jsonOf(over.outputs[0])).toEqual([{ id: 7 }]);
		expect(isWaiting(over)).toBe(false);
		expect(ledger()).toHaveLength(1);
	});

	test('in a loop, the link of a round whose time is over says that it is too late', async () => {
		const looping = settings({ approvalOptions: TWO_BUTTONS }, { loops: true });
		const second = await timeIsOver(looping, await runNode(looping));
		expect(ledger()).toHaveLength(2);
		for (const method of ['GET', 'POST'] as const) {
			const form = { answer: 'approve' };
			const old = await openPage(looping, second, { method, query: queryOf(link(2)), form });
			expect(old.status).toBe(410);
			expect(old.html).toContain('It is too late to answer');
			expect(old.resumed).toBeUndefined();
		}
	});

	test.each([
		['http://localhost:5678', 'computer of n8n alone'],
		['http://127.0.0.1:5678', 'computer of n8n alone'],
		['http://192.168.1.20:5678', 'its own network'],
		['http://n8n.example.com', 'not https'],
	])('a link to %s is sent, and the item says what is wrong with it', async (linksTo, words) => {
		const asked = settings({}, { linksTo });
		const waiting = await runNode(asked);
		const [json] = jsonOf(waiting.outputs[0]);
		expect(json?.note).toContain(words);
		expect(json?.note).toContain('WEBHOOK_URL');
		expect(JSON.stringify(waiting.data)).toContain('"hints":[{"message":"The link');
	});

	test('a public https address needs no note', async () => {
		const { waiting } = await ask();
		expect(jsonOf(waiting.outputs[0])[0]).not.toHaveProperty('note');
	});

	test('a host without signed links: a sentence, and nothing is sent', async () => {
		const result = await runNode(settings({}, { linksTo: undefined }));
		expect(result.fault?.message).toContain('n8n gave no link');
		const context = await contextOf(settings());
		Object.defineProperty(context, 'getSignedResumeUrl', { value: undefined });
		const type = nodeTypes.getByNameAndVersion(provider.settings.type);
		await expect(type.execute?.call(context)).rejects.toThrow('no signed links');
		expect(ledger()).toEqual([]);
	});

	test('the page has a strict policy and the words of the options', async () => {
		const asked = await ask({
			message: 'Randevuya gelecek misiniz?',
			approvalOptions: {
				values: { approvalType: 'double', approveLabel: 'Evet <3', disapproveLabel: '' },
			},
		});
		const { html, headers } = await asked.open();
		expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
		expect(headers['cache-control']).toBe('no-store');
		expect(html).toContain('<html lang="tr" dir="ltr">');
		expect(html).toContain('Evet &lt;3');
		expect(html).toContain('Reddet');
		expect(html).not.toContain('<script');
	});

	test.each([
		['arabic', 'ar', 'rtl'],
		['english', 'en', 'ltr'],
		['persian', 'fa', 'rtl'],
		['turkish', 'tr', 'ltr'],
	])('the page in %s', async (pageLanguage, tag, direction) => {
		const asked = await ask({ options: { pageLanguage } });
		const { html } = await asked.open();
		expect(html).toContain(`<html lang="${tag}" dir="${direction}">`);
	});

	test('a node with braces and quotes in its name is answered like any other', async () => {
		const asked = settings({}, { nodeName: `Ask "}} {{ \\ '` });
		const waiting = await runNode(asked);
		const { resumed } = await openPage(asked, waiting, {
			method: 'POST',
			query: queryOf(link()),
			form: { answer: 'approve' },
		});
		expect(jsonOf(resumed?.outputs[0])[0]?.data).toMatchObject({ approved: true });
	});
});
