import type { Checked } from '../shared/faults/faults';
import { refusal } from '../shared/faults/faults';
import { toLatinDigits, withoutUnseen } from '../shared/sms/digits';

/** Reads a line: digits in any script, with the marks that people write between them. */
export function readLineNumber(written: string): Checked<string> {
	const line = withoutUnseen(toLatinDigits(written)).replace(/[\s\-+()]/g, '');
	if (/^\d{4,20}$/.test(line)) return { ok: true, value: line };
	return refusal(
		`The line ${written} is not a number`,
		'Enter the line as your Raygan SMS account shows it, such as 50002910001080',
	);
}
