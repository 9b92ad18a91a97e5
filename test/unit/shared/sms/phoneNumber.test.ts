import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import parseByLibrary, { getCountries, getExampleNumber } from 'libphonenumber-js/max';

import {
	internationalDigits,
	lastTenDigits,
	nationalFormat,
	parsePhoneNumber,
	type NumberPlan,
} from '../../../../nodes/shared/sms/phoneNumber';
import {
	IRAN_PREFIXES,
	IRAN_PREFIXES_ABROAD,
	nationalMobile,
	TURKEY_PREFIXES,
	writtenForm,
} from './writtenForms';

const plans: readonly NumberPlan[] = ['iran', 'turkey'];

function e164Of(input: string, plan: NumberPlan): string | undefined {
	const number = parsePhoneNumber(input, plan);
	return number.ok ? number.e164 : undefined;
}

function reasonOf(input: string, plan: NumberPlan): string | undefined {
	const number = parsePhoneNumber(input, plan);
	return number.ok ? undefined : number.reason;
}

describe('what people in Iran write', () => {
	it.each([
		'09112170848',
		'0911 217 08 48',
		'+98 911 217 0848',
		'0098-911-217-0848',
		'989112170848',
		'9112170848',
		'(0911) 217-0848',
		'0911.217.0848',
		'0911/2170848',
		'0911_217_0848',
		'۰۹۱۱ ۲۱۷ ۰۸ ۴۸',
		'٠٩١١٢١٧٠٨٤٨',
		'０９１１２１７０８４８',
		'۰۹۱۱\u200c۲۱۷\u200c۰۸۴۸',
		'\u202b۰۹۱۱۲۱۷۰۸۴۸\u202c',
		'\u206609112170848\u2069',
		'0911\u00a0217\u202f0848',
		'0911–217—08−48',
		'tel:+98-911-217-0848',
		'＋98 911 217 0848',
		'+98 (0) 911 217 0848',
		'+980911 217 0848',
		'00980911 217 0848',
		'+0911 217 0848',
		'0989112170848',
		'98+ 911 217 0848',
		'989112170848+',
		"'09112170848",
		'"09112170848"',
		'9112170848.0',
	])('%s is +989112170848', (written) => {
		expect(parsePhoneNumber(written, 'iran')).toEqual({
			ok: true,
			e164: '+989112170848',
			country: 'IR',
		});
	});

	it.each([
		['02122223344', 'landline'],
		['021 2222 3344', 'landline'],
		['2122223344', 'landline'],
		['+98 21 2222 3344', 'landline'],
		['982122223344', 'landline'],
		['0098(0)21-2222-3344', 'landline'],
		['50002910001080', 'sender line'],
		['0098 5000 2910001080', 'sender line'],
		['985000291000', 'sender line'],
		['30001234', 'sender line'],
		['10001234', 'sender line'],
		['2000123456', 'sender line'],
		['90001234', 'sender line'],
		['+905000000001', 'not an Iranian mobile'],
		['905000000001', 'not an Iranian mobile'],
		['+1 202 555 0123', 'not an Iranian mobile'],
		['12025550123', 'not an Iranian mobile'],
		['00971501234567', 'not an Iranian mobile'],
		['+91 9112170848', 'not an Iranian mobile'],
		['0911217084', 'too short'],
		['+98911217084', 'too short'],
		['98911217084', 'too short'],
		['091121708481', 'too long'],
		['09112170848 09112170849', 'too long'],
		['0911217O848', 'not a phone number'],
		['*780*1#', 'not a phone number'],
		['n8n@example.com', 'not a phone number'],
		['+', 'not a phone number'],
		['-', 'not a phone number'],
		['', 'is empty'],
		[' \u200c ', 'is empty'],
		['9.11217E+09', 'spreadsheet'],
	])('%s is refused: %s', (written, reason) => {
		expect(parsePhoneNumber(written, 'iran')).toEqual({
			ok: false,
			input: written,
			reason: expect.stringMatching(reason),
		});
	});
});

