import type { IDataObject } from 'n8n-workflow';

const GUID =
	/^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i;

/** A server prints a GUID in a form of its own: in either case, with dashes or without. */
function formsOf(secret: string): string[] {
	const bare = secret.trim();
	const [, ...parts] = GUID.exec(bare) ?? [];
	const forms = [parts.join('-'), parts.join('')].filter((form) => form !== '');
	const inBothCases = forms.flatMap((form) => [form.toLowerCase(), form.toUpperCase()]);
	return [...new Set([secret, bare, ...inBothCases])].filter((form) => form !== '');
}

/** The secrets of a credential in all forms in which one can come back: as it is, or as it stood in a query or in an Authorization header. */
export function secretsOf(credential: IDataObject, names: readonly string[]): string[] {
	const secrets = names.flatMap((name) => formsOf(String(credential[name] ?? '')));
	const username = String(credential.username ?? '');
	return secrets.flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		Buffer.from(`${username}:${secret}`).toString('base64'),
	]);
}

/** Replaces the secrets in a text by `***`. */
export function washText(secrets: readonly string[], text: string): string {
	return secrets.reduce((washed, secret) => washed.replaceAll(secret, '***'), text);
}

function holdsSecret(secrets: readonly string[], value: unknown): boolean {
	if (typeof value === 'string') return secrets.some((secret) => value.includes(secret));
	if (typeof value !== 'object' || value === null) return false;
	if (Array.isArray(value)) return value.some((entry) => holdsSecret(secrets, entry));
	return Object.keys(value).some(
		(name) => holdsSecret(secrets, name) || holdsSecret(secrets, Reflect.get(value, name)),
	);
}

/** The same, deeply, for a parsed reply; one that holds no secret is handed back as it is. */
export function washDeep(secrets: readonly string[], value: unknown): unknown {
	// A reply of thousands of rows is not copied for nothing.
	if (!holdsSecret(secrets, value)) return value;
	if (typeof value === 'string') return washText(secrets, value);
	if (Array.isArray(value)) return value.map((entry) => washDeep(secrets, entry));
	return Object.fromEntries(
		Object.entries(Object(value)).map(([name, entry]) => [
			washText(secrets, name),
			washDeep(secrets, entry),
		]),
	);
}
