const indent = (depth: number) => ' '.repeat(depth);

function entries(value: object): Array<[string, unknown]> {
	return Object.entries(value);
}

/** @returns the text of PHP's `print_r`, except that booleans read true and false, as the TurkeySMS document prints them */
export function printR(value: unknown, depth = 0): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '');
	const lines = entries(value).map(
		([key, entry]) => `${indent(depth + 4)}[${key}] => ${printR(entry, depth + 8)}\n`,
	);
	return `Array\n${indent(depth)}(\n${lines.join('')}${indent(depth)})\n`;
}

/** @returns the second form of the TurkeySMS document: `"key" => "value",` with nested `array(` */
export function printRArrows(value: unknown): string {
	return `Array\n(\n${arrowLines(value)}\n)\n`;
}

function arrowLines(value: unknown): string {
	if (typeof value !== 'object' || value === null) return arrowValue(value);
	if (Array.isArray(value)) return value.map((entry) => arrowValue(entry)).join(',\n');
	return entries(value)
		.map(([key, entry]) => `"${key}" => ${arrowValue(entry)}`)
		.join(',\n');
}

function arrowValue(value: unknown): string {
	if (typeof value === 'object' && value !== null) return `array(\n${arrowLines(value)}\n)`;
	return typeof value === 'string' ? `"${value}"` : String(value);
}
