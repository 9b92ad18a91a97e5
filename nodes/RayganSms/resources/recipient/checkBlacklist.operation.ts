import { z } from 'zod';

import { askTogether } from '../../../shared/operations/askTogether';
import type { Checked } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import { askItemsPerRequestField, batchOptions } from '../../../shared/form/itemsPerRequest';
import type { ItemResult, Row } from '../../../shared/operations/operation';
import { allAtOnce } from '../../../shared/operations/operation';
import { many, optionsField, optionsOf } from '../../../shared/form/parameters';
import { invalidNumbers } from '../../../shared/sending/recipients/recipients';
import type { PhoneNumber } from '../../../shared/sms/phoneNumber';
import { lastTenDigits, nationalFormat, parsePhoneNumber } from '../../../shared/sms/phoneNumber';
import type { ListInput } from '../../../shared/sms/phoneNumberList';
import { splitPhoneNumbers } from '../../../shared/sms/phoneNumberList';
import type { RayganSmsClient } from '../../api/client';
import { invalidNumbersField, mobilesField } from './fields';

/** The document names no limit; this many stay below the 2,100 values that SQL Server takes in one query. */
const NUMBERS_PER_REQUEST = 1000;

const parameters = z.object({
	mobiles: many,
	options: optionsOf({ ...batchOptions, invalidNumbers }),
});

function readNumbers(
	input: ListInput,
	whenInvalid: 'skip' | 'refuse',
): Checked<readonly PhoneNumber[]> {
	const numbers = splitPhoneNumbers(input, 'iran').map((text) => parsePhoneNumber(text, 'iran'));
	if (numbers.length === 0) {
		return refusal('No number is given', 'Enter at least one mobile number');
	}
	const bad = numbers.find((number) => !number.ok);
	if (bad === undefined || bad.ok || whenInvalid === 'skip') return { ok: true, value: numbers };
	return refusal(
		`${bad.input} ${bad.reason}`,
		'Correct the number, or set the option Invalid Numbers to Skip',
	);
}

const wireForms = (numbers: readonly PhoneNumber[]) =>
	numbers.flatMap((number) => (number.ok ? [nationalFormat(number.e164)] : []));

/** A number that the service did not name is listed, as far as its answer can tell. */
function rowOf(e164: string, clean: string | undefined): Row {
	if (clean !== undefined) return { json: { recipient: e164, listed: false }, raw: clean };
	const note =
		'Not among the numbers that Raygan SMS says are clean. It also leaves out a number that it holds for invalid.';
	return { json: { recipient: e164, listed: true, note } };
}

function rowsOf(numbers: readonly PhoneNumber[], found: ReadonlyArray<string | undefined>): Row[] {
	const answers = found.values();
	return numbers.map((number): Row => {
		if (number.ok) return rowOf(number.e164, answers.next().value);
		const note = `Not asked for: ${number.input} ${number.reason}`;
		return { json: { recipient: number.input, listed: null, note } };
	});
}

export const checkBlacklist = allAtOnce<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Check Blacklist',
		value: 'checkBlacklist',
		action: 'Check recipients against the blacklist',
		description:
			'Find out which numbers are on the blacklist and get no advertising SMS, one item a number',
	},
	fields: [mobilesField, optionsField([invalidNumbersField, askItemsPerRequestField])],
	parameters,
	async run(items): Promise<ItemResult[]> {
		const [first] = items;
		if (first === undefined) return [];
		const read = items.map(({ parameters: { mobiles, options } }) =>
			readNumbers(mobiles, options.invalidNumbers),
		);
		const found = await askTogether({
			valuesOfItems: read.map((numbers) => (numbers.ok ? wireForms(numbers.value) : [])),
			itemsPerRequest: items.map(({ parameters }) => parameters.options.itemsPerRequest),
			perRequest: NUMBERS_PER_REQUEST,
			async ask(mobiles) {
				const answer = await first.client.showWhiteList(mobiles);
				if (!answer.ok) return answer;
				const clean = new Map(answer.value.map((number) => [lastTenDigits(number), number]));
				const named = mobiles.flatMap((mobile) => {
					const number = clean.get(lastTenDigits(mobile));
					return number === undefined ? [] : [[mobile, number] as const];
				});
				return { ...answer, value: new Map(named) };
			},
		});
		return read.map((numbers, index): ItemResult => {
			if (!numbers.ok) return numbers;
			const answers = found[index];
			if (answers?.ok === false) return answers;
			return { ok: true, rows: rowsOf(numbers.value, answers?.value ?? []) };
		});
	},
});
