import fc from 'fast-check';

import { toLatinDigits } from '../../../../nodes/shared/sms/digits';

describe('toLatinDigits', () => {
	it.each([
		['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
		['٠١٢٣٤٥٦٧٨٩', '0123456789'],
		['０１２３４５６７８９', '0123456789'],
		['०१२३४५६७८९', '0123456789'],
		['𝟎𝟏𝟗𝟘𝟙', '01901'],
		['کد ۱۲٣4 است', 'کد 1234 است'],
	])('reads %s', (written, expected) => {
		expect(toLatinDigits(written)).toBe(expected);
	});

	it('leaves every character that is not such a digit as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const other = text.replace(/\p{Nd}/gu, '');
				expect(toLatinDigits(other)).toBe(other);
			}),
		);
	});
});
