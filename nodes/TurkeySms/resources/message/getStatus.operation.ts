import { z } from 'zod';

import type { Question } from '../../../shared/operations/askEach';
import { askEach } from '../../../shared/operations/askEach';
import type { Answer, Checked, Fault } from '../../../shared/faults/faults';
import { refusal } from '../../../shared/faults/faults';
import type {
	Definition,
	ItemCall,
	ItemResult,
	Operation,
} from '../../../shared/operations/operation';
import { readItems, withRaw } from '../../../shared/operations/operation';
import { many, optionsField, optionsOf } from '../../../shared/form/parameters';
import { toLatinDigits } from '../../../shared/sms/digits';
import { splitList } from '../../../shared/sms/phoneNumberList';
import type { TurkeySmsClient } from '../../api/client';
import type { MessageStatus } from '../../api/statusSchemas';

const parameters = z.object({ smsIds: many, options: optionsOf({}) });

type Parameters = z.infer<typeof parameters>;
type Item = ItemCall<TurkeySmsClient, Parameters>;

const definition: Definition<Parameters> = {
	option: {
		name: 'Get Status',
		value: 'getStatus',
		action: 'Get the delivery status of messages',
		description:
			'Get where messages stand that were sent one by one or as codes, one item an SMS ID. Messages of a bulk send have a report instead.',
	},
	fields: [
		{
			displayName: 'SMS IDs',
			name: 'smsIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1000007721, 1000007722',
			description:
				'The IDs that Send returned in smsId, with commas, spaces or lines between them, or an array from an expression. Each takes a request.',
		},
		optionsField([]),
	],
	parameters,
};

/** The message that one entry of an item names. */
interface Asked extends Question<MessageStatus> {
	readonly itemIndex: number;
	resultOf(answer: Answer<MessageStatus>): ItemResult;
}

function askFor(smsId: string, itemIndex: number, { client, login, parameters: own }: Item): Asked {
	return {
		itemIndex,
		login,
		key: smsId,
		ask: async () => await client.getStatus(smsId),
		resultOf(answer) {
			if (answer.ok) {
				const row = { json: { smsId, ...answer.value }, raw: answer.raw };
				return withRaw({ ok: true, rows: [row] }, own);
			}
			const meaning = `SMS ID ${smsId}: ${answer.fault.meaning}`;
			return { ok: false, fault: { ...answer.fault, meaning } };
		},
	};
}

function refuse(fault: Fault, itemIndex: number): Asked {
	return {
		itemIndex,
		key: `item ${itemIndex}`,
		ask: async () => ({ ok: false, fault }),
		resultOf: () => ({ ok: false, fault }),
	};
}

function questionsOf(read: Checked<Item>, itemIndex: number): Asked[] {
	if (!read.ok) return [refuse(read.fault, itemIndex)];
	const { parameters: own } = read.value;
	const ids = splitList(own.smsIds).map(toLatinDigits);
	if (ids.length > 0) return ids.map((smsId) => askFor(smsId, itemIndex, read.value));
	return [refuse(refusal('No SMS ID is given', 'Enter at least one SMS ID').fault, itemIndex)];
}

/** Each ID of an item succeeds or fails on its own. */
export const getStatus: Operation<TurkeySmsClient> = {
	option: definition.option,
	fields: definition.fields,
	async *results(call) {
		const questions = (await readItems(definition, call)).flatMap(questionsOf);
		for await (const { question, answer } of askEach<MessageStatus, Asked>(questions)) {
			yield { itemIndex: question.itemIndex, result: question.resultOf(answer) };
		}
	},
};
