import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';

import { parsePhoneNumber, type NumberPlan } from '../../../../nodes/shared/sms/phoneNumber';
import {
	splitList,
	splitPhoneNumbers,
	type ListInput,
} from '../../../../nodes/shared/sms/phoneNumberList';
import {
	IRAN_PREFIXES,
	IRAN_PREFIXES_ABROAD,
	nationalMobile,
	TURKEY_PREFIXES,
	writtenForm,
} from './writtenForms';

/** The E.164 forms of a list, or the written form of what is refused. */
function numbersIn(input: ListInput, plan: NumberPlan): string[] {
	return splitPhoneNumbers(input, plan).map((written) => {
		const number = parsePhoneNumber(written, plan);
		return number.ok ? number.e164 : `refused: ${written}`;
	});
}

const A = '+989112170848';
const B = '+989112170849';

describe('a list of Iranian numbers', () => {
	it.each<[string, ListInput]>([
		['commas', '09112170848,09112170849'],
		['Persian commas', '۰۹۱۱۲۱۷۰۸۴۸، ۰۹۱۱۲۱۷۰۸۴۹'],
		['semicolons', '09112170848; 09112170849;'],
		['Persian semicolons', '09112170848؛09112170849'],
		['lines', '09112170848\r\n\r\n09112170849\n'],
		['tabs', '09112170848\t09112170849'],
		['spaces', '09112170848  09112170849'],
		['spaces around and inside', '0911 217 0848 0911 217 0849'],
		['groups of all sizes', '0 911 2170848 091 121 708 49'],
		['country codes set apart', '+98 911 217 0848 0098 9112170849'],
		['groups that begin like a prefix', '+98 911 2170 848 98 911 217 0849'],
		['a dash set apart', '0911 - 217 - 0848 0911 - 2170849'],
		['JSON text', '["09112170848","09112170849"]'],
		['an array', ['09112170848', '0911 217 0849']],
		['an array of numbers', [9112170848, 989112170849]],
		['an array of lists', [['09112170848'], '09112170849']],
		['an array of texts with several', ['09112170848, 09112170849', '', null]],
	])('with %s gives all numbers', (_, input) => {
		expect(numbersIn(input, 'iran')).toEqual([A, B]);
	});

	it('keeps order and duplicates', () => {
		expect(numbersIn('09112170849,09112170848,09112170849', 'iran')).toEqual([B, A, B]);
	});

	it.each<[ListInput]>([[''], [' , \n'], ['\u200c'], [[]], [['', null]]])(
		'is empty where nothing was written: %j',
		(input) => {
			expect(splitPhoneNumbers(input, 'iran')).toEqual([]);
		},
	);

	it('takes a single number', () => {
		expect(numbersIn(9112170848, 'iran')).toEqual([A]);
	});

	it.each([
		['123 09112170848', ['refused: 123', A]],
		['12 0911 217 0848', ['refused: 12', A]],
		['Ali 09112170848, Sara: 0911 217 0849', ['refused: Ali', A, 'refused: Sara:', B]],
		['0911 217 084 0911 217 0849', ['refused: 0911 217 084', B]],
		['021 2222 3344 0911 217 0848', ['refused: 021 2222 3344', A]],
		['50002910001080 09112170848', ['refused: 50002910001080', A]],
		['98904 782 48 12|9134126087', ['+989047824812', '+989134126087']],
		['[object Object]', ['refused: [object', 'refused: Object]']],
	])('names what is no number: %s', (input, expected) => {
		expect(numbersIn(input, 'iran')).toEqual(expected);
	});

	it.each([
		'+91 9112170848',
		'91 9112170848',
		'0091 9112170848',
		'+7 911 217 08 48',
		'+49 0911 217 0848',
		'1234 911 217 0848',
	])('does not take the end of a foreign number for an Iranian one: %s', (input) => {
		expect(numbersIn(input, 'iran')).toEqual([`refused: ${input}`]);
		expect(numbersIn(`09112170848 ${input} 09112170849`, 'iran')).toEqual([
			A,
			`refused: ${input}`,
			B,
		]);
	});
});

