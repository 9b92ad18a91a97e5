import fc from 'fast-check';

import { signWith as signFor, signWithPassword } from '../../../../nodes/shared/codes/signature';
import {
	checkToken,
	makeToken,
	triesPrint,
} from '../../../../nodes/shared/codes/verificationToken';

const signWith = (secret: string) => signFor(secret, 'a purpose');

const sign = signWith('demo-api-key');
const NOW_S = 1_900_000_000;
const SENT = { recipient: '+905000000001', code: '0042' };
const TOKEN = makeToken(sign, SENT, NOW_S + 300);
const NOW_MS = NOW_S * 1000;

const digits = (minLength: number, maxLength: number) =>
	fc
		.array(fc.constantFrom(...'0123456789'), { minLength, maxLength })
		.map((characters) => characters.join(''));
const recipients = digits(8, 15).map((number) => `+${number}`);
const codes = digits(4, 6);
const lifetimes = fc.integer({ min: 1, max: 86_400 });
const sent = fc.record({ recipient: recipients, code: codes });

test('what was sent is valid until it expires, to the second, and then for ever expired', () => {
	fc.assert(
		fc.property(sent, lifetimes, fc.nat(), (message, lifetime, later) => {
			const token = makeToken(sign, message, NOW_S + lifetime);
			const endMs = (NOW_S + lifetime) * 1000;
			expect(checkToken(sign, token, message, NOW_MS)).toBe('valid');
			expect(checkToken(sign, token, message, endMs - 1)).toBe('valid');
			expect(checkToken(sign, token, message, endMs + later)).toBe('expired');
		}),
	);
});

test('another code is wrong, of whatever length', () => {
	fc.assert(
		fc.property(sent, fc.string(), (message, code) => {
			fc.pre(code !== message.code);
			const token = makeToken(sign, message, NOW_S + 60);
			expect(checkToken(sign, token, { ...message, code }, NOW_MS)).toBe('wrong');
		}),
	);
});

test('another number is told from a wrong code, expired or not', () => {
	fc.assert(
		fc.property(sent, recipients, fc.boolean(), (message, recipient, late) => {
			fc.pre(recipient !== message.recipient);
			const token = makeToken(sign, message, NOW_S + 60);
			const nowMs = late ? NOW_MS + 120_000 : NOW_MS;
			expect(checkToken(sign, token, { ...message, recipient }, nowMs)).toBe('otherNumber');
		}),
	);
});

test('a token with one character changed, added or removed is none', () => {
	const at = fc.nat(TOKEN.length - 1);
	const character = fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom(...TOKEN));
	const changed = fc.oneof(
		fc.tuple(at, character).map(([i, c]) => TOKEN.slice(0, i) + c + TOKEN.slice(i + 1)),
		fc.tuple(at, character).map(([i, c]) => TOKEN.slice(0, i) + c + TOKEN.slice(i)),
		at.map((i) => TOKEN.slice(0, i) + TOKEN.slice(i + 1)),
		character.map((c) => TOKEN + c),
	);
	fc.assert(
		fc.property(changed, (token) => {
			fc.pre(token !== TOKEN);
			expect(checkToken(sign, token, SENT, NOW_MS)).toBeUndefined();
		}),
		{ numRuns: 2_000 },
	);
});

test('no character of the token can be replaced by any other of its alphabet', () => {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
	const survivors = [...TOKEN].flatMap((original, index) =>
		[...alphabet]
			.filter((other) => other !== original)
			.map((other) => TOKEN.slice(0, index) + other + TOKEN.slice(index + 1))
			.filter((token) => checkToken(sign, token, SENT, NOW_MS) !== undefined),
	);
	expect(survivors).toEqual([]);
});

test('the parts of two tokens cannot be put together to a third', () => {
	const other = makeToken(sign, { ...SENT, code: '9999' }, NOW_S + 3_000).split('.');
	const own = TOKEN.split('.');
	for (const index of own.keys()) {
		const mixed = own.map((part, at) => (at === index ? other[at] : part)).join('.');
		if (mixed === TOKEN) continue;
		expect(checkToken(sign, mixed, { ...SENT, code: '9999' }, NOW_MS)).toBeUndefined();
	}
});

test.each(['', 'v1', 'v1....', '0042', TOKEN.replace('v1', 'v2'), `${TOKEN}\n`, 'v1.'.repeat(1e5)])(
	'a text that is no token is none (%#)',
	(text) => {
		expect(checkToken(sign, text, SENT, NOW_MS)).toBeUndefined();
	},
);

