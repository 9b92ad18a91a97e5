import fc from 'fast-check';

import { foldText } from '../../../../nodes/shared/sms/foldedText';

test('folding twice changes nothing more', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(foldText(foldText(text))).toBe(foldText(text));
		}),
	);
});

test('what is neither Persian nor Arabic stays as it is', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
			expect(foldText(text)).toBe(text);
		}),
	);
});
