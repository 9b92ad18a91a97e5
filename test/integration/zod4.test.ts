import { PROVIDERS, useProviders } from './providers';

/*
 * Another community package can put zod 4 in the place of the host's zod 3. The host's own modules are
 * loaded by now; only the package under test still asks for zod.
 */
jest.doMock('zod', () => jest.requireActual('zod4'));

const providers = useProviders();

test('the package under test has zod 4', () => {
	expect(jest.requireMock('zod')).toHaveProperty('z.core.$ZodType');
});

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, askAccount, sendEndpoint } = providers[name];

	test('a message goes out', async () => {
		const { outputs } = await send({ options: { includeRaw: true } });
		expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'accepted', parts: 1, raw: {} });
		expect(simulator().ledger).toHaveLength(1);
	});

	test.each(['', '={{ null }}', '={{ undefined }}', '={{ "250" }}', 250])(
		'the option Timeout may be %j',
		async (timeout) => {
			expect((await askAccount({ options: { timeout } })).fault).toBeUndefined();
		},
	);

	test.each([-1, 0, 1.5, 'soon', '={{ ({}) }}'])(
		'the option Timeout may not be %j',
		async (timeout) => {
			const { fault } = await send({ options: { timeout } });
			expect(fault?.message).toMatch(/^Timeout cannot be used as it is/);
			expect(fault?.description).toContain('whole milliseconds');
			expect(simulator().requests).toEqual([]);
		},
	);

	test('what is missing is named', async () => {
		const field = name === 'raygan' ? 'message' : 'text';
		const { fault } = await send({ [field]: '={{ $json.missing }}' });
		expect(fault?.message).toMatch(/^(Message|Text) is empty/);
		expect(fault?.description).toContain('Enter the text to send');
	});

	test('numbers, codes and words are read in all their forms', async () => {
		Object.assign(simulator().style, { numbers: 'strings' });
		expect((await askAccount()).fault).toBeUndefined();
		simulator().faults.next(
			{ code: name === 'raygan' ? 3003 : 'TS-1027' },
			{ endpoint: sendEndpoint },
		);
		expect((await send()).fault?.httpCode).toBe('402');
	});
});
