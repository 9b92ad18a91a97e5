import { inspect } from 'node:util';

import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import { failedItem, nodeApiError } from '../../../../nodes/shared/node/errors';
import type { Fault, FaultClass } from '../../../../nodes/shared/node/faults';
import { FAILURES } from '../../../fixtures/resultCodes';

const NODE: INode = {
	id: '1',
	name: 'Send it',
	type: 'rayganSms',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const FAULT: Fault = {
	provider: 'Raygan SMS',
	code: '3003',
	meaning: 'The account has not enough credit',
	whatToDo: 'Top up the credit at Raygan SMS',
	httpCode: 402,
};

const CLASSES: FaultClass[] = [401, 402, 403, 404, 422, 429, 502, 504];

test.each(CLASSES)('n8n does not put its own words in the place of ours for %d', (httpCode) => {
	const thrown = nodeApiError(NODE, { ...FAULT, httpCode, providerMessage: 'اعتبار' }, 2);
	expect(thrown.message).toBe('The account has not enough credit [item 2]');
	expect(thrown.description).toBe(
		'Top up the credit at Raygan SMS. (Raygan SMS, code 3003: “اعتبار”)',
	);
	expect(thrown.httpCode).toBe(String(httpCode));
	expect(thrown.failure).toEqual(FAILURES[httpCode]);
	expect(thrown.context.itemIndex).toBe(2);
});

test('an unknown outcome is said in the message, with the recipients', () => {
	const numbers = Array.from({ length: 7 }, (_, index) => `+98911217084${index}`);
	const fault: Fault = { ...FAULT, outcome: 'unknown', recipients: numbers };
	expect(nodeApiError(NODE, fault, 0).message).toBe(
		'The account has not enough credit: outcome unknown, may have been sent to +989112170840, +989112170841, +989112170842, +989112170843, +989112170844 and 2 more [item 0]',
	);
	expect(failedItem(fault, 0).json.details).toMatchObject({ recipients: numbers });
});

test.each(['refused', undefined] as const)('the outcome %s is not called unknown', (outcome) => {
	const fault: Fault = { ...FAULT, outcome, recipients: ['+989112170848'] };
	expect(nodeApiError(NODE, fault, 0).message).toBe('The account has not enough credit [item 0]');
});

test('a failed item is routed by n8n to the error output: it has these keys and no error of its own', () => {
	const item = failedItem({ ...FAULT, outcome: 'refused', userGroupId: '13' }, 3);
	expect(item).toEqual({
		json: {
			error: 'The account has not enough credit',
			message:
				'The account has not enough credit. Top up the credit at Raygan SMS. (Raygan SMS, code 3003)',
			details: {
				provider: 'Raygan SMS',
				code: '3003',
				whatToDo: 'Top up the credit at Raygan SMS',
				outcome: 'refused',
				userGroupId: '13',
			},
		},
		pairedItem: { item: 3 },
	});
});

test("the exception holds nothing but the fault's own texts", () => {
	const everyProperty = { depth: Infinity, showHidden: true };
	fc.assert(
		fc.property(fc.uuid(), fc.integer({ min: 0, max: 1e6 }), (secret, index) => {
			const hidden = { ...FAULT, request: { headers: { authorization: secret } } };
			expect(inspect(nodeApiError(NODE, hidden, index), everyProperty)).not.toContain(secret);
			expect(JSON.stringify(failedItem(hidden, index))).not.toContain(secret);
		}),
	);
});
