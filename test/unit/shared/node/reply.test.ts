import fc from 'fast-check';

import { readJson } from '../../../../nodes/shared/node/reply';

test('JSON is read, with whatever white space or byte order mark around it', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom('', '\uFEFF'), (value, mark) => {
			const text = `${mark} \r\n${JSON.stringify(value)}\n`;
			expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) });
		}),
	);
});

test.each([
	['', 'an empty answer'],
	[' \r\n', 'an empty answer'],
	['<!DOCTYPE html><html>', 'a web page'],
	['\n  <html>', 'a web page'],
	['Array\n(\n)', 'a text that is not JSON'],
	['{"Code":', 'a text that is not JSON'],
	['Service Unavailable', 'a text that is not JSON'],
])('%j is %s', (text, found) => {
	expect(readJson(text)).toEqual({ ok: false, found });
});
