import fc from 'fast-check';

import { isTooShort, washerOf } from '../../../../nodes/shared/http/secrets';

const RUNS = { numRuns: 100, interruptAfterTimeLimit: 2_000 };

const text = (minLength: number) =>
	fc.oneof(
		fc.string({ unit: 'binary', minLength, maxLength: 40 }),
		fc.string({ unit: 'grapheme', minLength, maxLength: 40 }),
		fc.string({
			unit: fc.constantFrom(...'aB9 +/\\"\'%&<>!*();=?#çğışöüßÄ€😀'),
			minLength,
			maxLength: 40,
		}),
	);

/** An asterisk is part of what a secret is replaced by. */
const login = fc.record({
	username: text(0),
	password: text(4).filter((secret) => !isTooShort(secret.trim()) && secret.trim() !== ''),
});

const percent = (secret: string) =>
	[...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const units = (secret: string) =>
	Array.from({ length: secret.length }, (_, index) =>
		secret.charCodeAt(index).toString(16).padStart(4, '0'),
	);
const json = (secret: string) => JSON.stringify(secret).slice(1, -1);
const entities = (secret: string, write: (code: number) => string) =>
	[...secret].map((char) => `&${write(char.codePointAt(0) ?? 0)};`).join('');
const named = (secret: string) =>
	secret
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#039;')
		.replaceAll('ö', '&ouml;')
		.replaceAll('ğ', '&gbreve;');
const encoded = (secret: string) => encodeURIComponent(secret);
const base64 = (secret: string, charset: BufferEncoding = 'utf8') =>
	Buffer.from(secret, charset).toString('base64');

interface Login {
	readonly username: string;
	readonly password: string;
}

/** Every way in which a server or what stands before it was seen to give a login back. */
const ECHOES: Record<string, (login: Login) => string> = {
	plain: ({ password }) => password,
	trimmed: ({ password }) => password.trim(),
	'percent-encoded': ({ password }) => encoded(password),
	'percent-encoded, lower case': ({ password }) =>
		encoded(password).replace(/%../g, (byte) => byte.toLowerCase()),
	'every byte percent-encoded': ({ password }) => percent(password),
	'as a form': ({ password }) => new URLSearchParams({ a: password }).toString().slice(2),
	'RFC 3986': ({ password }) =>
		encoded(password).replace(
			/[!'()*]/g,
			(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
		),
	'as axios writes it': ({ password }) =>
		encoded(password)
			.replace(/%3A/g, ':')
			.replace(/%24/g, '$')
			.replace(/%2C/g, ',')
			.replace(/%20/g, '+'),
	'percent-encoded twice': ({ password }) => encodeURIComponent(encoded(password)),
	'JSON in JSON': ({ password }) => json(password),
	'JSON in JSON in JSON': ({ password }) => json(json(password)),
	'JSON of PHP': ({ password }) => json(password).replaceAll('/', '\\/'),
	'unicode escapes': ({ password }) =>
		units(password)
			.map((unit) => `\\u${unit}`)
			.join(''),
	'unicode escapes of .NET': ({ password }) =>
		units(password)
			.map((unit) => `\\u${unit.toUpperCase()}`)
			.join(''),
	'HTML, named': ({ password }) => named(password),
	'HTML, named twice': ({ password }) => named(named(password)),
	'HTML, decimal': ({ password }) => entities(password, (code) => `#${code}`),
	'HTML, hexadecimal': ({ password }) => entities(password, (code) => `#x${code.toString(16)}`),
	'HTML, upper hexadecimal': ({ password }) =>
		entities(password, (code) => `#X${code.toString(16).toUpperCase()}`),
	base64: ({ password }) => base64(password),
	'base64, Latin-1': ({ password }) => base64(password, 'latin1'),
	base64url: ({ password }) => Buffer.from(password).toString('base64url'),
	pair: ({ username, password }) => base64(`${username}:${password}`),
	'pair, Latin-1': ({ username, password }) => base64(`${username}:${password}`, 'latin1'),
	'pair, base64url': ({ username, password }) =>
		Buffer.from(`${username}:${password}`).toString('base64url'),
	'pair, without padding': ({ username, password }) =>
		base64(`${username}:${password}`).replace(/=+$/, ''),
	'pair, percent-encoded': ({ username, password }) =>
		encodeURIComponent(base64(`${username}:${password}`)),
	'pair, as HTML': ({ username, password }) =>
		base64(`${username}:${password}`).replaceAll('=', '&#61;').replaceAll('+', '&plus;'),
};

describe.each(Object.entries(ECHOES))('a secret that comes back %s', (_, echo) => {
	const scene = fc.record({ login, before: fc.string(), after: fc.string() });

	test('is not found in a text, nor in an object', () => {
		fc.assert(
			fc.property(scene, ({ login: given, before, after }) => {
				const washer = washerOf(given, ['password']);
				const form = echo(given);
				const said = `${before} ${form}, ${after}`;
				expect(washer.text(said)).not.toContain(form);
				const object = { [said]: [{ deep: said }, form] };
				const left = JSON.stringify(washer.deep(object));
				expect(left).not.toContain(JSON.stringify(form).slice(1, -1));
			}),
			RUNS,
		);
	});
});

test('a secret of digits is found where it came as a number', () => {
	const washer = washerOf({ apiKey: '73512846' }, ['apiKey']);
	expect(washer.deep({ key: 73512846, other: 7351284, list: [1, 173512846] })).toEqual({
		key: '***',
		other: 7351284,
		list: [1, '1***'],
	});
});

test('a secret within a longer base64 text is found as well', () => {
	const washer = washerOf({ apiKey: 'demo-api-key' }, ['apiKey']);
	for (const before of ['', 'a', 'ab', 'abc']) {
		const body = Buffer.from(`${before}{"api_key":"demo-api-key","text":"x"}`).toString('base64');
		const washed = washer
			.text(body)
			.split('***')
			.map((part) => Buffer.from(part, 'base64'));
		expect(washed).toHaveLength(2);
		expect(washer.text(body)).not.toBe(body);
	}
});

test('a secret of one to three characters is no secret that could be washed out', () => {
	for (const apiKey of ['1', 'TS', 'abc', '😀😀😀']) {
		const washer = washerOf({ apiKey }, ['apiKey']);
		const reply = { result_code: 'TS-1027', sms_id: '1000011', text: `abc ${apiKey}`, one: 1 };
		expect(washer.deep(reply)).toBe(reply);
		expect(isTooShort(apiKey)).toBe(true);
	}
	for (const apiKey of ['', undefined, 'abcd', '😀😀😀😀']) expect(isTooShort(apiKey)).toBe(false);
});
