import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { isBlank } from '../../../shared/sms/digits';

/** The sender ID of the field, or where that is empty the credential's; a fault where both are. */
export function readTitle(
	written: string,
	{ defaultTitle }: { readonly defaultTitle: string },
): Checked<string> {
	const title = isBlank(written) ? defaultTitle : written;
	if (!isBlank(title)) return { ok: true, value: title };
	return refusal(
		'From (Sender ID) is empty, and the credential names no Default Sender ID',
		'Choose the sender ID from the list, or type it as your account has it, or enter a Default Sender ID in the credential',
	);
}
