import {
	FAILURES,
	RAYGAN_CODES,
	TURKEY_CODES,
	TURKEY_DONE_CODES,
	type CodeRow,
} from '../fixtures/resultCodes';
import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();

/**
 * With these the first answer stands: an own id given by the user is never used to find out what became
 * of a send, and a rate limit is not waited for.
 */
const OPTIONS = { raygan: { userGroupId: '1403001' }, turkey: { rateLimitWait: 0 } };
const CODES = { raygan: RAYGAN_CODES, turkey: TURKEY_CODES };
const NAMES = { raygan: 'Raygan SMS', turkey: 'TurkeySMS' };

/** The provider's own words. */
const WORDS = 'پیام سرویس';

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, askAccount, sendEndpoint, accountEndpoint, recipient } = providers[name];
	const options = OPTIONS[name];
	const answers = (code: string, endpoint = sendEndpoint) => {
		simulator().faults.next({ code, message: WORDS }, { endpoint });
	};

	describe.each(CODES[name].map((row): [string, CodeRow] => [row.code, row]))('%s', (code, row) => {
		test('stops the node with its meaning, what to do and its class', async () => {
			answers(code);
			const { fault } = await send({ options });
			expect(fault?.message).toMatch(row.meaning);
			expect(fault?.message).toMatch(/ \[item 0\]$/);
			expect(fault?.message.includes(`may have been sent to ${recipient}`)).toBe(
				row.outcome === 'unknown',
			);
			expect(fault?.description).toMatch(row.mend);
			expect(fault?.description).toContain(`(${NAMES[name]}, code ${code}: “${WORDS}”)`);
			expect(fault?.httpCode).toBe(row.httpCode);
			expect(fault?.json.failure).toEqual(FAILURES[row.httpCode]);
			expect(simulator().ledger).toEqual([]);
		});

		test('makes a failed item with its outcome where the node goes on', async () => {
			answers(code);
			const { outputs } = await send({ options }, { onError: 'continueRegularOutput' });
			const json = outputs[0]?.[0]?.json ?? {};
			const whom = name === 'raygan' ? 'recipients' : 'recipient';
			const keys = ['outcome', 'accepted', whom, 'error', 'message', 'details'];
			expect(Object.keys(json)).toEqual(keys);
			expect(json).toMatchObject({ outcome: row.outcome, accepted: false });
			expect([json[whom]].flat()).toEqual([recipient]);
			expect(json.error).toMatch(row.meaning);
			expect(json.message).toMatch(row.mend);
			expect(json.details).toMatchObject({
				provider: NAMES[name],
				code,
				outcome: row.outcome,
				recipients: [recipient],
				whatToDo: expect.stringMatching(row.mend),
				providerMessage: WORDS,
			});
		});

		test('on a question it bears no outcome', async () => {
			answers(code, accountEndpoint);
			const { fault } = await askAccount();
			expect(fault?.message).toMatch(row.meaning);
			expect(fault?.message).not.toContain('may have been sent');
			expect(fault?.httpCode).toBe(row.httpCode);
		});
	});

	test.each(['TS-9999', '777'])('a code that no table knows, %s, is passed on', async (unknown) => {
		const code = name === 'raygan' ? '777' : unknown;
		answers(code);
		const { fault } = await send({ options });
		expect(fault?.message).toContain(`code ${code}, which its document does not describe`);
		expect(fault?.message).toContain(`may have been sent to ${recipient}`);
		expect(fault?.description).toContain(WORDS);
		expect(fault?.httpCode).toBe('502');
	});

	test('more than one attempt is never made', async () => {
		simulator().faults.next({ code: CODES[name][0]?.code ?? '' }, { endpoint: sendEndpoint });
		await send({ options });
		const sends = simulator().requests.filter(({ endpoint }) => endpoint === sendEndpoint);
		expect(sends).toHaveLength(1);
	});
});

const { raygan, turkey } = providers;

test('a wrong login of Raygan SMS, which has no code', async () => {
	raygan.simulator().account.password = 'another';
	const { fault } = await raygan.send();
	expect(fault).toMatchObject({ httpCode: '401', json: { failure: FAILURES[401] } });
	expect(fault?.message).toContain('user name or password');
	expect(fault?.description).toContain('in the credential');
	const { outputs } = await raygan.send({}, { onError: 'continueRegularOutput' });
	expect(outputs[0]?.[0]?.json.details).toMatchObject({ code: '401', outcome: 'refused' });
});

test.each(TURKEY_DONE_CODES)('%s of TurkeySMS without success is a contradiction', async (code) => {
	turkey.simulator().faults.next({ code });
	const { outputs } = await turkey.send({}, { onError: 'continueRegularOutput' });
	expect(outputs[0]?.[0]?.json.error).toContain(`code ${code}`);
	expect(outputs[0]?.[0]?.json.details).toMatchObject({ outcome: 'unknown' });
});

test.each(TURKEY_DONE_CODES)('%s of TurkeySMS with success is no fault', async (code) => {
	const body = JSON.stringify({ result: true, result_code: code, sms_id: '0071' });
	turkey.simulator().faults.next({ kind: 'replyWith', body });
	const { outputs } = await turkey.send();
	expect(outputs[0]?.[0]?.json).toMatchObject({ accepted: true, resultCode: code, smsId: '0071' });
});

test.each(['result_code', 'sms_status_code', 'status_code'])(
	'a code of TurkeySMS is read in the field %s, with any HTTP status',
	async (field) => {
		const body = JSON.stringify({ result: false, [field]: 'TS-1027' });
		for (const status of [200, 400, 403, 500]) {
			turkey.simulator().faults.next({ kind: 'replyWith', status, body });
			const { fault } = await turkey.send();
			expect(fault?.message).toContain('not enough balance');
			expect(fault?.httpCode).toBe('402');
		}
	},
);

test.each([false, 'false', 0, '0', '', null, 'no', undefined])(
	'TurkeySMS with the result %j has not accepted the message',
	async (result) => {
		const body = JSON.stringify({ result, result_code: 'TS-1027' });
		turkey.simulator().faults.next({ kind: 'replyWith', body });
		const { fault } = await turkey.send();
		expect(fault?.message).toContain('not enough balance');
	},
);

test.each([
	'{}',
	'[]',
	'{"Message":"ok"}',
	'{"Code":null}',
	'7',
	'null',
	'"ok"',
	'{"Code":"zero"}',
])('Raygan SMS with the answer %s has not accepted the message', async (body) => {
	raygan.simulator().faults.next({ kind: 'replyWith', body }, { endpoint: 'SendMessage' });
	const { fault } = await raygan.send({ options: OPTIONS.raygan });
	expect(fault?.message).toContain('may have been sent');
	expect(fault?.httpCode).toBe('502');
});
