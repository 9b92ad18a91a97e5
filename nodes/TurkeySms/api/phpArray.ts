/** An array as PHP prints it, read into an object; keys of lists are `0`, `1`, …; every value is text. */
export interface PhpArray {
	[key: string]: string | PhpArray;
}

/** Far more than any answer has, and few enough for whoever walks through it. */
const DEEPEST = 100;

const LINE_END = /\r?\n/;
const KEY = /^(?:\[([^\]]*)\]|"([^"]*)"|'([^']*)')$/;
const OPENING = /^(?:array|array *\(|\()$/i;
const EMPTY = /^array *\( *\),?$/i;
const CLOSING = /^\) ?[,;]?$/;

/** One entry of an array: what it is called, what stands behind the arrow, and how far it is set in. */
interface Entry {
	readonly key: string;
	readonly value: string;
	/** True in `print_r` output, where quotes and commas belong to the value. */
	readonly isPrinted: boolean;
	readonly indent: number;
}

function entryIn(line: string): Entry | undefined {
	const arrow = line.indexOf('=>');
	if (arrow < 0) return undefined;
	const before = line.slice(0, arrow);
	const [, printed, double, single] = KEY.exec(before.trim()) ?? [];
	const key = printed ?? double ?? single;
	if (key === undefined) return undefined;
	const indent = before.length - before.trimStart().length;
	const value = line.slice(arrow + 2).trim();
	return { key, value, isPrinted: printed !== undefined, indent };
}

function unquoted(text: string): string {
	const value = text.endsWith(',') ? text.slice(0, -1).trim() : text;
	const [quote] = value;
	const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
	return isQuoted ? value.slice(1, -1) : value;
}

/** An array that is being read. */
class OpenArray {
	readonly found: PhpArray = {};
	/** How far its bracket is set in; undefined where that is on the line before. */
	bracketIndent: number | undefined;
	/** How far its entries are set in, as its first one tells; a line set in otherwise is none. */
	private entryIndent: number | undefined;
	private keyless = 0;
	/** The text that may have more lines. */
	private text: { readonly key: string; readonly lines: string[] } | undefined;

	/** False where the key is there already, or is one that no answer has. */
	add(key: string, value: string | PhpArray): boolean {
		this.endText();
		if (Object.hasOwn(this.found, key) || key === '__proto__') return false;
		this.found[key] = value;
		return true;
	}

	addText(key: string, value: string): boolean {
		const isNew = this.add(key, value);
		this.text = { key, lines: [value] };
		return isNew;
	}

	nextIndex(): string {
		this.keyless += 1;
		return String(this.keyless - 1);
	}

	isEntry({ indent }: Entry): boolean {
		this.entryIndent ??= indent;
		return indent === this.entryIndent;
	}

	/** Takes one more line of the text before it; false where there is none. */
	takeLine(line: string): boolean {
		this.text?.lines.push(line);
		return this.text !== undefined;
	}

	endText(): void {
		if (this.text !== undefined) this.found[this.text.key] = this.text.lines.join('\n');
		this.text = undefined;
	}
}

/**
 * Reads the two forms in which the service prints an answer when it is not JSON: `print_r` output,
 * `[result] => true`, and array source, `"result" => true,` with nested `array(`. A line that is no entry
 * belongs to the value before it, since texts can have lines. Undefined where the text is neither, or can
 * be read in two ways: a text of someone else in it may look like more of the array, and neither a key
 * that is there twice nor anything behind the array tells which of the two is the service's own.
 */
export function parsePhpArray(text: string): PhpArray | undefined {
	const lines = text.split(LINE_END).filter((line) => line.trim() !== '');
	if (!/^array\b/i.test(lines[0]?.trim() ?? '')) return undefined;
	const root = new OpenArray();
	const open = [root];

	function openIn(current: OpenArray, key: string): boolean {
		const nested = new OpenArray();
		open.push(nested);
		return current.add(key, nested.found) && open.length <= DEEPEST;
	}

	function takeEntry(current: OpenArray, { key, value, isPrinted }: Entry): boolean {
		if (OPENING.test(value)) return openIn(current, key);
		if (EMPTY.test(value)) return current.add(key, {});
		return current.addText(key, isPrinted ? value : unquoted(value));
	}

	/** False where it cannot belong to the array. */
	function take(current: OpenArray, line: string): boolean {
		const entry = entryIn(line);
		if (entry !== undefined && current.isEntry(entry)) return takeEntry(current, entry);
		const bare = line.trim();
		const indent = line.length - line.trimStart().length;
		if (CLOSING.test(bare) && (current.bracketIndent ?? indent) === indent) {
			current.endText();
			open.pop();
			return true;
		}
		if (/^array *\($/i.test(bare)) return openIn(current, current.nextIndex());
		if (current.takeLine(line)) return true;
		if (bare !== '(') return current.add(current.nextIndex(), unquoted(bare));
		current.bracketIndent ??= indent;
		return true;
	}

	for (const line of lines.slice(1)) {
		const current = open.at(-1);
		if (current === undefined || !take(current, line)) return undefined;
	}
	return open.length === 0 ? root.found : undefined;
}
