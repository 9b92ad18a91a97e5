import { inspect } from 'node:util';

import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import type * as errors from '../../../../nodes/shared/faults/errors';
import { failedItem, nodeApiError } from '../../../../nodes/shared/faults/errors';
import type { Fault, FaultClass } from '../../../../nodes/shared/faults/faults';
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

describe('an n8n that routes no item with details', () => {
	const { redactedHeaders, ...olderHost } =
		jest.requireActual<Record<string, unknown>>('n8n-workflow');

	beforeAll(() => {
		jest.resetModules();
		jest.doMock('n8n-workflow', () => olderHost);
	});
	afterAll(() => {
		jest.dontMock('n8n-workflow');
		jest.resetModules();
	});

	test('is really another one', () => expect(redactedHeaders).toBeDefined());

	test('gets an item of two keys, whose message says the outcome and the ids', () => {
		const older = jest.requireActual<typeof errors>('../../../../nodes/shared/faults/errors');
		const { json, pairedItem } = older.failedItem(
			{
				...FAULT,
				outcome: 'unknown',
				recipients: ['+989112170848', '+989112170849'],
				acceptedIds: { groupMessageId: '12345' },
				userGroupId: '1763738001',
			},
			3,
		);
		expect(pairedItem).toEqual({ item: 3 });
		expect(Object.keys(json)).toEqual(['error', 'message']);
		expect(json.error).toMatch(/outcome unknown, may have been sent to \+989112170848/);
		expect(json.message).toMatch(/Top up the credit at Raygan SMS.*code 3003/);
		expect(json.message).toMatch(/outcome: unknown; recipients: \+989112170848, \+989112170849/);
		expect(json.message).toMatch(/acceptedIds: groupMessageId 12345; userGroupId: 1763738001$/);
	});

	test('gets no more than the message where there is nothing else to say', () => {
		const older = jest.requireActual<typeof errors>('../../../../nodes/shared/faults/errors');
		expect(older.failedItem(FAULT, 0).json.message).toBe(failedItem(FAULT, 0).json.message);
	});
});
