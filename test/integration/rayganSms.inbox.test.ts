import { indexesOf, jsonOf, useRaygan } from './rayganOperations';
import { LINE } from './simulatorsClient';

// Thousands of items take a while on a machine that is busy.
jest.setTimeout(60_000);

const { simulator, operation, endpoints, bodies, answerWith, answerResult } = useRaygan();
const requests = () => simulator().requests;

const BASE = Date.parse('2030-01-31T10:00:00Z') / 1000;
const DAY = 24 * 60 * 60;

const getMany = operation('inbox', 'getMany', {
	phoneNumber: LINE,
	from: '2030-01-31T00:00:00Z',
	to: '2030-01-31T20:00:00Z',
});
const getAll = operation('inbox', 'getMany', {
	phoneNumber: LINE,
	from: '2030-01-31T00:00:00Z',
	to: '2030-01-31T20:00:00Z',
	returnAll: true,
});

function receive(at: number, text: string, from = '09116420422'): void {
	simulator().inbox.receive({ from, to: LINE, text, at });
}

/** Messages with their numbers as texts, one every so many seconds. */
function receiveMany(count: number, everySeconds: number): string[] {
	const texts = Array.from({ length: count }, (_, index) => String(index));
	for (const [index, text] of texts.entries()) receive(BASE + index * everySeconds, text);
	return texts;
}

const textsOf = (items: Parameters<typeof jsonOf>[0]) => jsonOf(items).map(({ text }) => text);

test('rows that are no messages leave the others, and one without a date comes last', async () => {
	receive(BASE, 'one');
	simulator().inbox.settings.oddRows = [
		null,
		7,
		{ Mobile: '989116420422', MsgBody: { words: 'none' }, Date: BASE },
		{ Mobile: '989116420422', MsgBody: 'no date' },
	];
	const { outputs, fault } = await getAll();
	expect(fault).toBeUndefined();
	expect(jsonOf(outputs[0])).toMatchObject([
		{ text: 'one' },
		{ text: 'no date', from: '+989116420422', receivedAt: null },
	]);
});

