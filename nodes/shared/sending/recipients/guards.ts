import type { IDataObject } from 'n8n-workflow';

import type { Checked } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import type { NumberPlan } from '../../sms/phoneNumber';
import { parsePhoneNumber } from '../../sms/phoneNumber';
import type { ListInput } from '../../sms/phoneNumberList';
import { readRecipient, readRecipients } from './recipients';

/** The options of a send that say who receives it. */
interface RecipientOptions {
	readonly invalidNumbers: 'skip' | 'refuse';
	readonly redirectAllTo: string;
}

/** Who receives the messages of an item in the end, and what its output says about it. */
export interface SendRecipients {
	/** E.164 */
	readonly numbers: readonly string[];
	readonly output: IDataObject;
}

/** Puts the test number in the place of the recipients where the option Redirect All To is set. */
function redirect(
	recipients: SendRecipients,
	redirectAllTo: string,
	plan: NumberPlan,
): Checked<SendRecipients> {
	if (redirectAllTo.trim() === '') return { ok: true, value: recipients };
	const parsed = parsePhoneNumber(redirectAllTo, plan);
	if (parsed.ok) {
		const output = { ...recipients.output, redirectedFrom: [...recipients.numbers] };
		return { ok: true, value: { numbers: [parsed.e164], output } };
	}
	return refusal(
		`The number to redirect to, ${redirectAllTo}, ${parsed.reason}`,
		'Correct the option Redirect All To, or remove it to send to the recipients',
	);
}

/** Reads the recipients of an item that can have many. */
export function readSendRecipients(
	input: ListInput,
	plan: NumberPlan,
	options: RecipientOptions,
): Checked<SendRecipients> {
	const recipients = readRecipients(input, plan, options.invalidNumbers);
	if (!recipients.ok) return recipients;
	const { numbers, invalid } = recipients.value;
	const output = { invalidRecipients: invalid.map((entry) => ({ ...entry })) };
	return redirect({ numbers, output }, options.redirectAllTo, plan);
}

/** Reads the recipient of an item that has one. */
export function readSendRecipient(
	written: string,
	plan: NumberPlan,
	options: Pick<RecipientOptions, 'redirectAllTo'>,
): Checked<SendRecipients> {
	const recipient = readRecipient(written, plan);
	if (!recipient.ok) return recipient;
	return redirect({ numbers: [recipient.value], output: {} }, options.redirectAllTo, plan);
}
