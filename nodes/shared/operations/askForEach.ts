import type { Question } from './askEach';
import type { Asked } from './asked';
import { refused } from './asked';
import { askEach } from './askEach';
import type { Answer, Checked } from '../faults/faults';
import type { Definition, ItemCall, ItemResult, Operation, RequestParameters } from './operation';
import { readItems, withRaw } from './operation';

interface Asking<
	Client,
	Parameters extends RequestParameters,
	Found,
> extends Definition<Parameters> {
	/** What to ask for an item, or why it cannot be asked. */
	question(item: ItemCall<Client, Parameters>): Checked<Question<Found>>;
	resultOf(item: ItemCall<Client, Parameters>, answer: Answer<Found>): ItemResult;
}

/**
 * An operation that asks one thing for each item and sends nothing: several requests at the same time,
 * and one alone for items that ask the same.
 */
export function askForEach<Client, Parameters extends RequestParameters, Found>(
	definition: Asking<Client, Parameters, Found>,
): Operation<Client> {
	function asked(read: Checked<ItemCall<Client, Parameters>>, itemIndex: number): Asked<Found> {
		if (!read.ok) return refused(read.fault, itemIndex);
		const item = read.value;
		const question = definition.question(item);
		if (!question.ok) return refused(question.fault, itemIndex);
		return {
			...question.value,
			login: item.login,
			itemIndex,
			resultOf: (answer) => withRaw(definition.resultOf(item, answer), item.parameters),
		};
	}

	return {
		option: definition.option,
		fields: definition.fields,
		async *results(call) {
			const questions = (await readItems(definition, call)).map(asked);
			for await (const { question, answer } of askEach<Found, Asked<Found>>(questions)) {
				yield { itemIndex: question.itemIndex, result: question.resultOf(answer) };
			}
		},
	};
}
