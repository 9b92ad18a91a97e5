import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';

import {
	firstCharacterOutside,
	fitsGsm7,
	fitsTurkish,
	measureSmsText,
} from '../../../../nodes/shared/sms/smsText';

const DEFAULT_ALPHABET =
	'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
	'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '\f^{}\\[~]|€';
const TURKISH = 'ĞİŞçğış';

const gsm7Character = fc.constantFrom(...DEFAULT_ALPHABET, ...EXTENSION);
const turkishCharacter = fc.oneof(gsm7Character, fc.constantFrom(...TURKISH));

const ZWNJ = '\u200c';
const FAMILY = '👨\u200d👩\u200d👧';

describe('a text in the GSM 7-bit alphabet', () => {
	it.each([
		['', 0, 0, 160],
		['Hello', 5, 1, 155],
		['a'.repeat(160), 160, 1, 0],
		['a'.repeat(161), 161, 2, 145],
		['a'.repeat(306), 306, 2, 0],
		['a'.repeat(307), 307, 3, 152],
		['€', 2, 1, 158],
		['€'.repeat(80), 160, 1, 0],
		// 76 pairs fill 152 of the 153 septets, and the 77th goes to the next part as a whole.
		['€'.repeat(81), 162, 2, 143],
		['€'.repeat(153), 306, 3, 151],
		['a'.repeat(152) + '€' + 'a'.repeat(10), 164, 2, 141],
		['first line\r\nsecond line', 23, 1, 137],
	])('%j takes %d septets and %d parts, %d left', (text, characters, parts, charactersLeft) => {
		expect(measureSmsText(text)).toEqual({ encoding: 'gsm7', characters, parts, charactersLeft });
	});
});

describe('a text that the alphabet does not hold', () => {
	it.each([
		['سلام', 4, 1, 66],
		['س'.repeat(70), 70, 1, 0],
		['س'.repeat(71), 71, 2, 63],
		['س'.repeat(134), 134, 2, 0],
		['س'.repeat(135), 135, 3, 66],
		[`می${ZWNJ}روم`, 6, 1, 64],
		['a`', 2, 1, 68],
		['a\tb', 3, 1, 67],
		['😀', 2, 1, 68],
		['😀'.repeat(35), 70, 1, 0],
		// 33 surrogate pairs fill 66 of the 67 units.
		['😀'.repeat(36), 72, 2, 61],
		['😀'.repeat(67), 134, 3, 65],
		['س'.repeat(66) + '😀' + 'س'.repeat(10), 78, 2, 55],
		[FAMILY, 8, 1, 62],
		['Şifre', 5, 1, 65],
		['\ud83d', 1, 1, 69],
	])('%j takes %d UTF-16 units and %d parts, %d left', (text, characters, parts, left) => {
		expect(measureSmsText(text)).toEqual({
			encoding: 'ucs2',
			characters,
			parts,
			charactersLeft: left,
		});
	});
});

describe('a Turkish text', () => {
	it.each([
		['ş', 2, 1, 153],
		['Ş', 2, 1, 153],
		['ğ', 2, 1, 153],
		['Ğ', 2, 1, 153],
		['ı', 2, 1, 153],
		['İ', 2, 1, 153],
		['ç', 2, 1, 153],
		['İşlem kodunuz: 1234', 21, 1, 134],
		[`ş${'a'.repeat(153)}`, 155, 1, 0],
		[`ş${'a'.repeat(154)}`, 156, 2, 142],
		[`ş${'a'.repeat(296)}`, 298, 2, 0],
		[`ş${'a'.repeat(297)}`, 299, 3, 148],
		// 74 pairs fill 148 of the 149 septets.
		['ş'.repeat(77), 154, 1, 1],
		['ş'.repeat(78), 156, 2, 141],
		['ş€', 4, 1, 151],
	])('%j takes %d septets and %d parts, %d left', (text, characters, parts, charactersLeft) => {
		expect(measureSmsText(text, { turkish: true })).toEqual({
			encoding: 'gsm7-turkish',
			characters,
			parts,
			charactersLeft,
		});
	});

	it.each([
		['Güle güle, ÇÖÜ', 'gsm7', 146],
		['Kâğıt', 'ucs2', 65],
		['Teşekkürler 😀', 'ucs2', 56],
		// The letter and its cedilla as two characters: no table has the cedilla.
		['s\u0327', 'ucs2', 68],
	])('%s travels as %s', (text, encoding, charactersLeft) => {
		expect(measureSmsText(text, { turkish: true })).toMatchObject({ encoding, charactersLeft });
	});

	it('is never dearer with the Turkish table than as UCS-2', () => {
		fc.assert(
			fc.property(fc.string({ unit: turkishCharacter, maxLength: 700 }), (text) => {
				expect(measureSmsText(text, { turkish: true }).parts).toBeLessThanOrEqual(
					measureSmsText(text).parts,
				);
			}),
		);
	});
});

