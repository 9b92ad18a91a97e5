import fc from 'fast-check';

import {
	groupStatus,
	messageStatus,
	provesAcceptance,
} from '../../../../nodes/RayganSms/api/deliveryStatus';
import { isFinal } from '../../../../nodes/shared/sms/delivery';

test.each([
	['1', 'delivered', true],
	['2', 'undelivered', true],
	['8', 'sent', false],
	['16', 'rejected', true],
	['23', 'queued', false],
	['27', 'blocked', true],
	['0', 'pending', false],
])('the status %s of a message is %s', (code, status, final) => {
	const read = messageStatus(code);
	expect(read).toMatchObject({ status, statusCode: code, statusText: expect.stringMatching(/\S/) });
	expect(isFinal(read.status)).toBe(final);
});

test.each(['1', '2', '8', '16', '23', '27'])('the status %s proves the acceptance', (code) => {
	expect(provesAcceptance(messageStatus(code))).toBe(true);
});

test.each([
	['1', 'sent'],
	['2', 'queued'],
	['3', 'blocked'],
])('the status %s of a group is %s', (code, status) => {
	expect(groupStatus(code)).toMatchObject({ status, statusCode: code });
});

test('any other status is pending and keeps its code', () => {
	const others = fc
		.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'valueOf', '01', '1.0'))
		.filter((code) => !['1', '2', '3', '8', '16', '23', '27'].includes(code));
	fc.assert(
		fc.property(others, (code) => {
			expect(messageStatus(code)).toMatchObject({ status: 'pending', statusCode: code });
			expect(provesAcceptance(messageStatus(code))).toBe(false);
			expect(groupStatus(code)).toMatchObject({ status: 'pending', statusCode: code });
		}),
	);
});
