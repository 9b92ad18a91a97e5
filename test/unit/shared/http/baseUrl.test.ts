import fc from 'fast-check';

import { checkBaseUrl } from '../../../../nodes/shared/http/baseUrl';

test.each([
	['https://raygansms.com', 'https://raygansms.com'],
	['  https://raygansms.com/ ', 'https://raygansms.com'],
	['https://example.com/gate//', 'https://example.com/gate'],
	['HTTPS://Example.com:8443', 'https://example.com:8443'],
	['http://localhost:8765', 'http://localhost:8765'],
	['http://127.0.0.1:8765/', 'http://127.0.0.1:8765'],
	['http://127.1.2.3', 'http://127.1.2.3'],
	['http://[::1]:8765', 'http://[::1]:8765'],
])('%j is used as %s', (written, url) => {
	expect(checkBaseUrl(written)).toEqual({ ok: true, url });
});

test.each([
	'http://raygansms.com',
	'http://0.0.0.0',
	'http://192.168.1.10',
	'http://localhost.example.com',
	'http://127.0.0.1.example.com',
	'http://[::2]',
	'ftp://127.0.0.1',
])('%s would show the login to others', (written) => {
	expect(checkBaseUrl(written)).toMatchObject({
		ok: false,
		meaning: expect.stringContaining('readable'),
		whatToDo: expect.stringContaining('https://'),
	});
});

test.each([
	'',
	'raygansms.com',
	'not an address',
	'https://',
	'https://user@example.com',
	'https://:secret@example.com',
	'https://example.com/?a=1',
	'https://example.com/#a',
	'https://example.com/?',
	'https://example.com/#',
])('%j is no plain address', (written) => {
	expect(checkBaseUrl(written)).toMatchObject({
		ok: false,
		meaning: expect.stringContaining('not a plain web address'),
	});
});

test('whatever is used is https, or this very machine, and has no slash at its end', () => {
	const addresses = fc.oneof(fc.webUrl({ validSchemes: ['http', 'https', 'ftp'] }), fc.string());
	fc.assert(
		fc.property(addresses, (written) => {
			const checked = checkBaseUrl(written);
			if (checked.ok)
				expect(checked.url).toMatch(/^(https:\/\/|http:\/\/(localhost|127\.|\[::1\])).*[^/]$/);
		}),
	);
});
