import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import type { Checked } from './faults';
import { invalidInput } from './faults';
import { OTHER_KIND } from './parameters';

/** Fields, and how their values are read. */
export interface Form<Parameters> {
	/** In the order of use. */
	readonly fields: readonly INodeProperties[];
	/** Reads the values of the fields, by name. The message of an issue is a sentence that says what to enter. */
	readonly parameters: z.ZodType<Parameters, z.ZodTypeDef, unknown>;
	/** True where it sends messages: bad input is then a refused send. */
	readonly sends?: true;
}

/**
 * Reads the values of a form and checks them. A fault says which field it is and what to enter there.
 *
 * @param valueOf what stands in a field; it throws where an expression has no value
 */
export function readParameters<Parameters>(
	form: Form<Parameters>,
	provider: string,
	valueOf: (field: INodeProperties) => unknown,
): Checked<Parameters> {
	const outcome = form.sends && 'refused';
	const refused = (meaning: string, whatToDo: string): Checked<Parameters> => ({
		ok: false,
		fault: invalidInput(provider, meaning, whatToDo, outcome),
	});
	const values: Record<string, unknown> = {};
	for (const shown of form.fields) {
		const { name, displayName } = shown;
		try {
			values[name] = valueOf(shown);
		} catch (thrown) {
			const words = thrown instanceof Error ? thrown.message : String(thrown);
			return refused(
				`The expression in ${displayName} has no value: ${words}`,
				`Correct the expression in ${displayName}`,
			);
		}
	}
	const parsed = form.parameters.safeParse(values);
	if (parsed.success) return { ok: true, value: parsed.data };
	const issue = parsed.error.issues[0];
	const [fieldName, optionName] = issue?.path ?? [];
	const field = form.fields.find(({ name }) => name === fieldName);
	const option = field?.options?.find(({ name }) => name === optionName);
	const named = option !== undefined && 'displayName' in option ? option : field;
	const name = named?.displayName ?? 'A field';
	const value = values[field?.name ?? ''] ?? '';
	const isEmpty = typeof value === 'string' && value.trim() === '';
	const sentence = issue?.message ?? OTHER_KIND;
	return refused(
		isEmpty ? `${name} is empty` : `${name} cannot be used as it is`,
		sentence === OTHER_KIND ? `${OTHER_KIND} ${name}` : sentence,
	);
}