describe('what people in Turkey write', () => {
	it.each([
		'5000000001',
		'500 000 00 01',
		'0500 000 00 01',
		'(0500) 000 00 01',
		'905000000001',
		'90 500 000 00 01',
		'+90 500 000 00 01',
		'0090 500 000 00 01',
		'+90 (0) 500 000 00 01',
		'+90 0500 000 00 01',
		'900500 000 00 01',
		'0905000000001',
		'90+ 500 000 00 01',
	])('%s is +905000000001', (written) => {
		expect(parsePhoneNumber(written, 'turkey')).toEqual({
			ok: true,
			e164: '+905000000001',
			country: 'TR',
		});
	});

	it.each([
		['+98 911 217 0848', '+989112170848', 'IR'],
		['989112170848', '+989112170848', 'IR'],
		['00989112170848', '+989112170848', 'IR'],
		['+980911 217 0848', '+989112170848', 'IR'],
		['966 50 123 4567', '+966501234567', 'other'],
		['00966501234567', '+966501234567', 'other'],
		['+49 (0) 151 12345678', '+4915112345678', 'other'],
		['+961 3 123456', '+9613123456', 'other'],
		['+966 05 0123 4567', '+966501234567', 'other'],
		['4915123456789', '+4915123456789', 'other'],
		['+49 151/23456789', '+4915123456789', 'other'],
		['4915123456789.0', '+4915123456789', 'other'],
		['+53 5 1234567', '+5351234567', 'other'],
	])('%s is %s', (written, e164, country) => {
		expect(parsePhoneNumber(written, 'turkey')).toEqual({ ok: true, e164, country });
	});

	it.each([
		['0212 555 00 01', 'landline'],
		['90 312 555 00 01', 'landline'],
		['+90 392 555 00 01', 'landline'],
		['212 555 00 01', 'landline'],
		['0850 555 00 01', 'special number'],
		['850 555 00 01', 'special number'],
		['0900 555 00 01', 'special number'],
		['444 0 001', 'special number'],
		['90 444 0 001', 'special number'],
		['+98 21 2222 3344', 'landline'],
		['982122223344', 'landline'],
		['9112170848', 'has no country code.*\\+98'],
		['9051234567', 'has no country code'],
		['9812345678', 'has no country code'],
		['9991234567', 'has no country code'],
		['09112170848', 'not a Turkish mobile number.*\\+98'],
		['50000000', 'too short'],
		['500000000', 'too short'],
		['90500000000', 'too short'],
		['05000000', 'too short'],
		['9050000000011', 'too long'],
		['1234567', 'too short'],
		['1234567890123456', 'too long'],
		['53212345678', 'ten digits from 5 on'],
		['15321234567', 'ten digits from 5 on'],
		['10000000146', 'identity number'],
		['20300131', 'no country code'],
		['1893456000', 'no country code'],
		['5321234567.12', 'not'],
		['+491512345678.90', 'not a'],
		['+966 11 123 4567', 'not a valid mobile number of Saudi Arabia'],
		['+999 12345678', 'no country code'],
		['+9053212345678', 'too long'],
		['TURKEYSMS', 'not a phone number'],
		['', 'is empty'],
	])('%s is refused: %s', (written, reason) => {
		expect(reasonOf(written, 'turkey')).toMatch(new RegExp(reason));
	});
});