describe('a list for Turkey', () => {
	it.each([
		['500 000 00 01 500 000 00 02', ['+905000000001', '+905000000002']],
		['5000000001 123', ['+905000000001', 'refused: 123']],
		['0500 000 00 01 +98 911 217 0848', ['+905000000001', A]],
		['966 50 123 4567', ['+966501234567']],
		['966 500 000 001', ['+966500000001']],
		['+966 50 123 0045', ['+966501230045']],
		['966 50 123 4567 500 000 00 01', ['+966501234567', '+905000000001']],
		['+966 50 123 4567 0500 000 00 01', ['+966501234567', '+905000000001']],
		['+49 (0) 151 12345678', ['+4915112345678']],
		['+44 0500 000 00 01', ['refused: +44 0500 000 00 01']],
		['5321234567.00', ['+905321234567']],
		['5321234567,00', ['+905321234567']],
		[
			'1. 532 123 45 67\n2) 533 123 45 67\n#3 0534 123 45 67',
			['+905321234567', '+905331234567', '+905341234567'],
		],
		['۱. ۵۳۲ ۱۲۳ ۴۵ ۶۷', ['+905321234567']],
		['(1) 5321234567', ['refused: (1) 5321234567']],
		['1 - 532 123 45 67', ['refused: 1 532 123 45 67']],
		['532 123 45 67/68', ['refused: 532 123 45 67/68']],
		['+212 661 94 07 70/74', ['refused: +212 661 94 07 70/74']],
		['+49 151 2345678/9', ['refused: +49 151 2345678/9']],
		['05321234567/05331234567', ['+905321234567', '+905331234567']],
		['5321234567 - 5331234567', ['+905321234567', '+905331234567']],
		[
			'5321234567|5331234567、5341234567•5351234567',
			['+905321234567', '+905331234567', '+905341234567', '+905351234567'],
		],
		['* 5321234567\n* 5331234567', ['+905321234567', '+905331234567']],
		['4478 4113 2612', ['refused: 4478 4113 2612']],
		['+964 0770 123 4567', ['+9647701234567']],
		['500 111 22 3 500 000 00 02', ['refused: 500 111 22 3', '+905000000002']],
	])('%s', (input, expected) => {
		expect(numbersIn(input, 'turkey')).toEqual(expected);
	});
});

