import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { many, optionsOf, requiredText } from '../../../../nodes/shared/form/parameters';
import { itemParameters, readParameters } from '../../../../nodes/shared/form/readParameters';
import { sendOptions } from '../../../../nodes/shared/sending/options';

const field = (name: string): INodeProperties => ({
	displayName: name.toUpperCase(),
	name,
	type: 'string',
	default: '',
});

const form = {
	fields: ['line', 'text', 'to', 'options'].map(field),
	parameters: z.object({
		line: requiredText('Enter a line'),
		text: requiredText('Enter a text'),
		to: many,
		options: optionsOf(sendOptions),
	}),
};

/** Few values, so that many items have the same; some of them are refused. */
const value = fc.constantFrom<unknown>('a', 'b', 7, '', null, undefined, true, ['a'], {});
const options = fc.oneof(
	fc.constantFrom({}, undefined, 'junk'),
	fc.record({
		maxRecipients: fc.constantFrom(1, 'x', ''),
		onlyOncePerKey: fc.constantFrom('k', 1),
	}),
);
const item = fc.record({ line: value, text: value, to: value, options });

test('what an item says does not depend on the items before it', () => {
	fc.assert(
		fc.property(fc.array(item, { maxLength: 12 }), (items) => {
			const readNext = itemParameters(form);
			for (const given of items) {
				const valueOf = ({ name }: INodeProperties) => Reflect.get(given, name);
				expect(readNext(valueOf)).toEqual(readParameters(form, valueOf));
			}
		}),
	);
});
