import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';

import type { Checked } from '../faults/faults';
import { refusal } from '../faults/faults';
import { OTHER_KIND } from './parameters';
import { isBlank } from '../sms/digits';

/** Fields, and how their values are read. */
export interface Form<Parameters> {
	/** In the order of use. */
	readonly fields: readonly INodeProperties[];
	/** Reads the values of the fields, by name. The message of an issue is a sentence that says what to enter. */
	readonly parameters: z.ZodType<Parameters, z.ZodTypeDef, unknown>;
}

/** A form that is read for many items: each field has a schema of its own. */
export interface ItemForm<Parameters> extends Form<Parameters> {
	readonly parameters: Form<Parameters>['parameters'] & {
		readonly shape: {
			readonly [Name in keyof Parameters]: z.ZodType<Parameters[Name], z.ZodTypeDef, unknown>;
		};
	};
}

type Values = Readonly<Record<string, unknown>>;

/** @param valueOf what stands in a field; it throws where an expression has no value */
function valuesOf(
	form: Form<unknown>,
	valueOf: (field: INodeProperties) => unknown,
): Checked<Values> {
	const values: Record<string, unknown> = {};
	for (const shown of form.fields) {
		const { name, displayName } = shown;
		try {
			const value = valueOf(shown);
			// Without its expression's value nobody knows which options are meant; their absence has another form.
			values[name] = value === undefined && shown.type === 'collection' ? null : value;
		} catch (thrown) {
			const words = thrown instanceof Error ? thrown.message : String(thrown);
			return refusal(
				`The expression in ${displayName} has no value: ${words}`,
				`Correct the expression in ${displayName}`,
			);
		}
	}
	return { ok: true, value: values };
}

function entryOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function whatFits(name: string, named: object | undefined): string {
	if (entryOf(named, 'type') === 'collection')
		return `Choose what to set in ${name}, or remove its expression`;
	return `${OTHER_KIND} ${name}`;
}

/** @param isOptional true for what is there only because someone set it */
function stateOf(value: unknown, isOptional: boolean): string {
	if (value === undefined || value === null) {
		return isOptional ? 'is set, but its expression has no value' : 'is empty';
	}
	if (typeof value !== 'string' || !isBlank(value)) return 'cannot be used as it is';
	return isOptional ? 'is set, but is empty' : 'is empty';
}

function parse<Parameters>(form: Form<Parameters>, values: Values): Checked<Parameters> {
	const parsed = form.parameters.safeParse(values);
	if (parsed.success) return { ok: true, value: parsed.data };
	const issue = parsed.error.issues[0];
	const [fieldName, optionName] = issue?.path ?? [];
	const field = form.fields.find(({ name }) => name === fieldName);
	const option = field?.options?.find(({ name }) => name === optionName);
	const named = option !== undefined && 'displayName' in option ? option : field;
	const name = named?.displayName ?? 'A field';
	const whole = values[field?.name ?? ''];
	const value = option === undefined ? whole : entryOf(whole, option.name);
	// The net below every reader: what has no sentence of ours gets one.
	const sentence = issue?.code === 'custom' ? issue.message : OTHER_KIND;
	return refusal(
		`${name} ${stateOf(value, option !== undefined || field?.type === 'collection')}`,
		sentence === OTHER_KIND ? whatFits(name, named) : sentence,
	);
}

/**
 * Reads the values of a form and checks them. A fault says which field it is and what to enter there.
 *
 * @param valueOf what stands in a field; it throws where an expression has no value
 */
export function readParameters<Parameters>(
	form: Form<Parameters>,
	valueOf: (field: INodeProperties) => unknown,
): Checked<Parameters> {
	const values = valuesOf(form, valueOf);
	return values.ok ? parse(form, values.value) : values;
}

/**
 * Makes a `readParameters` for one item after another. A value that is the same as in the item before
 * is not checked again, which for most fields is so in all items.
 */
export function itemParameters<Parameters>(form: ItemForm<Parameters>) {
	const { shape } = form.parameters;
	let last: { readonly values: Values; readonly parameters: Parameters } | undefined;

	/** Undefined where there is no item before, or a changed value is not fine. */
	function changed(values: Values): Parameters | undefined {
		if (last === undefined) return undefined;
		let parameters = last.parameters;
		for (const name in shape) {
			if (Object.is(values[name], last.values[name])) continue;
			const read = shape[name].safeParse(values[name]);
			if (!read.success) return undefined;
			if (parameters === last.parameters) parameters = { ...parameters };
			parameters[name] = read.data;
		}
		return parameters;
	}

	return (valueOf: (field: INodeProperties) => unknown): Checked<Parameters> => {
		const values = valuesOf(form, valueOf);
		if (!values.ok) return values;
		const known = changed(values.value);
		const read: Checked<Parameters> =
			known === undefined ? parse(form, values.value) : { ok: true, value: known };
		if (read.ok) last = { values: values.value, parameters: read.value };
		return read;
	};
}
