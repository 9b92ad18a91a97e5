import { OWNER } from '../e2e/session';

/**
 * Signs in as the owner, whom a new n8n does not have yet.
 *
 * @returns the cookies that a browser needs, each as n8n set it
 * @throws Error where n8n takes neither
 */
export async function signIn(url: string): Promise<string[]> {
	const setUp = await post(`${url}/rest/owner/setup`, OWNER);
	if (setUp.ok) return setUp.headers.getSetCookie();
	const { email: emailOrLdapLoginId, password } = OWNER;
	const login = await post(`${url}/rest/login`, { emailOrLdapLoginId, password });
	if (!login.ok) throw new Error(`n8n did not let ${OWNER.email} in: ${await login.text()}`);
	return login.headers.getSetCookie();
}

async function post(url: string, body: object): Promise<Response> {
	return await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}
