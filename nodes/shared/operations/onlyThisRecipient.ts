import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Checked } from '../faults/faults';
import { refusal } from '../faults/faults';
import { oneStep } from '../form/oneStep';
import { isBlank } from '../sms/digits';
import { numberTail } from '../sms/numberTail';
import type { NumberPlan } from '../sms/phoneNumber';
import { parsePhoneNumber } from '../sms/phoneNumber';
import type { ListInput } from '../sms/phoneNumberList';
import { splitPhoneNumbers } from '../sms/phoneNumberList';
import { namedNumbers } from './namedNumbers';
import type { ItemCall, Row } from './operation';

export const onlyThisRecipientField: INodeProperties = {
	displayName: 'Only This Recipient',
	name: 'onlyThisRecipient',
	type: 'string',
	default: '={{ $json.recipient }}',
	placeholder: 'e.g. 0911 217 0848',
	description:
		'The number whose row each item gets, also where other items ask for the same ID. Without this option each row comes out once.',
};

/** True takes the number from the item; false is the same as no option. */
export type OnlyThisRecipient = boolean | ListInput;

const SENTENCE =
	'Correct its expression or enter a mobile number, or remove the option to get the rows of all recipients';

/** Reads the option: a number, many, or true for those that the item names. Set without a value it is refused. */
export const onlyThisRecipient = oneStep(
	(value): OnlyThisRecipient | undefined => {
		if (value === undefined) return false;
		if (typeof value === 'boolean' || typeof value === 'number' || Array.isArray(value))
			return value;
		if (typeof value !== 'string' || isBlank(value)) return undefined;
		const word = value.trim().toLowerCase();
		return word === 'true' || word === 'false' ? word === 'true' : value;
	},
	() => SENTENCE,
);

/** Whose rows an item wants. */
export interface Wanted {
	/** E.164, or as it was written. */
	readonly recipient: string;
	/** As `numberTail` writes it. */
	readonly tail: string;
}

interface RecipientOption {
	readonly options: { readonly onlyThisRecipient: OnlyThisRecipient };
}

/** The recipients whose rows alone an item wants; undefined where it wants all. */
export function wantedRecipients(
	{
		json,
		parameters: { options },
	}: Pick<ItemCall<unknown, RecipientOption>, 'json' | 'parameters'>,
	plan: NumberPlan,
): Checked<readonly Wanted[] | undefined> {
	const given = options.onlyThisRecipient;
	if (given === false) return { ok: true, value: undefined };
	const written = given === true ? [...namedNumbers(json, plan)] : splitPhoneNumbers(given, plan);
	const wanted = new Map<string, Wanted>();
	for (const text of written) {
		const parsed = parsePhoneNumber(text, plan);
		const tail = numberTail(text);
		wanted.set(tail, { recipient: parsed.ok ? parsed.e164 : text, tail });
	}
	if (wanted.size > 0) return { ok: true, value: [...wanted.values()] };
	return refusal('Only This Recipient is set, but the item names no number', SENTENCE);
}

/** Finds the rows of recipients among those of one answer. */
export type RowsOfRecipients = (wanted: readonly Wanted[]) => Row[];

/** The number of a row, as `numberTail` writes it. */
export function tailOfRow({ json: { recipient } }: Row): string | undefined {
	return typeof recipient === 'string' ? numberTail(recipient) : undefined;
}

/**
 * Reads the rows of an answer once, to find those of one recipient after another. A row without a number
 * speaks of all recipients, so it stands for each that has none of its own.
 *
 * @param notListed the fields of a recipient that the answer says nothing of
 */
export function rowsOfRecipients(
	rows: readonly Row[],
	notListed: (recipient: string) => IDataObject,
): RowsOfRecipients {
	const byTail = new Map<string, Row[]>();
	const ofAll: Row[] = [];
	for (const row of rows) {
		const tail = tailOfRow(row);
		const known = tail === undefined ? ofAll : byTail.get(tail);
		if (known !== undefined) known.push(row);
		else if (tail !== undefined) byTail.set(tail, [row]);
	}
	return (wanted) =>
		wanted.flatMap(({ recipient, tail }): Row[] => {
			const own = byTail.get(tail);
			if (own !== undefined) return own;
			if (ofAll.length === 0) return [{ json: notListed(recipient) }];
			return ofAll.map(({ json, raw }) => ({ json: { recipient, ...json }, raw }));
		});
}
