import { z } from 'zod';

import { oneByOne } from '../../../shared/operations/operation';
import { choice, many, optionsOf, requiredText } from '../../../shared/form/parameters';
import { previewOf } from '../../../shared/sending/preview';
import { sortRecipients } from '../../../shared/sending/recipients/recipients';
import type { TurkeySmsClient } from '../../api/client';
import { languageField, recipientsField, textField } from './fields';
import { chooseLanguage } from './language';

const parameters = z.object({
	text: requiredText('Enter the text to preview'),
	recipients: many,
	language: choice(
		['auto', 'english', 'turkish', 'arabic'],
		'Choose auto, english, turkish or arabic',
	),
	// No field: nothing is requested.
	options: optionsOf({}),
});

export const preview = oneByOne<TurkeySmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a message without sending it',
		description: 'Check a text and its recipients, and count its parts. Nothing is sent.',
	},
	fields: [
		{
			...recipientsField,
			required: false,
			description:
				'The mobile numbers to check, with commas, spaces or lines between them, or an array from an expression. Leave empty to count the text alone.',
		},
		{ ...textField, description: 'The text to count. It is not sent.' },
		languageField,
	],
	parameters,
	async run({ parameters: { text, recipients, language: wanted } }) {
		const chosen = chooseLanguage(text, wanted);
		if (!chosen.ok) return chosen;
		const { language, measure } = chosen.value;
		const json = { ...previewOf(sortRecipients(recipients, 'turkey'), measure), language };
		return { ok: true, rows: [{ json }] };
	},
});
