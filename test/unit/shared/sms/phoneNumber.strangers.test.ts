import fc from 'fast-check';

import { parsePhoneNumber, type NumberPlan } from '../../../../nodes/shared/sms/phoneNumber';
import { splitPhoneNumbers } from '../../../../nodes/shared/sms/phoneNumberList';
import { nationalMobile } from './writtenForms';

/** The E.164 forms of all numbers of a list that would get a message. */
function textedIn(list: string, plan: NumberPlan): string[] {
	return splitPhoneNumbers(list, plan).flatMap((written) => {
		const number = parsePhoneNumber(written, plan);
		return number.ok ? [number.e164] : [];
	});
}

const TURKISH = '+905321234567';
const IRANIAN = '+989123456789';

describe('nobody is texted for', () => {
	test.each([
		'1.5321234567',
		'1-5321234567',
		'5321234567-2',
		'2.5321234567 3.5331234567',
		'5,32E+09',
		'5.321234567E9',
		'5.321234567E+9',
		'05321234567#2',
		'5321234567*2',
		'5321234567.5',
		'0.5321234567',
		'.5321234567',
		'51.38897400',
		'-51.38897400',
		'35.68920000 51.38897400',
		'1️⃣05321234567',
		'①05321234567',
		'12/5321234567',
		'7. 9121234567',
		'7) 9121234567',
		'(7) 9121234567',
		'7 9121234567',
		'7-9121234567',
		'1 912 123 4567',
		'44. 7400123456',
		'20) 1001234567',
		'44.7400123456',
		'20/10/01234567',
		'966501234567-2',
		'966 50 123 4567 2',
		'+966501234567 2',
		'+966501234567.2',
		'10000000146',
		'2024-05-21',
		'21.05.2024 10:30',
		'24-05-2024 1234',
	])('%s, in Turkey', (written) => {
		expect(textedIn(written, 'turkey')).toEqual([]);
	});

	test.each([
		'0.9121234567',
		'95 73725,0(900',
		'9.121234567',
		'۹.۱۲۱۲۳۴۵۶۷',
		'1.09123456789',
		'09123456789-2',
		'(1)09123456789',
		'09123456789/10',
		'7 9121234567',
		'90 532 123 45 67',
		'90 532 123 45 67 2',
		'90 532 123 45 67 90 533 123 45 67',
		'91 98 765 432 10 5',
	])('%s, in Iran', (written) => {
		expect(textedIn(written, 'iran')).toEqual([]);
	});
});

describe('what people write is read', () => {
	test.each([
		'Ali 5321234567',
		'5321234567 (Ali)',
		'5321234567 x2',
		'tel: 05321234567',
		'+90 (532) 123 45 67',
		'0(532)1234567',
		'90 0532 123 45 67',
		'+90.5321234567',
		'532.123.45.67',
		'5321234567.00',
		"'05321234567",
		'="05321234567"',
		'05321234567;ext=3',
		'1) 5321234567',
		'1️⃣ 05321234567',
		'① 05321234567',
		'٠٥٣٢١٢٣٤٥٦٧',
		'𝟎𝟓𝟑𝟐𝟏𝟐𝟑𝟒𝟓𝟔𝟕',
		'0️⃣5️⃣3️⃣2️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣',
	])('%s, in Turkey', (written) => {
		expect(textedIn(written, 'turkey')).toEqual([TURKISH]);
	});

	test.each([
		'(+98) 912 345 67 89',
		'0098-912-3456789',
		'0912.345.6789',
		'۱. ۰۹۱۲ ۳۴۵ ۶۷ ۸۹',
		'7. 9123456789',
		'="09123456789"',
	])('%s, in Iran', (written) => {
		expect(textedIn(written, 'iran')).toEqual([IRANIAN]);
	});

	test.each([
		'05321234567 / 05331234567',
		'0532 123 45 67 - 0533 123 45 67',
		'0532-123-4567,0533-123-4567',
		'90 532 123 45 67 90 533 123 45 67',
		'5321234567\\5331234567',
		'٠٥٣٢١٢٣٤٥٦٧،٠٥٣٣١٢٣٤٥٦٧',
	])('%s are two', (written) => {
		expect(textedIn(written, 'turkey')).toEqual([TURKISH, '+905331234567']);
	});

	test('the comma before a 0 is no decimal one', () => {
		expect(textedIn('0(908) 9573725,0(900) 0000000', 'iran')).toEqual([
			'+989089573725',
			'+989000000000',
		]);
	});

	test('a number with its 0 is not taken apart for the digits before it', () => {
		expect(textedIn('500 0532 123 45 67', 'turkey')).toEqual([TURKISH]);
		expect(textedIn('912 0912 345 67 89', 'iran')).toEqual([IRANIAN]);
	});

	test.each([
		['7 912 123 45 67', '+7 912 123 45 67', '+79121234567'],
		['1 912 234 5678', '+1 912 234 5678', '+19122345678'],
	])('%s only with its plus', (bare, written, e164) => {
		expect(textedIn(bare, 'turkey')).toEqual([]);
		expect(textedIn(written, 'turkey')).toEqual([e164]);
	});
});

