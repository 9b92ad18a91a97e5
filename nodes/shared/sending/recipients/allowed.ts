import type { INodeProperties } from 'n8n-workflow';

import type { Checked, Refusal } from '../../faults/faults';
import { refusal } from '../../faults/faults';
import { toLatinDigits, withoutUnseen } from '../../sms/digits';
import { countryMatcher } from '../../sms/foreignMobile';
import type { NumberPlan } from '../../sms/phoneNumber';
import { parsePhoneNumber } from '../../sms/phoneNumber';
import type { ListInput } from '../../sms/phoneNumberList';
import { splitPhoneNumbers } from '../../sms/phoneNumberList';

export const allowedRecipientsField: INodeProperties = {
	displayName: 'Allowed Recipients',
	name: 'allowedRecipients',
	type: 'string',
	default: '',
	placeholder: 'e.g. Iran, +90, 0911 217 0848',
	description:
		'The only numbers or countries that this node may send to. An item with any other recipient is refused. An AI model cannot set it.',
};

/** Says whether a number (E.164) may be sent to. */
type Allows = (e164: string) => boolean;

function allowsOf(entry: string, plan: NumberPlan): Allows | undefined {
	const country = countryMatcher(entry);
	if (country !== undefined) return country;
	const numbers = splitPhoneNumbers(entry, plan).map((written) => parsePhoneNumber(written, plan));
	if (numbers.length > 0 && numbers.every(({ ok }) => ok)) {
		const allowed = new Set(numbers.flatMap((number) => (number.ok ? [number.e164] : [])));
		return (e164) => allowed.has(e164);
	}
	const words = entry.split(/\s+/);
	if (words.length < 2) return undefined;
	const each = words.map((word) => allowsOf(word, plan));
	if (each.includes(undefined)) return undefined;
	return (e164) => each.some((allows) => allows?.(e164));
}

/** Names of countries can have spaces in them, and numbers too: only the other separators part entries. */
function entriesOf(list: ListInput): string[] {
	const texts = typeof list === 'object' ? list.flat().map(String) : [String(list)];
	return texts
		.flatMap((text) => toLatinDigits(withoutUnseen(text)).split(/[\n\r,،;؛，；]+/))
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

const known = new Map<string, Checked<Allows>>();
const MOST_KNOWN = 100;

function readAllowed(list: ListInput, plan: NumberPlan): Checked<Allows> {
	const entries = entriesOf(list);
	const all: Allows[] = [];
	for (const entry of entries) {
		const allows = allowsOf(entry, plan);
		if (allows === undefined) {
			return refusal(
				`${entry} in the option Allowed Recipients is neither a mobile number nor a country`,
				'Enter numbers such as +989112170848, or countries such as Iran, TR or +90, with commas between them',
			);
		}
		all.push(allows);
	}
	if (all.length === 0) {
		return refusal(
			'Allowed Recipients is set, but is empty',
			'Correct its expression or enter a value, or remove the option',
		);
	}
	return { ok: true, value: (e164) => all.some((allows) => allows(e164)) };
}

const NAMED = 5;

/** Why an item may not be sent, by the option Allowed Recipients; undefined where it may. */
export function notAllowed(
	numbers: readonly string[],
	list: ListInput | undefined,
	plan: NumberPlan,
): Refusal | undefined {
	if (list === undefined) return undefined;
	const name = JSON.stringify([plan, list]);
	const read = known.get(name) ?? readAllowed(list, plan);
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(name, read);
	if (!read.ok) return read;
	const others = numbers.filter((number) => !read.value(number));
	if (others.length === 0) return undefined;
	const rest = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
	return refusal(
		`Nothing was sent: the option Allowed Recipients does not allow ${others.slice(0, NAMED).join(', ')}${rest}`,
		'Send to an allowed recipient, or let a person change the option Allowed Recipients',
	);
}
