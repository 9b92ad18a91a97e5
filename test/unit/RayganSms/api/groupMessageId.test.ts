import fc from 'fast-check';

import {
	canonicalGroupId,
	readGroupMessageId,
} from '../../../../nodes/RayganSms/api/groupMessageId';

const NIL = '00000000-0000-0000-0000-000000000000';

/** The forms in which .NET prints a GUID. */
const FORMS: ReadonlyArray<(guid: string) => string> = [
	(guid) => guid,
	(guid) => guid.toUpperCase(),
	(guid) => guid.replaceAll('-', ''),
	(guid) => `{${guid}}`,
	(guid) => `(${guid})`,
	(guid) => ` ${guid}\r\n`,
];

test('a GUID in any form is an id as it was given, and the same id in all of them', () => {
	fc.assert(
		fc.property(fc.uuid(), fc.constantFrom(...FORMS), (guid, form) => {
			expect(readGroupMessageId(form(guid))).toBe(form(guid).trim());
			expect(canonicalGroupId(form(guid))).toBe(canonicalGroupId(guid));
		}),
	);
});

test('the empty GUID is none, in any form', () => {
	for (const form of FORMS) {
		expect(readGroupMessageId(form(NIL))).toBeUndefined();
		expect(readGroupMessageId(form(NIL.replaceAll('0', 'f')))).toBeUndefined();
	}
});

test('no number below those of accepted messages is an id, and no result code', () => {
	const small = fc.oneof(
		fc.integer({ max: 1999 }),
		fc.constantFrom(2001, 2009, 3001, 3002, 3003, 5001, 5004),
	);
	fc.assert(
		fc.property(small, (number) => {
			expect(readGroupMessageId(number)).toBeUndefined();
			expect(readGroupMessageId(String(number))).toBeUndefined();
		}),
	);
	expect(readGroupMessageId('9007199254740993')).toBe('9007199254740993');
});

test('nothing else is an id', () => {
	const others = fc.oneof(
		fc.string().filter((text) => !/\d{4}/.test(text)),
		fc.constantFrom(true, false, null, undefined, [], {}, 2000.5, NaN, Infinity, '9'.repeat(1_000)),
		fc.uuid().map((guid) => `${guid} `.repeat(2)),
		fc.uuid().map((guid) => guid.slice(1)),
		fc.uuid().map((guid) => [guid]),
		fc.uuid().map((guid) => `{${guid}`),
	);
	fc.assert(fc.property(others, (value) => expect(readGroupMessageId(value)).toBeUndefined()));
});
