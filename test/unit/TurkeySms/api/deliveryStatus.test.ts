import fc from 'fast-check';

import { readStatus } from '../../../../nodes/TurkeySms/api/deliveryStatus';

test.each([
	['TS-1024', 'delivered'],
	['TS-1022', 'undelivered'],
	['TS-1023', 'pending'],
])('%s is %s, whatever the text says', (code, status) => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(readStatus(text, code)).toBe(status);
		}),
	);
	expect(readStatus('Number received the message', code)).toBe(status);
});

test.each([
	['Number received the message', 'delivered'],
	['NUMBER RECEIVED THE MESSAGE.', 'delivered'],
	['Delivered', 'delivered'],
	['تم التسليم', 'delivered'],
	['Number did not receive the message', 'undelivered'],
	['The number has not received the message', 'undelivered'],
	['Not delivered', 'undelivered'],
	['Undelivered', 'undelivered'],
	['لم يتم التسليم', 'undelivered'],
	['الرقم لم يتلق الرسالة', 'undelivered'],
	['Number is out of coverage and has not received the message yet', 'pending'],
	['Out of coverage', 'pending'],
	['الرقم خارج التغطية', 'pending'],
	['الرقم خارج نطاق التغطية ولم يتلق الرسالة بعد', 'pending'],
	['Number is blocked', 'blocked'],
	['The number is on the blacklist', 'blocked'],
	['Number is invalid', 'rejected'],
	['Delivered to operator', 'pending'],
	['Received by operator', 'pending'],
	['Not delivered to operator yet', 'pending'],
	['Number received the message request', 'pending'],
	['Invalid until checked', 'pending'],
	['queued', 'queued'],
	['sent', 'sent'],
	['delivered', 'delivered'],
	[' FAILED. ', 'undelivered'],
	['expired', 'undelivered'],
	['', 'pending'],
	['Something new', 'pending'],
])('the text “%s” is %s', (text, status) => {
	expect(readStatus(text)).toBe(status);
	expect(readStatus(text, 'TS-1064')).toBe(status);
	expect(readStatus(text, 'TS-9999')).toBe(status);
});

test('with a code that says nothing of the delivery, the text alone counts', () => {
	const others = fc.string().filter((code) => !/^\s*TS-102[234]\s*$/.test(code));
	fc.assert(
		fc.property(fc.oneof(others, fc.constantFrom('valueOf', '__proto__')), (code) => {
			expect(readStatus('', code)).toBe('pending');
			expect(readStatus('Number received the message', code)).toBe('delivered');
		}),
	);
});

test('a known text with anything added to it is not known any more', () => {
	const known = fc.constantFrom('Delivered', 'Number received the message', 'failed', 'تم التسليم');
	const word = fc.stringMatching(/^[a-z]{1,8}$/).filter((added) => !/^(the|un|not)$/.test(added));
	fc.assert(
		fc.property(known, word, (text, added) => {
			expect(readStatus(`${text} ${added}`)).toBe('pending');
		}),
	);
});
