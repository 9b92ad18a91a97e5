const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A usable origin with its path, without a trailing slash, or a sentence that says what is wrong with it. */
export type CheckedBaseUrl =
	| { readonly ok: true; readonly url: string }
	| { readonly ok: false; readonly meaning: string; readonly whatToDo: string };

function parseUrl(text: string): URL | undefined {
	return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Checks the base URL of a credential: https, or http where the host is this very machine.
 * The login goes along with every request, so an address that anyone on the way can read is refused.
 */
export function checkBaseUrl(text: string): CheckedBaseUrl {
	const url = parseUrl(text.trim());
	if (url === undefined || /[?#@]/.test(url.href)) {
		return {
			ok: false,
			meaning: 'The base URL in the credential is not a plain web address',
			whatToDo: 'Enter an address such as https://example.com in the credential',
		};
	}
	if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname))) {
		return { ok: true, url: url.href.replace(/\/+$/, '') };
	}
	return {
		ok: false,
		meaning:
			'The base URL in the credential does not start with https, so your login would travel readable to everyone on the way',
		whatToDo: 'Enter the address with https:// in the credential (http is for localhost alone)',
	};
}