test('a token of another API key is none, and two keys that look alike differ', () => {
	for (const key of ['other-key', 'demo-api-key ', 'Demo-api-key']) {
		expect(checkToken(signWith(key), TOKEN, SENT, NOW_MS)).toBeUndefined();
	}
});

test('with an empty API key, which everybody knows, no token is genuine', () => {
	const forged = makeToken(signWith(''), SENT, NOW_S + 300);
	expect(checkToken(signWith(''), forged, SENT, NOW_MS)).toBeUndefined();
});

test('a token says neither number nor code, and the same number gives no two tokens alike', () => {
	expect(TOKEN).not.toContain(SENT.recipient.slice(1));
	expect(TOKEN.split('.')).not.toContain(SENT.code);
	const [, , number, code] = TOKEN.split('.');
	const [, , laterNumber, laterCode] = makeToken(sign, SENT, NOW_S + 301).split('.');
	expect([laterNumber, laterCode]).not.toEqual([number, code]);
	expect(laterNumber).not.toBe(number);
	expect(laterCode).not.toBe(code);
});

test('a token that release 0.1.0 made is still genuine', () => {
	const purpose = 'n8n-nodes-raygansms-turkeysms: verification token';
	const token =
		'v1.4102444800.41hbePwfFt70HoW8ZsCpnA.FvNGFYh7mw6n2isv7kQtqg.hMmN-YLiuUqzev14S2jA3Q';
	expect(checkToken(signFor('demo-api-key', purpose), token, SENT, NOW_MS)).toBe('valid');
	expect(checkToken(sign, token, SENT, NOW_MS)).toBeUndefined();
});

test('the same code to the same number in the same second has two tokens, whose tries are apart', () => {
	const other = makeToken(sign, SENT, NOW_S + 300);
	expect(other).not.toBe(TOKEN);
	expect(triesPrint(sign, other)).not.toBe(triesPrint(sign, TOKEN));
	expect(triesPrint(sign, TOKEN)).toBe(triesPrint(sign, TOKEN));
	expect(TOKEN).not.toContain(triesPrint(sign, TOKEN));
});

test('of 10,000 forged or altered tokens none is accepted', () => {
	const part = (length: number) =>
		fc
			.array(
				fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
				{ minLength: length, maxLength: length },
			)
			.map((characters) => characters.join(''));
	const otherSecret = signWith('a guess');
	const [, , number = '', code = '', nonce = '', seal = ''] = TOKEN.split('.');
	const forged = fc.oneof(
		fc
			.tuple(lifetimes, part(22), part(22), part(11), part(22))
			.map(([lifetime, ...parts]) => ['v1', NOW_S + lifetime, ...parts].join('.')),
		lifetimes.map((lifetime) => ['v1', NOW_S + lifetime, number, code, nonce, seal].join('.')),
		part(22).map((made) => ['v1', NOW_S + 300, number, made, nonce, seal].join('.')),
		part(11).map((made) => ['v1', NOW_S + 300, number, code, made, seal].join('.')),
		lifetimes.map((lifetime) => makeToken(otherSecret, SENT, NOW_S + lifetime)),
		fc.constant(['v1', NOW_S + 300, number, code, seal].join('.')),
	);
	let accepted = 0;
	fc.assert(
		fc.property(forged, (token) => {
			if (checkToken(sign, token, SENT, NOW_MS) !== undefined) accepted += 1;
		}),
		{ numRuns: 10_000 },
	);
	expect(accepted).toBe(0);
});

describe('a token that is signed with a password', () => {
	const signOf = (password: string, user = 'demo') => signWithPassword(password, user, 'a purpose');
	const token = makeToken(signOf('demo-password'), SENT, NOW_S + 300);

	test('is genuine with the same user and password, and with no other', () => {
		expect(checkToken(signOf('demo-password'), token, SENT, NOW_MS)).toBe('valid');
		for (const other of [signOf('other'), signOf('demo-password', 'second'), signOf('')]) {
			expect(checkToken(other, token, SENT, NOW_MS)).toBeUndefined();
		}
	});

	test('with an empty password none is genuine', () => {
		const forged = makeToken(signOf(''), SENT, NOW_S + 300);
		expect(checkToken(signOf(''), forged, SENT, NOW_MS)).toBeUndefined();
	});
});