describe('the character that makes a text dearer', () => {
	it.each([
		['Price: 5€ [net]', undefined, undefined],
		['Kodunuz hazır', 'ı', undefined],
		['Teşekkürler 😀', 'ş', '😀'],
		[`ok${ZWNJ}`, ZWNJ, ZWNJ],
		['', undefined, undefined],
	])('of %j is %j, with the Turkish table %j', (text, gsm7, turkish) => {
		expect(firstCharacterOutside(text, 'gsm7')).toBe(gsm7);
		expect(firstCharacterOutside(text, 'gsm7-turkish')).toBe(turkish);
		expect(fitsGsm7(text)).toBe(gsm7 === undefined);
		expect(fitsTurkish(text)).toBe(turkish === undefined);
	});
});

describe('any text', () => {
	/*
	 * The library keeps a grapheme cluster in one part, a letter with its ZWNJ or a family of emoji. The
	 * networks know no clusters: 3GPP TS 23.038 and 23.040 join parts by units. So the comparison is on
	 * characters that are a cluster each, and it calls an empty text one part.
	 */
	const singleCluster = fc.oneof(
		{ weight: 4, arbitrary: fc.constantFrom(...'سلام کدتاییدشماگچپژ،؟۱۲۳`\t') },
		{ weight: 1, arbitrary: fc.constantFrom('😀', '🎉', '🚀', '𐍈') },
		{ weight: 2, arbitrary: gsm7Character },
	);

	it.each([
		['GSM 7-bit', gsm7Character],
		['mixed', singleCluster],
	])('is counted as sms-segments-calculator counts it (%s)', (_, unit) => {
		fc.assert(
			fc.property(fc.string({ unit, minLength: 1, maxLength: 500, size: 'max' }), (text) => {
				const oracle = new SegmentedMessage(text);
				const isGsm7 = oracle.encodingName === 'GSM-7';
				const bitsLeft = oracle.segments.at(-1)?.freeSizeInBits() ?? NaN;
				expect(measureSmsText(text)).toEqual({
					encoding: isGsm7 ? 'gsm7' : 'ucs2',
					characters: isGsm7 ? oracle.numberOfCharacters : text.length,
					parts: oracle.segmentsCount,
					charactersLeft: Math.floor(bitsLeft / (isGsm7 ? 7 : 16)),
				});
			}),
		);
	});

	it('without surrogates fills every part of UCS-2, clusters or not', () => {
		const unit = fc.constantFrom('س', 'ل', ZWNJ, '\u064b', 'a', ' ');
		fc.assert(
			fc.property(fc.string({ unit, minLength: 71, maxLength: 700, size: 'max' }), (text) => {
				fc.pre(!fitsGsm7(text));
				expect(measureSmsText(text).parts).toBe(Math.ceil(text.length / 67));
			}),
		);
	});

	it('never takes fewer parts when more is written', () => {
		const character = fc.oneof(turkishCharacter, singleCluster, fc.constantFrom(ZWNJ, FAMILY));
		fc.assert(
			fc.property(
				fc.string({ unit: character, maxLength: 700 }),
				fc.string({ unit: character, maxLength: 10 }),
				fc.boolean(),
				(text, more, turkish) => {
					const parts = measureSmsText(text, { turkish }).parts;
					expect(measureSmsText(text + more, { turkish }).parts).toBeGreaterThanOrEqual(parts);
				},
			),
		);
	});

	it('has room for what it says is left, and for no more', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: turkishCharacter, minLength: 1, maxLength: 700 }),
				fc.boolean(),
				(text, turkish) => {
					const { parts, charactersLeft } = measureSmsText(text, { turkish });
					const filled = text + 'a'.repeat(charactersLeft);
					expect(measureSmsText(filled, { turkish })).toMatchObject({ parts, charactersLeft: 0 });
					expect(measureSmsText(`${filled}a`, { turkish }).parts).toBe(parts + 1);
				},
			),
		);
	});

	it('is measured without an exception', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, turkish) => {
				const { characters, parts } = measureSmsText(text, { turkish });
				expect(characters).toBeGreaterThanOrEqual(text.length);
				expect(parts > 0).toBe(text !== '');
			}),
		);
	});
});
