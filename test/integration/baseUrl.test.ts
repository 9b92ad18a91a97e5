import { startSimulators } from '../simulators';
import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();

describe.each(PROVIDERS)('%s', (name) => {
	const { simulator, send, askAccount, credential } = providers[name];

	/** Reaches the simulator, but is no loopback name. */
	const readableOnTheWay = () => simulator().url.replace('127.0.0.1', '0.0.0.0');

	test('a login is not sent by http to another machine, and the fault says why', async () => {
		const elsewhere = { credential: { ...credential(), baseUrl: readableOnTheWay() } };
		const { fault } = await send({}, elsewhere);
		expect(fault?.message).toContain('readable to everyone on the way');
		expect(fault?.message).not.toContain('may have been sent');
		expect(fault?.description).toContain('https://');
		expect(fault?.name).toBe('NodeOperationError');
		expect((await askAccount({}, elsewhere)).fault?.message).toContain('https');
		expect(simulator().requests).toEqual([]);
	});

	test.each(['', 'not an address', 'ftp://127.0.0.1', 'https://user@example.com'])(
		'%j is refused',
		async (baseUrl) => {
			const { fault } = await askAccount({}, { credential: { ...credential(), baseUrl } });
			expect(fault?.message).toContain('base URL in the credential');
			expect(fault?.name).toBe('NodeOperationError');
		},
	);

	test.each(['', '/', '/below', '//'])('a path at the end, %j, is kept', async (path) => {
		const baseUrl = `${simulator().url}${path}`;
		const { fault } = await askAccount({}, { credential: { ...credential(), baseUrl } });
		expect(simulator().requests[0]?.path).toMatch(
			path === '/below' ? /^\/below\/api\// : /^\/api\//,
		);
		expect(fault === undefined).toBe(path !== '/below');
	});
});

test('http works on this very machine by its name', async () => {
	const simulators = await startSimulators({ host: 'localhost' });
	const baseUrl = simulators.turkey.url.replace(/\/\/[^:/]+|\/\/\[[^\]]*\]/, '//localhost');
	const { outputs } = await providers.turkey
		.askAccount({}, { credential: { ...providers.turkey.credential(), baseUrl } })
		.finally(async () => await simulators.stop());
	expect(outputs[0]?.[0]?.json).toMatchObject({ localBalance: 100_000 });
});
