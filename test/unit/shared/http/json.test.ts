import fc from 'fast-check';
import { LosslessNumber, parse as parseLossless } from 'lossless-json';

import { readJson } from '../../../../nodes/shared/http/json';

/** Doubles that no decimal of a few digits is are told apart below. */
const jsonValue = fc
	.jsonValue()
	.map((value): unknown => JSON.parse(JSON.stringify(value)))
	.filter((value) => !/\d[\d.]{15}|\de/i.test(JSON.stringify(value)));

/** Whether two texts are the same decimal number, to the last digit. */
function sameDecimal(one: string, other: string): boolean {
	const read = (text: string) => {
		const value = parseLossless(text);
		if (!(value instanceof LosslessNumber)) return undefined;
		const [, sign = '', whole = '', fraction = '', exponent = '0'] =
			/^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(value.toString()) ?? [];
		const all = `${whole}${fraction}`.replace(/^0+/, '');
		const significant = all.replace(/0+$/, '');
		if (significant === '') return '0';
		const power = Number(exponent) - fraction.length + (all.length - significant.length);
		return `${sign}${significant}e${power}`;
	};
	return read(one) === read(other);
}

test('JSON is read, with whatever white space or byte order mark around it', () => {
	fc.assert(
		fc.property(jsonValue, fc.constantFrom('', '\uFEFF'), (value, mark) => {
			const text = `${mark} \r\n${JSON.stringify(value)}\n`;
			expect(readJson(text)).toEqual({ ok: true, value });
		}),
	);
});

const digits = (length: number) =>
	fc
		.tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(new RegExp(`^\\d{0,${length}}$`)))
		.map(([first, rest]) => `${first}${rest}`);

/** Numbers as JSON writes them, short and long. */
const numberText = fc
	.tuple(
		fc.constantFrom('', '-'),
		fc.oneof(fc.constant('0'), digits(5), digits(40)),
		fc.oneof(
			fc.constant(''),
			digits(25).map((fraction) => `.0${fraction}`),
		),
		fc.oneof(
			{ weight: 4, arbitrary: fc.constant('') },
			fc.integer({ min: -400, max: 400 }).map((exponent) => `e${exponent}`),
		),
	)
	.map((parts) => parts.join(''));

test('a number keeps all its digits: as a number where a double is exact, else as its text', () => {
	const places = fc.constantFrom<(number: string) => [string, (value: unknown) => unknown]>(
		(number) => [number, (value) => value],
		(number) => [`[1,${number}]`, (value) => Reflect.get(Object(value), 1)],
		(number) => [`{"id" : ${number}}`, (value) => Reflect.get(Object(value), 'id')],
		(number) => [`{"id":\n\t${number} }`, (value) => Reflect.get(Object(value), 'id')],
	);
	fc.assert(
		fc.property(numberText, places, (number, place) => {
			const [text, valueIn] = place(number);
			const read = readJson(text);
			expect(read.ok).toBe(true);
			const value = read.ok ? valueIn(read.value) : undefined;
			if (typeof value === 'string') expect(value).toBe(number);
			else expect(sameDecimal(String(value), number)).toBe(true);
		}),
	);
});

test.each([
	['9007199254740991', 9007199254740991],
	['9007199254740992', '9007199254740992'],
	['9007199254740993', '9007199254740993'],
	['-9007199254740993', '-9007199254740993'],
	['123456789012345678901234567890', '123456789012345678901234567890'],
	['1e400', '1e400'],
	['1e-400', '1e-400'],
	['0.1234567890123456789', '0.1234567890123456789'],
	['12.5', 12.5],
	['1e3', 1000],
])('%s is %p', (number, value) => {
	expect(readJson(`{"Result":${number}}`)).toEqual({ ok: true, value: { Result: value } });
});

test('digits in a text stay what they are', () => {
	const value = { text: '12345678901234567890, 1e400 {"a": 1} [', id: '007' };
	expect(readJson(JSON.stringify(value))).toEqual({ ok: true, value });
});

test.each([
	'{"Code":0,"Code":5004}',
	'{"Code":0,"Result":[{"Id":1,"Id":2}]}',
	'{"Code" : 0 , "Result":{"a":"\\":"}, "Code":"0"}',
	'{"a":9007199254740993,"a":9007199254740992}',
])('%s gives one name two values, so it is no answer', (text) => {
	expect(readJson(text)).toEqual({ ok: false, found: 'a text that contradicts itself' });
});

test('a name that is there twice with one value contradicts nothing', () => {
	expect(readJson('{"Code":0,"Code":0}')).toEqual({ ok: true, value: { Code: 0 } });
});

test('what is nested deeper than 100 is unreadable, however deep it goes', () => {
	const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`;
	const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
	for (const write of [nested, objects]) {
		expect(readJson(write(100)).ok).toBe(true);
		for (const depth of [101, 1_000, 200_000]) expect(readJson(write(depth)).ok).toBe(false);
		expect(readJson(write(200_000).replace('1', '9007199254740993')).ok).toBe(false);
	}
});

test('a property named __proto__ is data, and changes no object', () => {
	for (const number of ['1', '9007199254740993']) {
		const read = readJson(`{"__proto__":{"polluted":${number}},"id":${number}}`);
		const value: unknown = read.ok && read.value;
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(Object.keys(Object(value))).toEqual(['__proto__', 'id']);
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	}
});

test.each([
	['', 'an empty answer'],
	[' \r\n', 'an empty answer'],
	['<!DOCTYPE html><html>', 'a web page'],
	['\n  <html>', 'a web page'],
	['Array\n(\n)', 'a text that is not JSON'],
	['{"Code":', 'a text that is not JSON'],
	['Service Unavailable', 'a text that is not JSON'],
])('%j is %s', (text, found) => {
	expect(readJson(text)).toEqual({ ok: false, found });
});
