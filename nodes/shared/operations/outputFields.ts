import pick from 'lodash/pick';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { parameterReader } from '../form/itemValues';
import type { ItemResult, Operation } from './operation';

/** The output fields of an operation that has many. */
export interface OutputFields {
	readonly all: readonly string[];
	/** Those that most workflows go on with. */
	readonly simplified: readonly string[];
}

const outputField: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	noDataExpression: true,
	default: 'all',
	options: [
		{ name: 'All Fields', value: 'all', description: 'Everything that is known of each item' },
		{ name: 'Selected Fields', value: 'selected', description: 'The fields that you choose' },
		{ name: 'Simplified', value: 'simplified', description: 'The fields that matter most' },
	],
	description: 'Which fields each output item has',
};

const ABBREVIATIONS: Readonly<Record<string, string>> = { id: 'ID', otp: 'OTP', sms: 'SMS' };

/** `smsId` → `SMS ID` */
function titleOf(field: string): string {
	return field
		.split(/(?=[A-Z])/)
		.map(
			(word) => ABBREVIATIONS[word.toLowerCase()] ?? word.charAt(0).toUpperCase() + word.slice(1),
		)
		.join(' ');
}

function selectionField({ all }: OutputFields): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'outputFields',
		type: 'multiOptions',
		default: [],
		options: [...all].sort().map((field) => ({ name: titleOf(field), value: field })),
		displayOptions: { show: { output: ['selected'] } },
		description: 'The fields of each output item. Without a choice it has all of them.',
	};
}

function fieldsOf(value: unknown): string[] {
	const list: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
	return list.flatMap((field) => (typeof field === 'string' ? [field.trim()] : [])).filter(Boolean);
}

/** The raw answer is there where it was asked for, whatever is chosen. */
const ASKED_FOR = 'raw';

function only(result: ItemResult, fields: readonly string[]): ItemResult {
	if (!result.ok) return result;
	const rows = result.rows.map(({ json, raw }) => {
		const kept: IDataObject = pick(json, [...fields, ASKED_FOR]);
		return { json: kept, raw };
	});
	return { ok: true, rows };
}

/**
 * Gives an operation the field Output: all fields, those that matter most, or those that are chosen. What
 * cannot be read of the choice gives all, since by then a message may have gone out.
 */
export function withOutput<Client>(
	operation: Operation<Client>,
	outputFields: OutputFields,
): Operation<Client> {
	const selection = selectionField(outputFields);
	const own = operation.fields.filter(({ name }) => name !== 'options');
	const options = operation.fields.filter(({ name }) => name === 'options');
	return {
		option: operation.option,
		fields: [...own, outputField, selection, ...options],
		async *results(call) {
			const valueOf = parameterReader(call.context);
			const choiceFor = (itemIndex: number): readonly string[] => {
				try {
					const output = valueOf(outputField, itemIndex);
					if (output === 'simplified') return outputFields.simplified;
					return output === 'selected' ? fieldsOf(valueOf(selection, itemIndex)) : [];
				} catch {
					return [];
				}
			};
			for await (const { itemIndex, result } of operation.results(call)) {
				const fields = choiceFor(itemIndex);
				yield { itemIndex, result: fields.length > 0 ? only(result, fields) : result };
			}
		},
	};
}
