/** Fields of the answer that are about the call, not about a sender ID. */
const ABOUT_THE_CALL =
	/^(result|result_code|result_message|status_code|api_key|user_id|account_name|report|response_type)$/;
const NAME_FIELD = /sender|title|name|baslik/i;

function entriesOf(value: object): Array<[string, unknown]> {
	return Object.entries(value).filter(([key]) => !ABOUT_THE_CALL.test(key));
}

function nameOf(row: object): string | undefined {
	const texts = entriesOf(row).filter((entry): entry is [string, string] => {
		return typeof entry[1] === 'string' && entry[1].trim() !== '';
	});
	return (texts.find(([key]) => NAME_FIELD.test(key)) ?? texts[0])?.[1];
}

function isList(value: object): boolean {
	const keys = Object.keys(value);
	return Array.isArray(value) || (keys.length > 0 && keys.every((key) => /^\d+$/.test(key)));
}

/**
 * Finds the sender IDs in an answer whose shape the document does not describe: a list, under any key,
 * of names or of objects that hold a name.
 */
export function findSenderIds(reply: unknown): string[] {
	if (typeof reply !== 'object' || reply === null) return [];
	if (isList(reply)) {
		const names = Object.values(reply).flatMap((row: unknown) => {
			if (typeof row === 'string') return [row];
			const name = typeof row === 'object' && row !== null ? nameOf(row) : undefined;
			return name === undefined ? [] : [name];
		});
		return [...new Set(names.filter((name) => name.trim() !== ''))];
	}
	for (const [key, value] of entriesOf(reply)) {
		const found = findSenderIds(value);
		if (found.length > 0) return found;
		if (typeof value === 'string' && /sender_?id/i.test(key) && value.trim() !== '') return [value];
	}
	return [];
}
