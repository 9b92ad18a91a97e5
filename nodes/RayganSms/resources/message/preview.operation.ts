import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Answer } from '../../../shared/faults/faults';
import type { ItemResult } from '../../../shared/operations/operation';
import { allAtOnce } from '../../../shared/operations/operation';
import {
	many,
	optionsField,
	optionsOf,
	requiredText,
	yesNo,
} from '../../../shared/form/parameters';
import { previewOf } from '../../../shared/sending/preview';
import { sortRecipients } from '../../../shared/sending/recipients/recipients';
import type { SmsMeasure } from '../../../shared/sms/smsText';
import { measureSmsText } from '../../../shared/sms/smsText';
import type { Prices } from '../../api/accountCalls';
import type { RayganSmsClient } from '../../api/client';
import { previewMessageField, previewMobilesField, withPriceField } from './previewFields';

const parameters = z.object({
	message: requiredText('Enter the text to preview'),
	mobiles: many,
	withPrice: yesNo,
	options: optionsOf({}),
});

interface Tariff extends Prices {
	readonly credit: number;
}

/** What messages cost and what is left to pay them with. */
async function askTariff(client: RayganSmsClient): Promise<Answer<Tariff>> {
	const [prices, credit] = await Promise.all([client.getPrices(), client.getCredit()]);
	if (!prices.ok) return prices;
	if (!credit.ok) return credit;
	return {
		ok: true,
		value: { ...prices.value, ...credit.value },
		raw: { prices: prices.raw, credit: credit.raw },
	};
}

function priceFields(
	{ persianPrice, latinPrice, credit }: Tariff,
	{ encoding, parts }: SmsMeasure,
	recipients: number,
): IDataObject {
	const perPart = encoding === 'ucs2' ? persianPrice : latinPrice;
	return { estimatedPrice: perPart * parts * recipients, credit, currency: 'IRR' };
}

export const preview = allAtOnce<RayganSmsClient, z.infer<typeof parameters>>({
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a message without sending it',
		description:
			'Check a text and its recipients, and count its parts and what it costs. Nothing is sent.',
	},
	fields: [
		previewMobilesField,
		previewMessageField,
		withPriceField,
		{ ...optionsField([]), displayOptions: { show: { withPrice: [true] } } },
	],
	parameters,
	async run(items): Promise<ItemResult[]> {
		const priced = items.find((item) => item.parameters.withPrice);
		const tariff = priced && (await askTariff(priced.client));
		return items.map(({ parameters: { message, mobiles, withPrice } }): ItemResult => {
			const recipients = sortRecipients(mobiles, 'iran');
			const measure = measureSmsText(message);
			if (!withPrice || tariff === undefined) {
				return { ok: true, rows: [{ json: previewOf(recipients, measure) }] };
			}
			if (!tariff.ok) return tariff;
			const price = priceFields(tariff.value, measure, new Set(recipients.numbers).size);
			const json = previewOf(recipients, measure, price);
			return { ok: true, rows: [{ json, raw: tariff.raw }] };
		});
	},
});
