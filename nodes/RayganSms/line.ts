import type { Checked } from '../shared/faults/faults';
import { refusal } from '../shared/faults/faults';
import { isBlank, toLatinDigits, withoutUnseen } from '../shared/sms/digits';

/**
 * A line of a field, or where that is empty the credential's; a fault where both are.
 *
 * @param field its name in the panel
 */
export function readOwnLine(
	written: string,
	{ defaultLine }: { readonly defaultLine: string },
	field: string,
): Checked<string> {
	const line = isBlank(written) ? defaultLine : written;
	if (!isBlank(line)) return readLineNumber(line);
	return refusal(
		`${field} is empty, and the credential names no Default Line`,
		'Enter the line, such as 50002910001080, or a Default Line in the credential',
	);
}

/** Reads a line: digits in any script, with the marks that people write between them. */
export function readLineNumber(written: string): Checked<string> {
	const line = withoutUnseen(toLatinDigits(written)).replace(/[\s\-+()]/g, '');
	if (/^\d{4,20}$/.test(line)) return { ok: true, value: line };
	return refusal(
		`The line ${written} is not a number`,
		'Enter the line as your Raygan SMS account shows it, such as 50002910001080',
	);
}
