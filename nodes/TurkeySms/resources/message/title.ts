import type { Checked } from '../../../shared/faults/faults';
import { invalidInput } from '../../../shared/faults/faults';
import { isBlank } from '../../../shared/sms/digits';

/** The sender ID of the field, or where that is empty the credential's; a fault where both are. */
export function readTitle(
	provider: string,
	written: string,
	{ defaultTitle }: { readonly defaultTitle: string },
): Checked<string> {
	const title = isBlank(written) ? defaultTitle : written;
	if (!isBlank(title)) return { ok: true, value: title };
	return {
		ok: false,
		fault: invalidInput(
			provider,
			'From (Sender ID) is empty, and the credential names no Default Sender ID',
			'Choose the sender ID from the list, or type it as your account has it, or enter a Default Sender ID in the credential',
			'refused',
		),
	};
}
