import { jsonOf, pairsOf, useTurkeySms } from './turkeySms';

const { operation, requests } = useTurkeySms();
const preview = operation('message', 'preview', {
	text: '={{ $json.text }}',
	recipients: '={{ $json.to }}',
	language: 'auto',
});

afterEach(() => {
	expect(requests()).toEqual([]);
});

test('numbers, bad ones with their reason, and how the text travels', async () => {
	const to = '0500 000 00 01, +49 151 12345678; 0212 345 67 89\n۹۰۵۰۰۰۰۰۰۰۰۲ hello';
	const result = await preview({}, { items: [{ text: 'Şubemiz açıldı', to }] });
	expect(jsonOf(result)).toEqual([
		{
			recipientCount: 3,
			totalParts: 3,
			recipients: ['+905000000001', '+4915112345678', '+905000000002'],
			invalidRecipients: [
				{ recipient: '0212 345 67 89', reason: expect.stringContaining('landline') },
				{ recipient: 'hello', reason: expect.stringContaining('not a phone number') },
			],
			encoding: 'gsm7-turkish',
			parts: 1,
			characters: 18,
			charactersLeft: 137,
			language: 'turkish',
		},
	]);
});

test.each([
	['Hello', 'auto', 'english', 'gsm7', 1],
	['ş', 'auto', 'turkish', 'gsm7-turkish', 1],
	['مرحبا', 'auto', 'arabic', 'ucs2', 1],
	['Hello', 'arabic', 'arabic', 'ucs2', 1],
	['a'.repeat(161), 'auto', 'english', 'gsm7', 2],
	['a'.repeat(161), 'arabic', 'arabic', 'ucs2', 3],
])('%# in the language %s', async (text, language, chosen, encoding, parts) => {
	const result = await preview({ language }, { items: [{ text, to: '' }] });
	expect(jsonOf(result)).toMatchObject([{ language: chosen, encoding, parts }]);
});

test('a text alone', async () => {
	const result = await preview({}, { items: [{ text: 'Hello' }] });
	expect(jsonOf(result)).toMatchObject([{ recipients: [], invalidRecipients: [] }]);
});

test('a language that cannot carry the text, and no text, fail their items alone', async () => {
	const result = await preview(
		{ language: '={{ $json.language ?? "auto" }}' },
		{
			items: [{ text: 'سلام', language: 'english' }, { text: '' }, { text: 'ok' }],
			onError: 'continueErrorOutput',
		},
	);
	expect(pairsOf(result)).toEqual([{ item: 2 }]);
	expect(result.outputs[1]).toMatchObject([
		{ json: { error: expect.stringContaining('English cannot carry the character س') } },
		{ json: { error: 'Message is empty' } },
	]);
	for (const { json } of result.outputs[1] ?? []) {
		expect(json.details).not.toHaveProperty('outcome');
	}
});

test('50,000 numbers in one item, and 1,000 items', async () => {
	const to = Array.from({ length: 50_000 }, (_, index) => 905_000_000_000 + index);
	const [one] = jsonOf(await preview({}, { items: [{ text: 'Hello', to }] }));
	expect(one?.recipients).toHaveLength(50_000);
	const items = Array.from({ length: 1_000 }, () => ({ text: 'Hello', to: '905000000001' }));
	expect(pairsOf(await preview({}, { items }))).toEqual(items.map((_, item) => ({ item })));
});
