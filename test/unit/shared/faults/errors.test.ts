import { inspect } from 'node:util';

import fc from 'fast-check';
import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type * as errors from '../../../../nodes/shared/faults/errors';
import { exceptionOf, failedItem } from '../../../../nodes/shared/faults/errors';
import type { Fault, FaultClass } from '../../../../nodes/shared/faults/faults';
import { refusal } from '../../../../nodes/shared/faults/faults';
import { FAILURES } from '../../../fixtures/resultCodes';

const NODE: INode = {
	id: '1',
	name: 'Send it',
	type: 'rayganSms',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const EXIT = { node: NODE, provider: 'Raygan SMS' };

/** A node whose failed items go to the error output. */
const ROUTED = { ...EXIT, node: { ...NODE, onError: 'continueErrorOutput' as const } };

const FAULT: Fault = {
	code: '3003',
	meaning: 'The account has not enough credit',
	whatToDo: 'Top up the credit at Raygan SMS',
	httpCode: 402,
};

const CLASSES: FaultClass[] = [401, 402, 403, 404, 422, 429, 502, 504];

test.each(CLASSES)('n8n does not put its own words in the place of ours for %d', (httpCode) => {
	const thrown = exceptionOf(EXIT, { ...FAULT, httpCode, providerMessage: 'اعتبار' }, 2);
	expect(thrown.message).toBe('The account has not enough credit [item 2]');
	expect(thrown.description).toBe(
		'Top up the credit at Raygan SMS. (Raygan SMS, code 3003: “اعتبار”)',
	);
	expect(thrown).toBeInstanceOf(NodeApiError);
	expect(thrown).toMatchObject({ httpCode: String(httpCode) });
	expect(thrown.failure).toEqual(FAILURES[httpCode]);
	expect(thrown.context.itemIndex).toBe(2);
});

test('an unknown outcome is said in the message, with the recipients', () => {
	const numbers = Array.from({ length: 7 }, (_, index) => `+98911217084${index}`);
	const fault: Fault = { ...FAULT, outcome: 'unknown', recipients: numbers };
	expect(exceptionOf(EXIT, fault, 0).message).toBe(
		'The account has not enough credit: outcome unknown, may have been sent to +989112170840, +989112170841, +989112170842, +989112170843, +989112170844 and 2 more [item 0]',
	);
	expect(failedItem(ROUTED, fault, 0).json.details).toMatchObject({ recipients: numbers });
});

test.each(['refused', undefined] as const)('the outcome %s is not called unknown', (outcome) => {
	const fault: Fault = { ...FAULT, outcome, recipients: ['+989112170848'] };
	expect(exceptionOf(EXIT, fault, 0).message).toBe('The account has not enough credit [item 0]');
});

test('a failed item is routed by n8n to the error output: it has these keys and no error of its own', () => {
	const item = failedItem(ROUTED, { ...FAULT, outcome: 'refused', userGroupId: '13' }, 3);
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

test('what no provider said is not told as its words: n8n shows no source and no status of it', () => {
	const { fault } = refusal('The line x is not a number', 'Enter the line');
	const thrown = exceptionOf(EXIT, { ...fault, outcome: 'refused' }, 1);
	expect(thrown).toBeInstanceOf(NodeOperationError);
	expect(thrown.message).toBe('The line x is not a number [item 1]');
	expect(thrown.description).toBe('Enter the line. (found before anything was sent)');
	expect(thrown.failure).toEqual(FAILURES[422]);
	expect(thrown.context).toMatchObject({
		itemIndex: 1,
		data: { provider: 'Raygan SMS', code: 'invalid-input', outcome: 'refused' },
	});
	// Of a question nothing was to be sent.
	expect(exceptionOf(EXIT, fault).description).toBe('Enter the line.');
});

test('on the regular output a failed item begins with what became of its message', () => {
	const start = { outcome: 'refused', accepted: false, recipient: '+989112170848' };
	const { json } = failedItem(EXIT, { ...FAULT, outcome: 'refused' }, 0, start);
	expect(Object.keys(json)).toEqual([...Object.keys(start), 'error', 'message', 'details']);
	expect(json).toMatchObject(start);
	const routed = failedItem(ROUTED, { ...FAULT, outcome: 'refused' }, 0, start);
	expect(Object.keys(routed.json)).toEqual(['error', 'message', 'details']);
});

test("the exception holds nothing but the fault's own texts", () => {
	const everyProperty = { depth: Infinity, showHidden: true };
	fc.assert(
		fc.property(fc.uuid(), fc.integer({ min: 0, max: 1e6 }), (secret, index) => {
			const hidden = { ...FAULT, request: { headers: { authorization: secret } } };
			expect(inspect(exceptionOf(EXIT, hidden, index), everyProperty)).not.toContain(secret);
			expect(JSON.stringify(failedItem(ROUTED, hidden, index))).not.toContain(secret);
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
			ROUTED,
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
		expect(older.failedItem(ROUTED, FAULT, 0).json.message).toBe(
			failedItem(ROUTED, FAULT, 0).json.message,
		);
	});
});
