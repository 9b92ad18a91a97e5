import { poller } from './poller';
import { PROVIDERS, useProviders } from './providers';

const providers = useProviders();

const TRIGGERS = {
	raygan: {
		parameters: { event: 'creditLow', threshold: 1_000, options: {} },
		setCredit: (credit: number) => {
			providers.raygan.simulator().account.credit = credit;
		},
		row: (credit: number) => ({ credit, currency: 'IRR' }),
	},
	turkey: {
		parameters: { event: 'creditLow', balance: 'local', threshold: 1_000, options: {} },
		setCredit: (credit: number) => {
			providers.turkey.simulator().account.localBalance = credit;
		},
		row: (credit: number) => ({
			balance: 'local',
			localBalance: credit,
			internationalBalance: 100,
		}),
	},
};

describe.each(PROVIDERS)('credit of %s', (name) => {
	const { settings, credential, simulator } = providers[name];
	const { parameters, setCredit, row } = TRIGGERS[name];
	const trigger = () =>
		poller({
			type: `${settings.type}Trigger`,
			credentialType: settings.credentialType,
			credential,
			parameters,
		});

	test('one alarm on falling below, one request a poll, and a new alarm only after a rise', async () => {
		const { poll, restart } = trigger();
		setCredit(1_000);
		expect(await poll()).toBeNull();
		setCredit(999);
		expect(await poll()).toEqual([{ event: 'creditLow', ...row(999), threshold: 1_000 }]);
		setCredit(500);
		expect(await poll()).toBeNull();
		restart();
		expect(await poll()).toBeNull();
		setCredit(2_000);
		expect(await poll()).toBeNull();
		setCredit(10);
		expect(await poll()).toEqual([{ event: 'creditLow', ...row(10), threshold: 1_000 }]);
		expect(simulator().requests).toHaveLength(6);
	});

	test('a manual run shows the credit, whatever it is', async () => {
		setCredit(4_321);
		expect(await trigger().manual()).toEqual([
			{ event: 'creditLow', ...row(4_321), threshold: 1_000 },
		]);
	});

	test('a passing fault waits for the next poll at the activation, and is thrown later', async () => {
		const { poll } = trigger();
		setCredit(1);
		simulator().faults.next('badGateway');
		expect(await poll()).toBeNull();
		simulator().faults.next('badGateway');
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'temporarily-unavailable' } });
		expect(await poll()).toHaveLength(1);
	});
});
