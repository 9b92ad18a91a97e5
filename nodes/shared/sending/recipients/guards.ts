import type { IDataObject } from 'n8n-workflow';

import type { Checked } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import type { NumberPlan } from '../../sms/phoneNumber';
import { parsePhoneNumber } from '../../sms/phoneNumber';
import type { ListInput } from '../../sms/phoneNumberList';
import { notAllowed } from './allowed';
import { readRecipient, readRecipients } from './recipients';

/** The options of a send that say who receives it. */
interface RecipientOptions {
	readonly redirectAllTo: string;
	readonly allowedRecipients?: ListInput;
}

/** Who receives the messages of an item in the end, and what its output says about it. */
export interface SendRecipients {
	/** E.164 */
	readonly numbers: readonly string[];
	readonly output: IDataObject;
}

/**
 * Refuses recipients that the option Allowed Recipients does not allow, and puts the test number in the place
 * of the others where the option Redirect All To is set.
 */
function guard(
	recipients: SendRecipients,
	{ allowedRecipients, redirectAllTo }: RecipientOptions,
	plan: NumberPlan,
): Checked<SendRecipients> {
	const refused = notAllowed(recipients.numbers, allowedRecipients, plan);
	if (refused !== undefined) return refused;
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
	options: RecipientOptions & { readonly invalidNumbers: 'skip' | 'refuse' },
): Checked<SendRecipients> {
	const recipients = readRecipients(input, plan, options.invalidNumbers);
	if (!recipients.ok) return recipients;
	const { numbers, invalid } = recipients.value;
	const output = { invalidRecipients: invalid.map((entry) => ({ ...entry })) };
	return guard({ numbers, output }, options, plan);
}

/** Reads the recipient of an item that has one. */
export function readSendRecipient(
	written: string,
	plan: NumberPlan,
	options: RecipientOptions,
): Checked<SendRecipients> {
	const recipient = readRecipient(written, plan);
	if (!recipient.ok) return recipient;
	return guard({ numbers: [recipient.value], output: {} }, options, plan);
}
