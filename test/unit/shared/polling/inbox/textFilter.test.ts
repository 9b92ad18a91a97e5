import fc from 'fast-check';

import type { TextMatch } from '../../../../../nodes/shared/polling/inbox/textFilter';
import { TEXT_MATCHES, textFilter } from '../../../../../nodes/shared/polling/inbox/textFilter';
import type { ListInput } from '../../../../../nodes/shared/sms/phoneNumberList';

function matches(match: TextMatch, wanted: ListInput, text: string): boolean {
	const filter = textFilter(match, wanted);
	if (!filter.ok) throw new Error(filter.fault.meaning);
	return filter.value?.(text) ?? true;
}

describe('written forms of one word match each other', () => {
	const FORMS = [
		['علی', 'علي'],
		['علی', 'على'],
		['کتاب', 'كتاب'],
		['کد ۱۲۳', 'كد 123'],
		['کد ۱۲۳', 'کد ١٢٣'],
		['می‌خواهم', 'میخواهم'],
		['سلام', 'ســلام'],
		['سلام', 'ﺳﻼﻡ'],
		['STOP', 'stop'],
		['iptal', 'İPTAL'],
		['iptal', 'IPTAL'],
		['ıptal', 'İptal'],
		['iptal', 'i\u0307ptal'],
		['İPTAL', 'I\u0307PTAL'],
		['hayır', 'HAYIR'],
		['hayır', 'Hayir'],
		['şifre', 'ŞİFRE'],
		['şifre', 's\u0327ifre'],
		['çıkış', 'ÇIKIŞ'],
		['ğüöç', 'ĞÜÖÇ'],
		['ΟΔΟΣ', 'οδος'],
		['STRASSE', 'straße'],
	] as const;

	test.each(FORMS)('%s and %s', (one, other) => {
		for (const match of TEXT_MATCHES) {
			expect(matches(match, one, other)).toBe(true);
			expect(matches(match, other, one)).toBe(true);
		}
	});

	test('other letters stay apart', () => {
		expect(matches('equals', 'سلام', 'سلامت')).toBe(false);
		expect(matches('contains', 'گل', 'کل')).toBe(false);
		expect(matches('contains', 'şifre', 'sifre')).toBe(false);
	});

	const turkish = fc.string({ unit: fc.constantFrom(...'abcçdefgğhıijklmnoöprsştuüvyz 0') });

	test('a Turkish text matches itself in capitals, however these are made', () => {
		fc.assert(
			fc.property(turkish, fc.constantFrom(...TEXT_MATCHES), (text, match) => {
				expect(matches(match, text, text.toLocaleUpperCase('tr'))).toBe(true);
				expect(matches(match, text.toLocaleUpperCase('tr'), text)).toBe(true);
				expect(matches(match, text, text.toUpperCase())).toBe(true);
			}),
		);
	});
});

test('equals takes no heed of spaces around, contains of what stands beside', () => {
	expect(matches('equals', 'yes', ' Yes\n')).toBe(true);
	expect(matches('equals', 'yes', 'yes please')).toBe(false);
	expect(matches('contains', 'yes', 'oh yes please')).toBe(true);
});

test('starts with looks at the beginning alone', () => {
	expect(matches('startsWith', 'لغو', ' لغو ۱۱')).toBe(true);
	expect(matches('startsWith', 'yes', 'oh yes')).toBe(false);
});

describe('contains any of', () => {
	test.each<ListInput>([
		'iptal, dur, لغو ۱۱',
		'iptal؛dur، لغو ۱۱',
		'iptal\ndur\r\nلغو ۱۱\n',
		'iptal|dur|لغو ۱۱',
		['iptal', 'dur', 'لغو ۱۱', '', null],
		[['iptal', 'dur'], 'لغو ۱۱'],
	])('%j is three texts', (wanted) => {
		expect(matches('containsAny', wanted, 'Lütfen İPTAL edin')).toBe(true);
		expect(matches('containsAny', wanted, 'DUR!')).toBe(true);
		expect(matches('containsAny', wanted, 'لغو 11')).toBe(true);
		expect(matches('containsAny', wanted, 'لغو')).toBe(false);
		expect(matches('containsAny', wanted, 'devam')).toBe(false);
	});

	test('the other matches take a comma as it stands', () => {
		expect(matches('contains', 'a, b', 'a')).toBe(false);
		expect(matches('contains', 'a, b', 'x a, b y')).toBe(true);
	});
});

test('signs of a pattern are taken as they stand', () => {
	expect(matches('contains', '1+1', '1+1=2')).toBe(true);
	expect(matches('contains', '.', 'no dot')).toBe(false);
	expect(matches('containsAny', '(a+)+$, \\p{L}', 'aaaa')).toBe(false);
});

test.each<ListInput>(['', ' \u200c', [], ['', null, undefined]])(
	'%j is no filter, whatever the match',
	(wanted) => {
		for (const match of TEXT_MATCHES) expect(matches(match, wanted, 'x')).toBe(true);
	},
);

test.each<[TextMatch, ListInput, RegExp]>([
	['contains', 'ـ', /nothing in it that can be looked for/],
	['containsAny', ' , ,', /nothing in it that can be looked for/],
	['containsAny', 'a, ـ', /nothing in it that can be looked for/],
	['equals', ['a', 'b'], /list where one text is compared/],
	['containsAny', [{ word: 'a' }], /something in it that is no text/],
])('%s %j is refused, for it would let all or nothing through', (match, wanted, meaning) => {
	expect(textFilter(match, wanted)).toMatchObject({
		ok: false,
		fault: { meaning: expect.stringMatching(meaning) },
	});
});

test('every text that can be seen contains, begins with and equals itself', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			for (const match of ['contains', 'startsWith', 'equals'] as const) {
				const filter = textFilter(match, text);
				if (filter.ok) expect(filter.value?.(text) ?? true).toBe(true);
			}
		}),
	);
});

test('a text of a megabyte is compared at once, whatever is looked for', () => {
	const begun = performance.now();
	for (const text of ['a'.repeat(1_000_000), 'i\u0307'.repeat(500_000), ' '.repeat(1_000_000)]) {
		for (const match of TEXT_MATCHES) matches(match, `${'a'.repeat(500)}b`, text);
	}
	expect(performance.now() - begun).toBeLessThan(20_000);
});
