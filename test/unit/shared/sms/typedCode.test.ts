import fc from 'fast-check';

import { plainCode } from '../../../../nodes/shared/sms/typedCode';

test.each([
	'012345',
	'۰۱۲۳۴۵',
	'٠١٢٣٤٥',
	'０１２３４５',
	' 012 345\n',
	'012-345',
	'\u200f01–23–45\u200e',
])('%j is 012345', (typed) => {
	expect(plainCode(typed)).toBe('012345');
});

test('no digit is lost or made up', () => {
	fc.assert(
		fc.property(fc.string({ unit: fc.constantFrom(...'0123456789', ' ', '-') }), (typed) => {
			expect(plainCode(typed)).toBe(typed.replace(/[ -]/g, ''));
		}),
	);
});