describe('whatever the decoration', () => {
	it('a mobile number comes out as the same E.164', () => {
		const inIran = nationalMobile('9').chain((national) =>
			fc.record({ national: fc.constant(national), written: writtenForm(national, IRAN_PREFIXES) }),
		);
		fc.assert(
			fc.property(inIran, ({ national, written }) => {
				expect(e164Of(written, 'iran')).toBe(`+98${national}`);
			}),
			{ numRuns: 500 },
		);
		const inTurkey = nationalMobile('5').chain((national) =>
			fc.record({
				national: fc.constant(national),
				written: writtenForm(national, TURKEY_PREFIXES),
			}),
		);
		fc.assert(
			fc.property(inTurkey, ({ national, written }) => {
				expect(e164Of(written, 'turkey')).toBe(`+90${national}`);
			}),
			{ numRuns: 500 },
		);
	});

	it('an Iranian number with its country code is Iranian in Turkey too', () => {
		const abroad = nationalMobile('9').chain((national) =>
			fc.record({
				national: fc.constant(national),
				written: writtenForm(national, IRAN_PREFIXES_ABROAD),
			}),
		);
		fc.assert(
			fc.property(abroad, ({ national, written }) => {
				expect(e164Of(written, 'turkey')).toBe(`+98${national}`);
			}),
		);
	});

	it('a bare Iranian number never goes to another country', () => {
		fc.assert(
			fc.property(nationalMobile('9'), (national) => {
				// 95, 96 and 97 stand for ten-digit numbers of Myanmar, Lebanon, Bhutan and others.
				fc.pre(!/^9[567]/.test(national));
				expect(reasonOf(national, 'turkey')).toMatch(/country code/);
			}),
		);
	});

	it('a Turkish number with a slip never goes to another country', () => {
		const slip = fc
			.record({
				written: nationalMobile('5').chain((digits) =>
					fc.constantFrom(digits, `0${digits}`, `90${digits}`),
				),
				at: fc.nat(12),
				digit: fc.nat(9),
				kind: fc.constantFrom('added', 'removed', 'changed'),
			})
			.map(({ written, at, digit, kind }) => {
				// In the national number, a changed digit makes another Turkish one.
				const where =
					kind === 'changed' ? at % Math.max(1, written.length - 10) : at % written.length;
				const before = written.slice(0, where);
				if (kind === 'added') return `${before}${digit}${written.slice(where)}`;
				const after = written.slice(where + 1);
				return kind === 'removed' ? `${before}${after}` : `${before}${digit}${after}`;
			})
			// Two zeros say that a country code follows.
			.filter((text) => !text.startsWith('00') && !/^[0-46-9]\d{9}$/.test(text));
		fc.assert(
			fc.property(slip, (text) => {
				const number = parsePhoneNumber(text, 'turkey');
				expect(number.ok ? number.country : 'refused').not.toBe('other');
			}),
			{ numRuns: 5000 },
		);
	});

	it('marks that nobody sees and digits of any script change nothing', () => {
		const mark = fc.constantFrom(
			...'\ufe0f\u3164\u115f\u1160\uffa0\u2800\u20e3\u00ad\u200b\ufeff\u2066\u180e',
		);
		const zero = fc.constantFrom(0x30, 0x6f0, 0x966, 0x9e6, 0xff10, 0x1d7ce, 0x1d7f6);
		fc.assert(
			fc.property(
				nationalMobile('5'),
				fc.array(mark, { minLength: 10, maxLength: 10 }),
				zero,
				(digits, marks, first) => {
					const written = Array.from(
						digits,
						(digit, at) => `${marks[at] ?? ''}${String.fromCodePoint(first + Number(digit))}`,
					).join('');
					expect(e164Of(`${written}\ufe0f`, 'turkey')).toBe(`+90${digits}`);
				},
			),
		);
	});

	it('any text is read without an exception, and refused with a reason', () => {
		const anyText = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: fc.constantFrom(...'+0123456789۹ -()./e\u200ctel:') }),
		);
		fc.assert(
			fc.property(anyText, fc.constantFrom(...plans), (text, plan) => {
				const number = parsePhoneNumber(text, plan);
				if (number.ok) expect(number.e164).toMatch(/^\+[1-9]\d{7,14}$/);
				else
					expect(number).toEqual({ ok: false, input: text, reason: expect.stringMatching(/^\S/) });
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('in agreement with libphonenumber', () => {
	const home = { iran: 'IR', turkey: 'TR' } as const;
	const codes = { iran: '98', turkey: '90' } as const;

	/** National digits that often are numbers, of all the lengths that a number has. */
	const national = fc.oneof(
		fc.stringMatching(/^(?:9[0-39]|5[0-6])\d{8}$/),
		fc.stringMatching(/^[1-9]\d{9}$/),
		fc.stringMatching(/^[2-5][1-9]\d{8}$/),
		fc.stringMatching(/^[1-9]\d{3,8}$/),
	);

	it.each(plans)('a valid mobile number of %s is taken, a landline refused', (plan) => {
		let mobiles = 0;
		let landlines = 0;
		fc.assert(
			fc.property(national, fc.constantFrom('+', '00', '', '0'), (digits, prefix) => {
				const oracle = parseByLibrary(digits, home[plan]);
				const written = `${prefix}${prefix === '0' ? '' : codes[plan]}${digits}`;
				if (!oracle?.isValid()) return;
				if (oracle.getType() === 'MOBILE') {
					mobiles++;
					expect(e164Of(written, plan)).toBe(oracle.number);
				}
				// Iran's 94x landlines carry VoIP; every 9xx is taken here, since prefixes come and go.
				if (oracle.getType() === 'FIXED_LINE' && !(plan === 'iran' && digits.startsWith('9'))) {
					landlines++;
					expect(reasonOf(written, plan)).toMatch(/landline|too short/);
				}
			}),
			{ numRuns: 3000 },
		);
		expect(mobiles).toBeGreaterThan(50);
		expect(landlines).toBeGreaterThan(50);
	});

	/** One mobile number of each country but the two, less those of seven digits with the code. */
	const foreign = getCountries()
		.filter((country) => country !== 'IR' && country !== 'TR')
		.flatMap((country) => getExampleNumber(country, examples) ?? [])
		.filter((number) => number.number.length > 8);

	it('a mobile number of any other country is taken from Turkey', () => {
		expect(foreign.length).toBeGreaterThan(200);
		for (const number of foreign) {
			const forms = [number.number, number.formatInternational(), `00${number.number.slice(1)}`];
			// Bare, ten digits or less say nothing of a country, and some read as a Turkish number with a slip
			// or, by chance, as an identity number.
			const bare = number.number.slice(1);
			if (
				bare.length > 10 &&
				!/^(?:5\d{10}|\d{1,2}5\d{9}|16713001234|31612345678|66812345678)$/.test(bare)
			)
				forms.push(bare);
			for (const form of forms)
				expect([form, e164Of(form, 'turkey')]).toEqual([form, number.number]);
		}
	});

	it('and refused from Iran', () => {
		for (const number of foreign) {
			for (const form of [number.number, number.formatInternational()]) {
				expect([form, reasonOf(form, 'iran')]).toEqual([
					form,
					expect.stringMatching(/not an Iranian mobile number/),
				]);
			}
		}
	});
});

describe('the forms of a number', () => {
	it.each([
		['+989112170848', '09112170848', '989112170848'],
		['+905000000001', '05000000001', '905000000001'],
		['+966501234567', '+966501234567', '966501234567'],
	])('%s is %s at home and %s abroad', (e164, national, international) => {
		expect(nationalFormat(e164)).toBe(national);
		expect(internationalDigits(e164)).toBe(international);
	});

	it('every form of a number joins on its last ten digits', () => {
		const forms = ['+989112170848', '09112170848', '989112170848', '9112170848', '۰۹۱۱ ۲۱۷ ۰۸۴۸'];
		expect(new Set(forms.map(lastTenDigits))).toEqual(new Set(['9112170848']));
	});

	it('the national and the international form are read back as the same number', () => {
		fc.assert(
			fc.property(nationalMobile('9'), nationalMobile('5'), (iranian, turkish) => {
				for (const form of [nationalFormat, internationalDigits]) {
					expect(e164Of(form(`+98${iranian}`), 'iran')).toBe(`+98${iranian}`);
					expect(e164Of(form(`+90${turkish}`), 'turkey')).toBe(`+90${turkish}`);
				}
			}),
		);
	});
});