/** Without those that could begin a number, or be the country code of the one behind. */
const small = fc.constantFrom('1', '2', '3', '4', '6', '7', '8', '11', '12', '20', '44', '61');
const oneOf = (...texts: string[]) => fc.constantFrom(...texts);

/** What stands beside numbers in a column or a message; none of it is a number of anyone. */
const junk = fc.oneof(
	small,
	small.map((count) => `${count}.`),
	small.map((count) => `${count})`),
	small.map((count) => `(${count})`),
	small.map((count) => `#${count}`),
	fc.integer({ min: 100, max: 4_999 }).map(String),
	fc.integer({ min: 10_000, max: 499_999 }).map((cents) => (cents / 100).toFixed(2)),
	oneOf('2024-05-21', '21.05.2024', '21/05/2024', '10:30', '1403/02/31', '100-200', '5000.00'),
	oneOf(
		'x2',
		'Ali',
		'(Ali)',
		'₺45',
		'45 TL',
		'%20',
		'①',
		'3️⃣',
		'٣',
		'👍',
		'-',
		'/',
		'•',
		'"',
		'="',
	),
	oneOf('5.32E+09', '51.38897400', '0.5321234567', '10000000146', '\u200f7\u200e', '１２', '𝟏𝟐'),
);

function written(plan: NumberPlan) {
	const [first, code] = plan === 'iran' ? (['9', '98'] as const) : (['5', '90'] as const);
	const forms = (digits: string) => {
		const [, a = '', b = '', c = '', d = ''] = /^(...)(...)(..)(..)$/.exec(digits) ?? [];
		return oneOf(
			digits,
			`0${digits}`,
			`+${code}${digits}`,
			`00${code}${digits}`,
			`${code}${digits}`,
			`0${a} ${b} ${c} ${d}`,
			`+${code} ${a} ${b} ${c} ${d}`,
			`+${code} (${a}) ${b}-${c}${d}`,
			`0(${a}) ${b}${c}${d}`,
			`0${a}-${b}-${c}${d}`,
			`${a}.${b}.${c}.${d}`,
			`${digits}.00`,
		);
	};
	// 98… without its 0 cannot be told from the country code in a row of digits.
	const national = nationalMobile(first).filter((digits) => !digits.startsWith('98'));
	return national.chain((digits) =>
		forms(digits).map((text) => ({ text, e164: `+${code}${digits}` })),
	);
}

const between = oneOf(
	' ',
	' ',
	', ',
	',',
	';',
	'\n',
	'\t',
	'|',
	' | ',
	'•',
	' • ',
	'、',
	'،',
	' - ',
	' / ',
);

describe.each<NumberPlan>(['iran', 'turkey'])('a list with other things in it (%s)', (plan) => {
	const entry = fc.oneof(
		written(plan),
		junk.map((text) => ({ text, e164: undefined })),
	);
	const list = fc.array(fc.record({ entry, separator: between }), { maxLength: 6 });

	test('texts no number but those that stand in it', () => {
		fc.assert(
			fc.property(list, (entries) => {
				const text = entries.map(({ entry: { text: own }, separator }) => own + separator).join('');
				const meant = entries.flatMap(({ entry: { e164 } }) => (e164 === undefined ? [] : [e164]));
				expect(meant).toEqual(expect.arrayContaining(textedIn(text, plan)));
			}),
			{ numRuns: 3_000 },
		);
	});
});
