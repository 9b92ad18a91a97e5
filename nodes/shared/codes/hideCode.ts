/**
 * A value of a provider's answer without a code that it may repeat: a text that has the code as a whole
 * number, and a number that is the code, deeply. Longer numbers, such as ids, stay as they are.
 */
export function hideCode(value: unknown, code: string): unknown {
	if (typeof value === 'string') return hideCodeInText(value, code);
	if (typeof value === 'number') return String(value) === code ? '***' : value;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => hideCode(entry, code));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, hideCode(entry, code)]),
	);
}

/** @param code plain digits */
export function hideCodeInText(text: string, code: string): string {
	return /^\d+$/.test(code)
		? text.replace(new RegExp(`(?<!\\d)${code}(?!\\d)`, 'g'), '***')
		: text.replaceAll(code || '\0', '***');
}
