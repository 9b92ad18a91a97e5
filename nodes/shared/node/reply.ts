/** A reply read as JSON, or what it is instead, as the object of a sentence. */
export type ReadJson =
	{ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly found: string };

function whatItIs(text: string): string {
	if (text.trim() === '') return 'an empty answer';
	if (/^\s*</.test(text)) return 'a web page';
	return 'a text that is not JSON';
}

/** Reads the text of a reply as JSON, whatever its content type claimed. */
export function readJson(text: string): ReadJson {
	try {
		return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
	} catch {
		return { ok: false, found: whatItIs(text) };
	}
}
