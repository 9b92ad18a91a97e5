import fc from 'fast-check';

import { readSendNumber, sendNumber } from '../../../../nodes/RayganSms/api/sendNumber';
import { doorTo } from './door';

const door = doorTo();
const read = (number: string) => readSendNumber(door, number);

test('2000 and more is an accepted message with that id, of any length', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: 2000n, max: 10n ** 30n }), (number) => {
			expect(read(String(number))).toEqual({
				ok: true,
				value: { providerMessageId: String(number) },
			});
		}),
	);
});

test('2 is an accepted message without an id', () => {
	expect(read('2')).toEqual({ ok: true, value: {} });
});

test.each([
	['4', 402, /credit/],
	['5', 422, /too long/],
	['7', 422, /too many recipients/],
	['8', 403, /web service/],
])('%s is a refusal of class %d', (number, httpCode, meaning) => {
	const fault = {
		outcome: 'refused',
		code: number,
		httpCode,
		meaning: expect.stringMatching(meaning),
	};
	expect(read(number)).toMatchObject({ ok: false, fault });
});

test('any other number leaves the outcome unknown', () => {
	const others = fc
		.oneof(fc.integer({ max: 1999 }), fc.constantFrom(0, 1, 3, 6, 9, 1999, -1))
		.filter((number) => ![2, 4, 5, 7, 8].includes(number));
	fc.assert(
		fc.property(others, (number) => {
			const fault = { outcome: 'unknown', code: String(number), httpCode: 502 };
			expect(read(String(number))).toMatchObject({ ok: false, fault });
		}),
	);
});

test('codes of the envelope mean nothing as a bare number', () => {
	expect(read('3003')).toMatchObject({ ok: true });
	expect(read('1001')).toMatchObject({ fault: { outcome: 'unknown' } });
});

test.each(['', '12.5', 'true', '2 000', '0x10', null, undefined, {}, 12.5, NaN])(
	'%p is no number that the service answers',
	(value) => {
		expect(sendNumber.safeParse(value).success).toBe(false);
	},
);