describe('one message', () => {
	test('has the fields of the contract, in the zone of the workflow', async () => {
		receive(BASE, 'تست 1');
		const { outputs } = await getMany({}, { zone: 'Europe/Istanbul' });
		expect(outputs).toEqual([
			[
				{
					json: {
						id: expect.stringMatching(/^[0-9a-f]{16}$/),
						from: '+989116420422',
						fromLocal: '09116420422',
						to: LINE,
						text: 'تست 1',
						receivedAt: '2030-01-31T13:00:00+03:00',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	test('keeps its text as it came, and a sender that is no mobile as given', async () => {
		const text = '  نمی\u200cخواهم 🎉\r\n';
		receive(BASE, text, '3000123');
		expect(jsonOf((await getMany()).outputs[0])).toMatchObject([
			{ text, from: '3000123', fromLocal: '3000123' },
		]);
	});

	test("bears the provider's own object on demand", async () => {
		receive(BASE, 'a');
		const { outputs } = await getMany({ options: { includeRaw: true } });
		expect(jsonOf(outputs[0])).toMatchObject([
			{ raw: { Mobile: '989116420422', Date: BASE, MsgBody: 'a' } },
		]);
	});

	test('has the same id whenever it is read, and twins have two', async () => {
		for (const text of ['same', 'same', 'other']) receive(BASE, text);
		receive(BASE + 1, 'later');
		const ids = async (parameters = {}) =>
			jsonOf((await getMany(parameters)).outputs[0])
				.map(({ id }) => id)
				.sort();
		const first = await ids();
		expect(new Set(first).size).toBe(4);
		simulator().inbox.settings.order = 'oldestFirst';
		expect(await ids({ to: '2030-02-05T00:00:00Z' })).toEqual(first);
	});
});

describe('the request', () => {
	test('has the line, the window a second wider, and the first page as numbers', async () => {
		await getMany({ phoneNumber: '۵۰۰۰ ۲۹۱۰ ۰۰۱۰۸۰' });
		expect(requests()).toMatchObject([
			{ path: '/api/smsAPI/ReceiveMessages', hasAuthorization: true },
		]);
		expect(bodies()).toEqual([
			{
				PhoneNumber: LINE,
				StartDate: Date.parse('2030-01-31T00:00:00Z') / 1000 - 1,
				EndDate: Date.parse('2030-01-31T20:00:00Z') / 1000 + 1,
				Page: 1,
			},
		]);
	});

	test('without dates is for the last 24 hours', async () => {
		const before = Math.floor(Date.now() / 1000);
		await getMany({ from: '', to: '={{ undefined }}' });
		const [body] = bodies();
		const end = Number(Reflect.get(Object(body), 'EndDate')) - 1;
		expect(end).toBeGreaterThanOrEqual(before);
		expect(end).toBeLessThanOrEqual(Math.floor(Date.now() / 1000));
		expect(body).toMatchObject({ StartDate: end - DAY - 1 });
	});

	test.each([
		['a DateTime', '={{ DateTime.fromISO("2030-01-31T00:00:00Z") }}'],
		['a Date', '={{ new Date("2030-01-31T00:00:00Z") }}'],
		['a text of the zone', '2030-01-31 03:30'],
		['a text with offset', '2030-01-31T01:00:00+01:00'],
		['Unix seconds', '={{ 1896048000 }}'],
	])('takes %s', async (_, from) => {
		await getMany({ from });
		expect(bodies()).toMatchObject([{ StartDate: 1_896_048_000 - 1 }]);
	});

	test.each([
		[{ from: 'yesterday' }, /^The date in From is not a date/],
		[{ to: '1403-01-01' }, /^The date in To is in another calendar/],
		[{ from: '2030-02-01T00:00:00Z' }, /^From \(2030-02-01.* is later than To \(2030-01-31/],
		[{ phoneNumber: 'abc' }, /^The line abc is not a number/],
		[{ phoneNumber: '={{ "" }}' }, /^Line is empty/],
		[{ limit: '={{ 0 }}' }, /^Limit cannot be used/],
		[{ limit: '={{ 1.5 }}' }, /^Limit cannot be used/],
	])('is not made for %j', async (parameters, sentence) => {
		const { fault } = await getMany(parameters);
		expect(fault?.message).toMatch(sentence);
		expect(fault?.name).toBe('NodeOperationError');
		expect(requests()).toEqual([]);
	});
});

describe('the window', () => {
	test.each([
		[true, true],
		[true, false],
		[false, true],
		[false, false],
	])('has both its ends, though the provider counts them in: %s, %s', async (start, end) => {
		Object.assign(simulator().inbox.settings, { inclusiveStart: start, inclusiveEnd: end });
		for (const offset of [-2, -1, 0, 5, 10, 11, 12]) receive(BASE + offset, String(offset));
		const { outputs } = await getMany({ from: BASE, to: BASE + 10 });
		expect(textsOf(outputs[0])).toEqual(['0', '5', '10']);
	});

	test('of an empty inbox gives no items', async () => {
		expect((await getMany()).outputs).toEqual([[]]);
	});

	test.each([
		{ Page: 1, TotalPage: 0, ReceivedMsgs: [] },
		{ Page: '1', TotalPage: '1', ReceivedMsgs: null },
		{ totalpage: 1, receivedmsgs: [] },
	])('answered as empty by %j gives no items', async (result) => {
		answerResult(result);
		expect((await getMany()).outputs).toEqual([[]]);
	});

	test('numbers may be texts', async () => {
		simulator().style.numbers = 'strings';
		receive(BASE, 'a');
		expect(textsOf((await getMany()).outputs[0])).toEqual(['a']);
	});
});

describe('many pages', () => {
	const styles = [
		['newestFirst', 100],
		['oldestFirst', 100],
		['newestFirst', 7],
	] as const;

	test.each(styles)('returnAll reads all of them, %s, %d a page', async (order, pageSize) => {
		Object.assign(simulator().inbox.settings, { order, pageSize });
		const texts = receiveMany(750, 31);
		const { outputs } = await getAll();
		expect(textsOf(outputs[0])).toEqual(texts);
		expect(requests().length).toBeLessThan(2 * Math.ceil(750 / pageSize) + 12);
	});

	test('returnAll reads a crowded second whole', async () => {
		simulator().inbox.settings.pageSize = 10;
		for (let index = 0; index < 95; index += 1)
			receive(BASE, index % 2 === 0 ? 'twin' : `${index}`);
		receive(BASE + 60, 'later');
		const { outputs } = await getAll();
		expect(outputs[0]).toHaveLength(96);
		expect(textsOf(outputs[0]).filter((text) => text === 'twin')).toHaveLength(48);
		expect(new Set(jsonOf(outputs[0]).map(({ id }) => id)).size).toBe(96);
	});

	test('the newest 50 are the default, the oldest of them first, by few requests', async () => {
		const texts = receiveMany(5_000, 5);
		const { outputs } = await getMany();
		expect(textsOf(outputs[0])).toEqual(texts.slice(-50));
		expect(requests().length).toBeLessThan(25);
	});

	test.each([1, 7, 200])('a limit of %d', async (limit) => {
		simulator().inbox.settings.pageSize = 20;
		const texts = receiveMany(150, 60);
		const { outputs } = await getMany({ limit });
		expect(textsOf(outputs[0])).toEqual(texts.slice(-limit));
	});

	test('20,000 messages over 200 pages', async () => {
		const texts = receiveMany(20_000, 1);
		const { outputs } = await getAll();
		expect(textsOf(outputs[0])).toEqual(texts);
		expect(requests().length).toBeLessThan(400);
	});
});

describe('a list that shifts while it is read', () => {
	/** Runs before each answer, with the number of the request from 1 on. */
	function beforeAnswer(act: (request: number) => void): void {
		const { inbox } = simulator();
		const between = inbox.between.bind(inbox);
		let request = 0;
		jest.spyOn(inbox, 'between').mockImplementation((...window) => {
			request += 1;
			act(request);
			return between(...window);
		});
	}
	afterEach(() => jest.restoreAllMocks());

	test('loses nothing and doubles nothing', async () => {
		simulator().inbox.settings.pageSize = 5;
		const texts = receiveMany(60, 60);
		const late = new Map<string, number>();
		beforeAnswer((request) => {
			if (request > 40) return;
			const text = `late ${request}`;
			late.set(text, BASE + ((request * 977) % 3_600));
			receive(late.get(text) ?? BASE, text);
		});
		const { outputs } = await getAll();
		const read = textsOf(outputs[0]);
		expect(new Set(read).size).toBe(read.length);
		expect(read.filter((text) => !late.has(String(text)))).toEqual(texts);
	});

	test('is read again within one second, also where its last page is gone', async () => {
		simulator().inbox.settings.pageSize = 3;
		for (let index = 0; index < 10; index += 1) receive(BASE, `m${index}`);
		beforeAnswer((request) => {
			if (request !== 4) return;
			simulator().inbox.reset();
			simulator().inbox.settings.pageSize = 3;
			for (let index = 0; index < 4; index += 1) receive(BASE, `m${index}`);
		});
		const { outputs, fault } = await getAll({ from: BASE, to: BASE });
		expect(fault).toBeUndefined();
		expect(textsOf(outputs[0]).sort()).toEqual(['m0', 'm1', 'm2', 'm3']);
	});

	test('without an end is a fault that passes, not half a list', async () => {
		simulator().inbox.settings.pageSize = 3;
		for (let index = 0; index < 10; index += 1) receive(BASE, `m${index}`);
		beforeAnswer((request) => receive(BASE, `more ${request}`));
		const { fault } = await getAll({ from: BASE, to: BASE });
		expect(fault?.message).toContain('kept changing');
		expect(fault?.httpCode).toBe('502');
		expect(fault?.description).toContain('Try again');
	});
});

describe('faults', () => {
	test('in the middle of many pages fail the item whole', async () => {
		simulator().inbox.settings.pageSize = 10;
		receiveMany(100, 60);
		const { outputs, fault } = await getAll();
		expect(fault).toBeUndefined();
		expect(outputs[0]).toHaveLength(100);
		const total = requests().length;
		simulator().requests.length = 0;
		let seen = 0;
		const { inbox } = simulator();
		const between = inbox.between.bind(inbox);
		jest.spyOn(inbox, 'between').mockImplementation((...window) => {
			seen += 1;
			if (seen === 5) simulator().faults.next('serverErrorHtml');
			return between(...window);
		});
		const failed = await getAll({}, { onError: 'continueErrorOutput' });
		jest.restoreAllMocks();
		expect(failed.outputs[0]).toEqual([]);
		expect(jsonOf(failed.outputs[1])).toMatchObject([{ details: { code: 'unreadable-answer' } }]);
		expect(requests().length).toBeLessThan(total);
	});

	test('a line of another account', async () => {
		const { fault } = await getMany({ phoneNumber: '3000123' });
		expect(fault).toMatchObject({ httpCode: '403' });
		expect(fault?.message).toContain('line does not belong');
	});

	test.each(['{"Code":0}', '{"Code":0,"Result":{"ReceivedMsgs":[]}}', '<html>', ''])(
		'the answer %j is no inbox',
		async (body) => {
			answerWith(body);
			expect((await getMany()).fault?.httpCode).toBe('502');
			expect(endpoints()).toEqual(['ReceiveMessages']);
		},
	);

	test('a page number that is not allowed at the start is said as it is', async () => {
		simulator().faults.next({ code: 2008 });
		const { fault } = await getMany();
		expect(fault?.description).toContain('code 2008');
	});

	test('several items, each with its own line and window', async () => {
		receive(BASE, 'first');
		simulator().inbox.receive({
			from: '09116420422',
			to: '5000299558253',
			text: 'second',
			at: BASE,
		});
		const { outputs } = await getMany(
			{ phoneNumber: '={{ $json.line }}' },
			{
				items: [{ line: LINE }, { line: '3000123' }, { line: '5000299558253' }, { line: LINE }],
				onError: 'continueErrorOutput',
			},
		);
		expect(textsOf(outputs[0])).toEqual(['first', 'second', 'first']);
		expect(indexesOf(outputs[0])).toEqual([0, 2, 3]);
		expect(indexesOf(outputs[1])).toEqual([1]);
	});
});
