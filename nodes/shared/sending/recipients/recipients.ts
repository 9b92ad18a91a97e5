import type { INodeProperties } from 'n8n-workflow';

import type { Checked } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import { choice } from '../../form/parameters';
import type { NumberPlan } from '../../sms/phoneNumber';
import { parsePhoneNumber } from '../../sms/phoneNumber';
import type { ListInput } from '../../sms/phoneNumberList';
import { splitPhoneNumbers } from '../../sms/phoneNumberList';

/** The option that says what to do with an item that has some bad numbers among good ones. */
export const invalidNumbersField: INodeProperties = {
	displayName: 'Invalid Numbers',
	name: 'invalidNumbers',
	type: 'options',
	default: 'skip',
	options: [
		{
			name: 'Skip',
			value: 'skip',
			description: 'Send to the others and list the invalid ones in the output',
		},
		{
			name: 'Refuse Item',
			value: 'refuse',
			description: 'Send nothing for an item that has an invalid number',
		},
	],
	description: 'What to do when some of the numbers of an item cannot receive an SMS',
};

export const invalidNumbers = choice(['skip', 'refuse'], 'Choose skip or refuse', 'skip');

export interface Recipients {
	/** E.164, in the order given. */
	readonly numbers: readonly string[];
	/** Each as it was written, with its reason. */
	readonly invalid: ReadonlyArray<{ readonly recipient: string; readonly reason: string }>;
}

/** Reads numbers in any form that people write, and tells those that can receive an SMS from the others. */
export function sortRecipients(input: ListInput, plan: NumberPlan): Recipients {
	const read = splitPhoneNumbers(input, plan).map((written) => parsePhoneNumber(written, plan));
	return {
		numbers: read.filter((number) => number.ok).map(({ e164 }) => e164),
		invalid: read
			.filter((number) => !number.ok)
			.map(({ input: recipient, reason }) => ({ recipient, reason })),
	};
}

/** Whom a text names: E.164, or as it was written where it cannot be read. */
export function namedRecipients(input: ListInput, plan: NumberPlan): readonly string[] {
	return splitPhoneNumbers(input, plan).map((written) => {
		const parsed = parsePhoneNumber(written, plan);
		return parsed.ok ? parsed.e164 : parsed.input;
	});
}

const NAMED_INVALID = 5;

const ONE_EACH = 'Give each number an item of its own';

function whatToDoAbout(valid: number, whenInvalid: 'skip' | 'refuse' | 'refuseSingle'): string {
	if (valid === 0) return 'Correct the number and run the item again';
	return whenInvalid === 'refuse'
		? 'Correct the numbers, or set the option Invalid Numbers to Skip'
		: ONE_EACH;
}

/**
 * Reads the recipients of one item: a text with separators or an array, in any form that people write.
 * Refuses the item where no number is left, or where one is bad and `whenInvalid` is not `skip`;
 * `refuseSingle` is for operations that take one number anyway.
 */
export function readRecipients(
	input: ListInput,
	plan: NumberPlan,
	whenInvalid: 'skip' | 'refuse' | 'refuseSingle',
): Checked<Recipients> {
	const { numbers, invalid } = sortRecipients(input, plan);
	if (numbers.length === 0 && invalid.length === 0) {
		return refusal('No recipient is given', 'Enter at least one mobile number');
	}
	if (numbers.length === 0 || (invalid.length > 0 && whenInvalid !== 'skip')) {
		const named = invalid
			.slice(0, NAMED_INVALID)
			.map(({ recipient, reason }) => `${recipient} ${reason}`);
		const rest = invalid.length > NAMED_INVALID ? [`${invalid.length - NAMED_INVALID} more`] : [];
		return refusal(
			`Nothing was sent: ${[...named, ...rest].join('; ')}`,
			whatToDoAbout(numbers.length, whenInvalid),
		);
	}
	return { ok: true, value: { numbers, invalid } };
}

/** Reads the recipient of a send that takes one number. Answers E.164. */
export function readRecipient(written: string, plan: NumberPlan): Checked<string> {
	const recipients = readRecipients(written, plan, 'refuseSingle');
	if (!recipients.ok) return recipients;
	const [number, ...others] = recipients.value.numbers;
	if (number !== undefined && others.length === 0) return { ok: true, value: number };
	return refusal(`${written} is more than one number, and this operation sends to one`, ONE_EACH);
}
