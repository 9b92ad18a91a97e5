import type { Checked } from '../shared/faults/faults';
import { invalidInput } from '../shared/faults/faults';
import { isBlank, toLatinDigits, withoutUnseen } from '../shared/sms/digits';

/**
 * A line of a field, or where that is empty the credential's; a fault where both are.
 *
 * @param field its name in the panel
 */
export function readOwnLine(
	provider: string,
	written: string,
	defaultLine: string,
	field: string,
	outcome?: 'refused',
): Checked<string> {
	const line = isBlank(written) ? defaultLine : written;
	if (!isBlank(line)) return readLineNumber(provider, line, outcome);
	return {
		ok: false,
		fault: invalidInput(
			provider,
			`${field} is empty, and the credential names no Default Line`,
			'Enter the line, such as 50002910001080, or a Default Line in the credential',
			outcome,
		),
	};
}

/** Reads a line: digits in any script, with the marks that people write between them. */
export function readLineNumber(
	provider: string,
	written: string,
	outcome?: 'refused',
): Checked<string> {
	const line = withoutUnseen(toLatinDigits(written)).replace(/[\s\-+()]/g, '');
	if (/^\d{4,20}$/.test(line)) return { ok: true, value: line };
	return {
		ok: false,
		fault: invalidInput(
			provider,
			`The line ${written} is not a number`,
			'Enter the line as your Raygan SMS account shows it, such as 50002910001080',
			outcome,
		),
	};
}
