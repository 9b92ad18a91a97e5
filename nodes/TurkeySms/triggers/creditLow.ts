import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { refusal } from '../../shared/faults/faults';
import { choice } from '../../shared/form/parameters';
import { pollOptionsField, pollOptionsOf } from '../../shared/polling/options';
import { creditLowEvent, threshold } from '../../shared/polling/creditLow';
import type { TurkeySmsClient } from '../api/client';

const parameters = z.object({
	balance: choice(
		['local', 'international'],
		'Choose Local or International as the balance',
		'local',
	),
	threshold,
	options: pollOptionsOf({}),
});

const thresholdField: INodeProperties = {
	displayName: 'Threshold (Messages or Lira)',
	name: 'threshold',
	type: 'number',
	typeOptions: { minValue: 0 },
	required: true,
	default: 100,
	hint: 'Messages for the local balance, Turkish lira for the international one',
	description:
		'The workflow starts once when less is left, and again only after the balance has risen',
};

export const creditLow = creditLowEvent<
	Pick<TurkeySmsClient, 'account' | 'getBalance'>,
	z.infer<typeof parameters>
>({
	description: 'Starts the workflow when a balance of your account falls below a threshold',
	fields: [
		{
			displayName: 'Balance',
			name: 'balance',
			type: 'options',
			options: [
				{ name: 'Local', value: 'local', description: 'Messages left within Turkey' },
				{
					name: 'International',
					value: 'international',
					description: 'Turkish lira left for abroad',
				},
			],
			default: 'local',
			description: 'Which of the two balances to watch',
		},
		thresholdField,
		pollOptionsField([]),
	],
	parameters,
	subjectOf: ({ balance }) => balance,
	async read(client, { balance }) {
		const answer = await client.getBalance();
		if (!answer.ok) return answer;
		const { localBalance, internationalBalance } = answer.value;
		const value = balance === 'local' ? localBalance : internationalBalance;
		if (value === undefined) {
			return refusal(
				balance === 'local'
					? 'TurkeySMS does not show a local balance for this account'
					: 'TurkeySMS does not show an international balance for this account',
				balance === 'local' ? 'Choose International as the balance' : 'Choose Local as the balance',
			);
		}
		const json = { balance, localBalance, internationalBalance };
		return { ok: true, value: { value, row: { json, raw: answer.raw } } };
	},
});
