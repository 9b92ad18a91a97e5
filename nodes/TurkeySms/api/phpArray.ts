/** An array as PHP prints it, read into an object; keys of lists are `0`, `1`, …; every value is text. */
export interface PhpArray {
	[key: string]: string | PhpArray;
}

const ENTRY = /^\s*(?:\[([^\]]*)\]|"([^"]*)"|'([^']*)')\s*=>\s*(.*)$/;
const OPENS = /^(?:array\s*\(?|\()\s*$/i;
const EMPTY = /^array\s*\(\s*\)\s*,?\s*$/i;
const CLOSES = /^\s*\)\s*[,;]?\s*$/;

function unquoted(text: string): string {
	const value = text.trim().replace(/,$/, '').trim();
	return /^"[\s\S]*"$|^'[\s\S]*'$/.test(value) ? value.slice(1, -1) : value;
}

/**
 * Reads the two forms in which the service prints an answer when it is not JSON: `print_r` output,
 * `[result] => true`, and array source, `"result" => true,` with nested `array(`. Undefined where the
 * text is neither. A line that is no entry belongs to the value before it, since texts can have lines.
 */
export function parsePhpArray(text: string): PhpArray | undefined {
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	if (!/^\s*array\b/i.test(lines[0] ?? '')) return undefined;
	const root: PhpArray = {};
	const open: PhpArray[] = [root];
	/** How many entries without a key each open array has. */
	const keyless = [0];
	let lastKey: string | undefined;

	function openIn(current: PhpArray, key: string): void {
		const nested: PhpArray = {};
		current[key] = nested;
		open.push(nested);
		keyless.push(0);
		lastKey = undefined;
	}

	function nextIndex(): string {
		const index = keyless.pop() ?? 0;
		keyless.push(index + 1);
		return String(index);
	}

	for (const line of lines.slice(1)) {
		const current = open.at(-1);
		if (current === undefined) return undefined;
		const entry = ENTRY.exec(line);
		if (entry !== null) {
			const key = entry[1] ?? entry[2] ?? entry[3] ?? '';
			const value = entry[4] ?? '';
			if (OPENS.test(value)) {
				openIn(current, key);
			} else if (EMPTY.test(value)) {
				current[key] = {};
				lastKey = undefined;
			} else {
				// Only array source has quotes and commas; in print_r output they belong to the value.
				current[key] = entry[1] === undefined ? unquoted(value) : value.trim();
				lastKey = key;
			}
		} else if (CLOSES.test(line)) {
			open.pop();
			keyless.pop();
			lastKey = undefined;
			if (open.length === 0) return root;
		} else if (/^\s*array\s*\(\s*$/i.test(line)) {
			openIn(current, nextIndex());
		} else if (lastKey === undefined && line.trim() !== '(') {
			current[nextIndex()] = unquoted(line);
		} else if (lastKey !== undefined) {
			const before = current[lastKey];
			if (typeof before === 'string') current[lastKey] = `${before}\n${line}`;
		}
	}
	return undefined;
}
