import { accountNames } from '../../../../nodes/shared/http/account';
import type { NamedCredential } from '../../../../nodes/shared/http/account';

const ofUser = (credential: object, record?: string) =>
	accountNames({
		credentialType: 'rayganSmsApi',
		credential: {
			username: 'user',
			password: 'p',
			baseUrl: 'https://raygansms.com',
			...credential,
		},
		record,
		secretNames: ['password'],
	});
const ofKey = (apiKey: string, record?: string, more: Partial<NamedCredential> = {}) =>
	accountNames({
		credentialType: 'turkeySmsApi',
		credential: { apiKey, baseUrl: 'https://turkeysms.com.tr', ...more.credential },
		record,
		secretNames: ['apiKey'],
	});

const isKept = (now: ReturnType<typeof accountNames>, before: ReturnType<typeof accountNames>) =>
	now.isSame.some((isSame) => isSame(before.own));

test.each([
	['a new password', ofUser({}, '1'), ofUser({ password: 'q' }, '1')],
	['a corrected base URL', ofUser({}, '1'), ofUser({ baseUrl: 'https://raygansms.com/' }, '1')],
	['a user name as others write it', ofUser({}, '1'), ofUser({ username: ' User' }, '1')],
	['another credential of the same user', ofUser({}, '1'), ofUser({}, '2')],
	['a credential without an id', ofUser({}), ofUser({}, '1')],
])('%s leaves a user the same account', (_, before, now) => {
	expect(isKept(now, before)).toBe(true);
	expect(now.sentUnder).toBe(before.sentUnder);
});

test('a renewed key in the same credential, and the same key in another one, are the same account', () => {
	expect(isKept(ofKey('new', '1'), ofKey('old', '1'))).toBe(true);
	expect(ofKey('new', '1').sentUnder).toBe(ofKey('old', '1').sentUnder);
	expect(isKept(ofKey('key', '2'), ofKey('key', '1'))).toBe(true);
	expect(isKept(ofKey(' key'), ofKey('key'))).toBe(true);
});

test.each([
	['another user', ofUser({}, '1'), ofUser({ username: 'other' }, '1')],
	['another key in another credential', ofKey('one', '1'), ofKey('other', '2')],
	['another key where there are no ids', ofKey('one'), ofKey('other')],
	['a credential whose id begins like the other', ofKey('one', '1'), ofKey('other', '12')],
])('%s is another account', (_, before, now) => {
	expect(isKept(now, before)).toBe(false);
	expect(now.sentUnder).not.toBe(before.sentUnder);
});

test('no name shows the user or the key', () => {
	const { own, sentUnder } = ofKey('secret-key', '1');
	expect(own + sentUnder + ofUser({ username: 'secret-user' }).own).not.toContain('secret');
});