describe('any list', () => {
	// 098… is not in use, and without its 0 nothing tells it from the country code in a row of digits.
	const national = (first: '9' | '5') =>
		nationalMobile(first).filter((digits) => !digits.startsWith('98'));

	const separators = [',', '، ', ';', '؛', '\n', '\r\n', '\t', ' , '];

	function listOf(plan: NumberPlan, inside: readonly string[], between: readonly string[]) {
		const written = (first: '9' | '5', prefixes: readonly string[]) =>
			national(first).chain((digits) =>
				writtenForm(digits, prefixes, inside).map((text) => ({
					text,
					e164: `+${first === '9' ? '98' : '90'}${digits}`,
				})),
			);
		const number =
			plan === 'iran'
				? written('9', IRAN_PREFIXES)
				: fc.oneof(written('5', TURKEY_PREFIXES), written('9', IRAN_PREFIXES_ABROAD));
		return fc
			.array(fc.record({ number, separator: fc.constantFrom(...between) }), { maxLength: 12 })
			.map((entries) => ({
				text: entries.map((entry) => entry.number.text + entry.separator).join(''),
				numbers: entries.map((entry) => entry.number.e164),
			}));
	}

	it.each<NumberPlan>(['iran', 'turkey'])('gives all numbers back in order (%s)', (plan) => {
		const list = listOf(plan, ['', ' ', '-', '.', '/', '\u00a0'], separators);
		fc.assert(
			fc.property(list, ({ text, numbers }) => {
				expect(numbersIn(text, plan)).toEqual(numbers);
			}),
		);
	});

	it.each<NumberPlan>(['iran', 'turkey'])('with spaces alone between them too (%s)', (plan) => {
		// Spaces inside as well are told apart where each number says where it begins.
		const list = listOf(plan, ['', '-', '.', '\u2013'], [' ', '  ', '\u00a0']);
		fc.assert(
			fc.property(list, ({ text, numbers }) => {
				expect(numbersIn(text, plan)).toEqual(numbers);
			}),
		);
	});

	it('with the same spaces between numbers as inside them, where each begins with its prefix', () => {
		const spaced = fc
			.record({
				digits: national('9'),
				prefix: fc.constantFrom('0', '+98 ', '0098 ', '98 '),
				groups: fc.constantFrom([3, 3, 4], [3, 3, 2, 2], [3, 7], [10]),
			})
			.map(({ digits, prefix, groups }) => {
				let at = 0;
				const parts = groups.map((size) => digits.slice(at, (at += size)));
				return { text: `${prefix}${parts.join(' ')}`, e164: `+98${digits}` };
			});
		fc.assert(
			fc.property(fc.array(spaced, { maxLength: 12 }), (numbers) => {
				const text = numbers.map((number) => number.text).join(' ');
				expect(numbersIn(text, 'iran')).toEqual(numbers.map((number) => number.e164));
			}),
			{ numRuns: 300 },
		);
	});

	it('never makes an Iranian number out of foreign ones', () => {
		const abroad = getCountries()
			.filter((country) => country !== 'IR')
			.flatMap((country) => getExampleNumber(country, examples)?.formatInternational() ?? []);
		const iranian = national('9').map((digits) =>
			`0${digits}`.replace(/^(....)(...)(..)(..)$/, '$1 $2 $3 $4'),
		);
		const number = fc.oneof(iranian, fc.constantFrom(...abroad));
		fc.assert(
			fc.property(fc.array(number, { maxLength: 12 }), (numbers) => {
				const accepted = numbersIn(numbers.join(' '), 'iran').filter((e164) =>
					e164.startsWith('+'),
				);
				const written = numbers.filter((text) => text.startsWith('0'));
				expect(accepted).toEqual(written.map((text) => `+98${text.replace(/^0|\D/g, '')}`));
			}),
			{ numRuns: 300 },
		);
	});

	it('is split without an exception, and loses no digit', () => {
		const anyText = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: fc.constantFrom(...'+0123456789   ,-(a') }),
		);
		const digitsOf = (text: string) => text.replace(/\D/g, '');
		fc.assert(
			fc.property(anyText, fc.constantFrom<NumberPlan>('iran', 'turkey'), (text, plan) => {
				expect(digitsOf(splitPhoneNumbers(text, plan).join())).toBe(digitsOf(text));
			}),
			{ numRuns: 2000 },
		);
	});

	it('of anything is split without an exception', () => {
		fc.assert(
			fc.property(fc.array(fc.anything({ withNullPrototype: true })), (entries) => {
				const numbers = splitPhoneNumbers(entries, 'iran');
				expect(numbers.every((number) => typeof number === 'string')).toBe(true);
			}),
		);
	});
});

describe('a list of 50,000 numbers', () => {
	const numbers = Array.from({ length: 50_000 }, (_, index) => `0911${1_000_000 + index}`);

	it.each<[string, ListInput]>([
		['an array', numbers],
		['a text with commas', numbers.join(',')],
		['a text with lines', numbers.join('\n')],
		['a text with spaces', numbers.join(' ')],
	])('is split in less than a second: %s', (_, input) => {
		const started = performance.now();
		expect(splitPhoneNumbers(input, 'iran')).toEqual(numbers);
		expect(performance.now() - started).toBeLessThan(1000);
	});

	it('may have spaces inside its numbers as well', () => {
		const spaced = numbers.map((number) => number.replace(/(....)(...)(..)(..)/, '$1 $2 $3 $4'));
		expect(splitPhoneNumbers(spaced.join(' '), 'iran')).toEqual(spaced);
	});
});

describe('splitList', () => {
	it.each<[ListInput, string[]]>([
		['12,13 14;15\n16،17؛18', ['12', '13', '14', '15', '16', '17', '18']],
		['0007, ۱۲, a-b', ['0007', '۱۲', 'a-b']],
		[
			['1 2', 3, ['4']],
			['1', '2', '3', '4'],
		],
		[42, ['42']],
		['c0ffee00-0000-4000-8000-000000000000', ['c0ffee00-0000-4000-8000-000000000000']],
		[' , ', []],
		[[null, ''], []],
	])('%j gives %j', (input, expected) => {
		expect(splitList(input)).toEqual(expected);
	});
});
