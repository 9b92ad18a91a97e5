import type { INodeProperties } from 'n8n-workflow';

import {
	numberIn,
	optionsField,
	optionsOf,
	requiredText,
	yesNo,
} from '../../../../nodes/shared/form/parameters';
import { readParameters } from '../../../../nodes/shared/form/readParameters';
import { sendOptionFields, sendOptions } from '../../../../nodes/shared/sending/options';
import { z } from 'zod';

const ODD = [NaN, Infinity, {}, [], [1], null, true, 'x', -1, 1.5, 1e99, new Date(0), Symbol('x')];
const ZODS_WORDS = /expected|received|invalid (?:input|type|enum|literal)|must be|\bNaN\b/i;

const port: INodeProperties = { displayName: 'Port', name: 'port', type: 'number', default: 0 };
const text: INodeProperties = { displayName: 'Text', name: 'text', type: 'string', default: '' };
const fields = [port, text, optionsField(sendOptionFields)];
const form = {
	fields,
	parameters: z.object({
		port: numberIn({ min: 0, max: 65_535, isWhole: true }, 'Enter a port'),
		text: requiredText('Enter a text'),
		options: optionsOf({ ...sendOptions, onlySwitch: yesNo }),
	}),
};
const good: Readonly<Record<string, unknown>> = { port: 1, text: 'a', options: {} };

function refusalOf(values: Readonly<Record<string, unknown>>): string | undefined {
	const read = readParameters(form, ({ name }) => values[name]);
	return read.ok ? undefined : `${read.fault.meaning}. ${read.fault.whatToDo}`;
}

describe('odd values', () => {
	const options = (fields[2]?.options ?? []).flatMap((option) =>
		'displayName' in option ? [option] : [],
	);

	it('are read or refused with the name of the field and a sentence of ours', () => {
		for (const odd of ODD) {
			for (const { name, displayName } of fields) {
				const refusal = refusalOf({ ...good, [name]: odd });
				if (refusal === undefined) continue;
				expect(refusal).toContain(displayName);
				expect(refusal).not.toMatch(ZODS_WORDS);
			}
			for (const { name, displayName } of options) {
				const refusal = refusalOf({ ...good, options: { [name]: odd } });
				if (refusal === undefined) continue;
				expect(refusal).toContain(displayName);
				expect(refusal).not.toMatch(ZODS_WORDS);
			}
		}
	});

	it.each([null, '', [], {}, true, NaN, '1.5', 65_536])('%j is no port', (odd) => {
		expect(refusalOf({ ...good, port: odd })).toMatch(/^Port .* Enter a port/);
	});

	it('digits of any script are a port', () => {
		expect(refusalOf({ ...good, port: '۱۲' })).toBeUndefined();
	});

	it.each([undefined, null, '', ' \u200b\ufe0f'])(
		'%j in a guard is not the same as no guard',
		(blank) => {
			for (const name of ['redirectAllTo', 'onlyOncePerKey', 'maxRecipients']) {
				expect(refusalOf({ ...good, options: { [name]: blank } })).toMatch(
					/^(?:Redirect All To|Only Once per Key|Max Recipients) is set, but/,
				);
			}
		},
	);

	it('options whose expression has no value are refused, since guards may be among them', () => {
		expect(refusalOf({ ...good, options: undefined })).toMatch(
			/^Options is set, but its expression/,
		);
		expect(refusalOf({ ...good, options: null })).toMatch(/^Options is set, but its expression/);
	});
});
